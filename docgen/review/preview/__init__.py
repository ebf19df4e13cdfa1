"""The page while typing: a server for this machine only that shows papers as they would be printed and writes nothing."""
