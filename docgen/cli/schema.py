"""``docgen schema``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from docgen.cli import console
from docgen.core.errors import ConfigError, nearest, problem


def schema(
    name: Annotated[
        str, typer.Argument(metavar="记录", help="case（案件）、conference（发布会）或者 release（发布稿）")
    ] = "case",
) -> int:
    """Print the JSON Schema of the records called *name*, that of a case with the own fields of every template."""
    from docgen.checks.statutes import national
    from docgen.papers.templates.catalog import catalog
    from docgen.records import project
    from docgen.records.kinds import RECORD_TYPES
    from docgen.records.schema import schema_of

    word = next((word for word, row in RECORD_TYPES.items() if name in (word, row.name)), "")
    if not word:
        known = [name for word, row in RECORD_TYPES.items() for name in (word, row.name)]
        like = nearest(name, known)
        hint = f"是不是“{like}”？" if like else "可以写：" + "、".join(known)
        raise ConfigError([problem(None, "U001", f"没有“{name}”这种记录", hint)])
    kinds = catalog(project.find(Path())).kinds.values()
    own = {kind.name: dict(kind.own) for kind in kinds if kind.own}
    console.raw(
        (json.dumps(schema_of(word, own, national("宪法", "法律")), ensure_ascii=False, indent=2) + "\n").encode()
    )
    return 0
