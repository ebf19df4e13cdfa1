"""What a page looks like: norms and their units, fonts, the lines and pages of a document, the ruler for finished pages."""
