"""PDF files: set by WeasyPrint behind one door, and read back."""
