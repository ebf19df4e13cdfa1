"""Word files: written, and read."""
