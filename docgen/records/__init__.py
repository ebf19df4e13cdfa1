"""Case records: what they hold, how they are read, what follows from them."""
