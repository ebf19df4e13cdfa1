"""``docgen docs``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli import console
from docgen.cli.options import Force
from docgen.core.errors import ConfigError, nearest, problem
from docgen.core.source import shown


def docs(
    name: Annotated[str, typer.Argument(metavar="页", help="哪一页，如 记录怎么写；不写就列出全部")] = "",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="文件夹", help="全部做成网页，放在这个文件夹")
    ] = None,
    force: Force = False,
) -> int:
    """List the pages that came with docgen, print one, or write all of them as HTML."""
    from docgen.building.ledger import write_alone
    from docgen.review import manual

    if out is not None:
        for file, data in manual.whole().items():
            write_alone(out / file, data, force=force)
        console.result(str(shown(out / "index.html")))
        return 0
    known = manual.pages()
    if not name:
        for page, path in known.items():
            console.result(f"{page}　{manual.title(path.read_text(encoding='utf-8'))}")
        console.say("看一页：docgen docs 记录怎么写；全部做成网页：docgen docs -o 说明")
        return 0
    if name.removesuffix(".md") not in known:
        like = nearest(name, known)
        raise ConfigError(
            [problem(None, "U001", f"没有“{name}”这一页", f"是不是“{like}”？" if like else "docgen docs 列出全部")]
        )
    console.raw(known[name.removesuffix(".md")].read_bytes())
    return 0
