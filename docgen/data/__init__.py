"""The tables that docgen knows by heart: norms, kinds of cases, legal bases. Facts live here, not in code."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def table(name: str) -> Any:
    """The content of ``data/<name>.yaml``, every value as text: dates and numbers are typed by their users."""
    import yaml  # a message about what was typed needs none of these tables

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load((HERE / f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader)
