"""``docgen schema``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from docgen.cli import console
from docgen.core.errors import ConfigError, nearest, problem


def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="记录",
            help="case（案件）、conference（发布会）、release（发布稿）、settings（docgen.yaml）、house（house.yaml）",
        ),
    ] = "case",
) -> int:
    """Print the JSON Schema of the records called *name*, that of a case with the own fields of every template."""
    from docgen.checks.statutes import national
    from docgen.papers.templates.catalog import catalog
    from docgen.records import project
    from docgen.records.kinds import RECORD_TYPES
    from docgen.records.schema import schema_of

    if name in ("settings", project.FILE_NAME, "设置"):
        from docgen.records.schema import model_schema

        return _printed(model_schema(project.FILE_NAME, project.Settings))
    if name in ("house", "house.yaml", "版式"):
        from docgen.review.house_schema import house_schema

        return _printed(house_schema())
    word = next((word for word, row in RECORD_TYPES.items() if name in (word, row.name)), "")
    if not word:
        known = ["settings", "house"] + [name for word, row in RECORD_TYPES.items() for name in (word, row.name)]
        like = nearest(name, known)
        hint = f"是不是“{like}”？" if like else "可以写：" + "、".join(known)
        raise ConfigError([problem(None, "U001", f"没有“{name}”这种记录", hint)])
    kinds = catalog(project.find(Path())).kinds.values()
    own = {kind.name: dict(kind.own) for kind in kinds if kind.own}
    return _printed(schema_of(word, own, national("宪法", "法律")))


def _printed(found: dict[str, Any]) -> int:
    console.raw((json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode())
    return 0
