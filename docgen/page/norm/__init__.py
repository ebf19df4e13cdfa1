"""The look of a document: profiles and house.yaml, read into one model."""
