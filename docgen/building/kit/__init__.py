"""A press conference's kit: its materials, pages, picture and comparison table."""
