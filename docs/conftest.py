"""What pytest leaves alone here: Sphinx's settings, and what it builds."""

collect_ignore = ["_build", "_ext", "conf.py", "gallery"]
