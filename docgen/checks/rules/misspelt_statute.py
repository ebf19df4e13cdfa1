"""法律名称像是写错了。

和法规表里的名称只差一两个字。

好：《中华人民共和国个人信息保护法》
错：根据《中华人民共和国个人信息保障法》第七十条的规定。
错：根据《人民检察院公益诉讼办案规定》第六十七条的规定。
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, cast

from docgen.checks.citations import plain_name
from docgen.checks.finding import Finding
from docgen.checks.statutes import cited, statutes
from docgen.checks.subject import Subject

ID = "L007"
LEVEL = "reminder"
ON = "引用的法律"
SOURCE = "各法的名称"


def _near(name: str, known: tuple[str, ...]) -> str:
    """The statute that differs from *name* in a character or two, ``""`` where there is none."""
    for each in known:
        if len(each) == len(name) and each[:-1] == name[:-1]:
            return each
    if len(name) < 6 or name[-1] not in "法典例定则释":
        return ""
    found = difflib.get_close_matches(name, [each for each in known if abs(len(each) - len(name)) <= 1], 1, 0.85)
    return found[0] if found else ""


_nearest: Callable[[str, tuple[str, ...]], str] = cast(Any, lru_cache(1024)(_near))


def check(subject: Subject) -> Iterator[Finding]:
    known: tuple[str, ...] = ()
    for citation, passage, statute in cited(subject):
        name = plain_name(citation.name)
        if statute is not None or len(name) < 3:
            continue
        known = known or tuple(statutes(subject.project))
        if like := _nearest(name, known):
            yield Finding(
                passage.text.span_at(citation.start),
                f"没有《{citation.name}》，像是《{like}》",
                "核对名称；确有此法的，写进 docgen.yaml 的“法规表”",
            )
