"""What people do with finished papers: look, compare, take edits back, keep snapshots and the register."""
