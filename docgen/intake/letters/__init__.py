"""Letters and papers of a case, as offices have them in their archive → what their parts say, as values of a case record."""
