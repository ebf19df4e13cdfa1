"""Two versions of a text side by side: records, finished papers or whole folders, paragraph by paragraph."""
