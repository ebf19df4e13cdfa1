"""Who may see what: the view of a record that a paper gets."""
