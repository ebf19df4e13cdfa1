"""PyYAML, loaded without compiling the patterns of its slow parser: 7 ms of a letter, whose record the quick one reads."""

from __future__ import annotations

from docgen.patterns import compiled_later

with compiled_later():
    import yaml
    from yaml import events

__all__ = ["events", "yaml"]
