"""What everything stands on: text that knows its place, faults as values, dates, the document tree, files on the disk."""
