"""Persons who are called 某甲 or 某乙 in a paper in which nobody else has their surname.

Names are given for all papers of a case or a kit alike, so that 陈某甲 is the same man everywhere.
A paper that names only one of those who share a surname reads as if another had been left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.core.errors import Problem, problem
from docgen.core.tree import Document, walk
from docgen.privacy.masks import STEMS
from docgen.privacy.secrets import Register

_NUMBERED = re.compile(rf"(.{{1,2}}某)([{STEMS}])")


def numbered_alone(document: Document, secrets: Register) -> Iterator[Problem]:
    """G009 for each person of *secrets* whom *document* calls 陈某甲 while it names no other 陈某."""
    masks = {mask for mask in secrets.called.values() if mask and _NUMBERED.fullmatch(mask)}
    leaves = list(walk(document)) if masks else []
    shown: dict[str, set[str]] = {}
    for mask in masks:
        if any(mask in leaf.text for leaf in leaves):
            shown.setdefault(mask[:-1], set()).add(mask)
    for base, group in sorted(shown.items()):
        (mask, *others) = sorted(group)
        if others:
            continue
        leaf = next(one for one in leaves if mask in one.text)
        at = leaf.span.forward(leaf.text.index(mask))
        message = f"{document.meta.name}里只有一个“{base}”，印的是“{mask}”"
        hint = f"别的文书里还有同姓的人，照印可以；要印“{base}”，在这个人的“对外”里写“{base}”，另一个人另起称呼"
        yield problem(at, "G009", message, hint)
