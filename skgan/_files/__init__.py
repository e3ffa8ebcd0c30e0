"""Files: arrays with JSON, written whole or not at all."""
