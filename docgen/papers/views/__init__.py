"""What one paper may see of a record."""
