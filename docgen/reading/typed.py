"""Text into typed values: one line, paragraphs, dates, yes and no, numbers. Faults are collected."""

from __future__ import annotations

from docgen import dates
from docgen.errors import Problem, nearest, problem
from docgen.reading.fields import Scalar
from docgen.source import Located, Span, joined

_YES = {"是", "对", "有", "true", "yes", "y", "on"}
_NO = {"否", "不", "不是", "无", "没有", "false", "no", "n", "off"}
_HARD_BREAK = 30
"""A line of so many characters that ends in mid-sentence was probably cut by an editor."""
_SENTENCE_END = "。！？”：；…」）】》"


class Typing:
    """Types the texts of one file; holds nothing but the faults found so far."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def fault(self, span: Span, code: str, message: str, hint: str = "") -> None:
        self.problems.append(problem(span, code, message, hint))

    def prose(self, text: Located) -> Located:
        lines = [line.part(len(line) - len(line.lstrip()), len(line.rstrip())) for line in text.lines()]
        for line in lines[:-1]:
            if len(line) >= _HARD_BREAK and line[-1] not in _SENTENCE_END:
                end = line.span_at(len(line) - 1)
                self.fault(end, "R011", "这一行没有说完就换行了，一行会印成一段", "接着写在同一行，或者补上句号")
        whole = joined(lines, "\n")
        assert isinstance(whole, Located)
        return whole

    def line(self, text: Located, shape: Scalar, key: str) -> Located | None:
        lines = text.lines()
        if len(lines) > 1:
            self.fault(lines[1].span, "R007", f"“{key}”只能写一行", "把几行并成一行")
            return None
        line = lines[0]
        line = line.part(len(line) - len(line.lstrip()), len(line.rstrip()))
        if shape.choices and str(line) not in shape.choices:
            like = nearest(str(line), shape.choices)
            hint = f"是不是“{like}”？" if like else "可以写：" + "、".join(shape.choices)
            self.fault(line.span, "R009", f"“{key}”不能写“{line}”", hint)
            return None
        return line

    def when(self, text: Located, key: str, *, exact: bool) -> dates.When | None:
        line = self.line(text, Scalar("text"), key)
        if line is None:
            return None
        try:
            moment = dates.parse(line)
        except dates.DateFault as fault:
            self.fault(line.span, "R005", f"“{key}”：{fault}", "写成“2024年3月5日”")
            return None
        if exact and not moment.exact:
            self.fault(line.span, "R005", f"“{key}”要写到日，“{line}”不够", "写成“2024年3月5日”")
            return None
        return dates.When.of(line, moment)

    def yes(self, text: Located, key: str) -> bool | None:
        word = text.strip().lower()
        if word in _YES or word in _NO:
            return word in _YES
        self.fault(text.span, "R006", f"“{key}”只能写“是”或“否”，不能写“{text.strip()}”", f"{key}: 是")
        return None

    def number(self, text: Located, key: str, *, whole: bool) -> int | float | None:
        try:
            return int(text.strip()) if whole else float(text.strip())
        except ValueError:
            kind = "整数" if whole else "数"
            self.fault(text.span, "R016", f"“{key}”要写一个{kind}，不能写“{text.strip()}”")
            return None
