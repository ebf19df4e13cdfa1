"""The tags of a template by themselves: every one that is wrong, each at its own place.

Jinja stops at the first fault, and tells a tag that nothing closes at the last line. Here the tags are paired first and
each is read alone; what is wrong with one is told and taken out, so that the rest can still be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jinja2 import TemplateSyntaxError

_TAG = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_WORD = re.compile(r"\{%[-+]?\s*(\w+)")
_OPEN = {
    "if": "endif",
    "for": "endfor",
    "macro": "endmacro",
    "filter": "endfilter",
    "call": "endcall",
    "with": "endwith",
}
_CLOSE = {close: opening for opening, close in _OPEN.items()}
_BETWEEN = {"else": ("if", "for"), "elif": ("if",)}
_OTHER = ("raw", "block", "autoescape")
"""Tags that are rare in a template: where there is one, Jinja alone pairs them."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault at *line*; ``tag`` are the words of the tag, ``said`` what is wrong, Jinja's own words where they are its."""

    line: int
    tag: str
    said: str
    hint: str = ""
    jinja: bool = False


def mended(source: str, parse: Callable[[str], Any]) -> tuple[str, list[Wrong]]:
    """*source* without the tags that are wrong, every pair closed, on as many lines; and what was wrong.

    *parse* is Jinja's, raising what Jinja raises.
    """
    words = [match[1] for match in _WORD.finditer(source)]
    if any(word in _OTHER for word in words):
        return source, []
    found: list[Wrong] = []
    made: list[str] = []
    waiting: list[tuple[str, int, str]] = []
    at, line = 0, 1

    def left_open() -> None:
        name, where, tag = waiting.pop()
        found.append(Wrong(where, tag, f"“{tag}”缺少结束标记", f"在它管的最后一行后面写 {{% {_OPEN[name]} %}}"))

    for match in _TAG.finditer(source):
        made.append(source[at : match.start()])
        line += source.count("\n", at, match.start())
        at = match.end()
        tag = match[0]
        keep: str | None = tag
        if not tag.startswith("{#"):
            word = found_word[1] if (found_word := _WORD.match(tag)) else ""
            if word in _CLOSE:
                if any(name == _CLOSE[word] for name, _, _ in waiting):
                    while waiting[-1][0] != _CLOSE[word]:
                        made.append(f"{{% {_OPEN[waiting[-1][0]]} %}}")
                        left_open()
                    waiting.pop()
                else:
                    found.append(
                        Wrong(line, tag, f"“{tag}”没有对应的开头", f"前面要有 {{% {_CLOSE[word]} … %}}，或者删去它")
                    )
                    keep = None
            elif word in _BETWEEN and not (waiting and waiting[-1][0] in _BETWEEN[word]):
                opening = "或者".join(f"{{% {name} … %}}" for name in _BETWEEN[word])
                found.append(Wrong(line, tag, f"“{tag}”不在条件里面", f"它要写在{opening}和结束标记之间"))
                keep = None
            elif (fault := _alone(tag, word, parse)) is not None:
                found.append(Wrong(line, tag, fault, jinja=True))
                keep = f"{{% {word} {'x in []' if word == 'for' else 'false'} %}}" if word in ("if", "for") else None
                if word in _OPEN and keep is None:
                    return source, found
            if word in _OPEN:
                waiting.append((word, line, tag))
        made.append("\n" * tag.count("\n") if keep is None else keep)
        line += tag.count("\n")
    made.append(source[at:])
    while waiting:
        made.append(f"{{% {_OPEN[waiting[-1][0]]} %}}")
        left_open()
    return "".join(made), found


_NAMED = re.compile(r"｛[ 　]*[一-鿿][^｛｝\n]*｝|(?<!\{)\{[ 　]*[一-鿿][^{}\n]*\}(?!\})")


def foreign(source: str) -> list[Wrong]:
    """｛名字｝ and {名字} in the text of a template: they are of records and Word files, and would be printed as they are."""
    blank = _TAG.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source)
    return [
        Wrong(
            blank.count("\n", 0, match.start()) + 1,
            match[0],
            f"“{match[0]}”是记录和 Word 模板里的写法，在 .j2 模板里会照样印出来",
            f"写 {{{{ {match[0][1:-1].strip(' 　')} }}}}",
        )
        for match in _NAMED.finditer(blank)
    ]


def uneven(source: str) -> list[Wrong]:
    """Rows of one table with another number of cells than its first; conditions and values inside a row count for nothing."""
    found: list[Wrong] = []
    first = 0
    blank = _TAG.sub(lambda match: re.sub(r"[^\n]", "x" if match[0].startswith("{{") else " ", match[0]), source)
    for number, (line, typed) in enumerate(zip(blank.split("\n"), source.split("\n"), strict=True), 1):
        row = re.sub(r"^\s*@\S+\s*", "", line).strip()
        if not row:
            continue
        if not row.startswith("|") or "{%" in typed:
            first = 0
            continue
        cells = row.count("|") - 1
        if first and cells != first and cells > 0:
            found.append(
                Wrong(number, typed, f"这一行有 {cells} 格，表的第一行有 {first} 格", "各行的格数要一样；空格写成 | |")
            )
        first = first or cells
    return found


def _alone(tag: str, word: str, parse: Callable[[str], Any]) -> str | None:
    """What Jinja says against *tag* by itself, ``None`` where it has nothing to say."""
    text = tag
    if word == "elif":
        text = "{% if true %}" + tag + "{% endif %}"
    elif word == "else":
        return None
    elif word == "set" and "=" not in tag:
        text = tag + "{% endset %}"
    elif word in _OPEN:
        text = tag + f"{{% {_OPEN[word]} %}}"
    try:
        parse(text)
    except TemplateSyntaxError as fault:
        return fault.message or ""
    except Exception:  # What Python says of brackets too deep is told where the whole is read.
        return None
    return None
