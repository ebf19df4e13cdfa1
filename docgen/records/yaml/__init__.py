"""From the bytes of a YAML file to frozen dataclasses, with every place kept.

``decode`` (bytes → text) → ``repair`` (what people type → YAML) → ``compose`` (YAML →
nodes with places) → ``bind`` (nodes + ``fields`` → dataclasses and Problems).
Records, docgen.yaml, house.yaml, norms and template headers are all read here.
"""
