"""The texts of the corpus as records: every paragraph word for word, so that the rules read them."""

from __future__ import annotations

import os
from pathlib import Path

HEAD = "检察院: 北京市示例区人民检察院\n事由: 保护妇女健康权益\n"


def folder() -> Path | None:
    """Where ``DOCGEN_CORPUS`` says the texts lie, ``None`` where it says nothing."""
    named = os.environ.get("DOCGEN_CORPUS", "")
    return Path(named) if named else None


def text(number: str) -> str:
    """The corpus text whose file begins with *number*."""
    where = folder()
    assert where is not None
    (path,) = where.glob(f"{number}-*.txt")
    return path.read_text(encoding="utf-8")


def record(number: str, more: str = "") -> str:
    """A case record that holds the text as one section of paragraphs; *more* are lines of YAML before it."""
    lines = [line.strip(" \t\u3000") for line in text(number).split("\n")]
    body = "".join(f"      {line}\n" for line in lines if line)
    return f"{HEAD}{more}其他部分:\n  - 标题: 原文\n    正文: |\n{body}"
