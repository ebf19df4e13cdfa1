"""Record to tree: what a paper may see, its template, its marked lines, its voice; and one record and kind to bytes."""
