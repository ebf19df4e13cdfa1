"""A record edited from outside its text, a place at a time: paths, forms, the writing of one change, and its undoing."""
