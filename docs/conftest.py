"""What pytest leaves alone here: Sphinx's settings, what it builds, and tables."""

collect_ignore = ["_build", "_ext", "conf.py", "figures", "gallery"]
