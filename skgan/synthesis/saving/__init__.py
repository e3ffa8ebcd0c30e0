"""Plain values of fitted samplers as JSON, and back; from a file no code is run."""
