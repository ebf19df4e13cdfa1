"""引号、括号、书名号没有成对。

好：本院召开“公开听证会”（含网络直播）。
错：本院召开“公开听证会（含网络直播）。
错：根据《中华人民共和国水法第三条的规定处理。
错：本院召开”公开听证会“。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P006"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15834—2011，4.8、4.9、4.15"

_PAIRS = (("“", "”"), ("《", "》"), ("〈", "〉"), ("（", "）"), ("【", "】"), ("〔", "〕"))


def check(subject: Subject) -> Iterator[Finding]:
    for passage in subject.passages:
        text = str(passage.text)
        for left, right in _PAIRS:
            if left not in text and right not in text:
                continue
            at = _fault(text, left, right)
            if at >= 0:
                yield Finding(
                    passage.text.span_at(at),
                    f"这里的 {text[at]} 没有成对",
                    f"补上另一半，或者改正方向：{left}……{right}",
                )


def _fault(text: str, left: str, right: str) -> int:
    """Where the first mark without its partner stands, -1 where there is none."""
    open_at: list[int] = []
    for at, char in enumerate(text):
        if char == left:
            open_at.append(at)
        elif char == right:
            if not open_at:
                return at
            open_at.pop()
    return open_at[0] if open_at else -1
