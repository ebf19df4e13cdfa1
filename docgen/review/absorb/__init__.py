"""Edits of a finished Word file, taken back into the record that the file was made of."""
