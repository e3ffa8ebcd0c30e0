"""The samplers: parameters, docstrings and thin methods."""
