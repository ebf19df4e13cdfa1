"""``docgen schema``."""

from __future__ import annotations

import json
from pathlib import Path

from docgen import project
from docgen.cli import console
from docgen.records.schema import case_schema
from docgen.templating.catalog import catalog


def schema() -> int:
    """Print the JSON Schema of a case record, with the own fields of every template of the project."""
    kinds = catalog(project.find(Path())).kinds.values()
    own = {kind.name: dict(kind.own) for kind in kinds if kind.own}
    console.raw((json.dumps(case_schema(own), ensure_ascii=False, indent=2) + "\n").encode())
    return 0
