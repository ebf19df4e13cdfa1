"""What went wrong in a template, as Problems at its line, in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.utils import missing

from docgen.errors import Problem, nearest, problem
from docgen.scope import Barred, Scope
from docgen.source import Span, shown


class BarredRead(Exception):
    """A template used a value that it may not read."""

    def __init__(self, barred: Barred, _: str) -> None:
        super().__init__(barred.message)
        self.barred = barred


class UnknownName(UndefinedError):
    """A template used a name that nothing answers to. ``owner`` is what was asked, Jinja's ``missing`` at the top."""

    def __init__(self, name: str, owner: Any, _: str) -> None:
        super().__init__(name)
        self.name = name
        self.owner = owner


class Unprintable(Exception):
    """A value was printed that has no words."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Overspent(Exception):
    """A template wanted more than ``limits`` lets it have; *message* says what."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def problems_of(fault: Exception, file: str, top: Scope | None) -> list[Problem]:
    """*fault* of the template *file* as Problems; *top* holds the names that a message may suggest."""
    at = place_of(fault, file)
    match fault:
        case BarredRead(barred=barred):
            return [problem(at, barred.code, barred.message, barred.hint), *barred.also]
        case UnknownName(name=name, owner=owner):
            return [problem(at, "T004", f"没有“{name}”这个名字", _suggestion(name, owner, top))]
        case TemplateSyntaxError():
            return [wrong_syntax(fault.message or "", at)]
        case TemplateNotFound():
            return [not_found(fault, at)]
        case SecurityError():
            return [problem(at, "T006", "模板里的这种写法不安全，不能用", "模板只用来取值和排列文字")]
        case TemplateRuntimeError(message=str(message)) if message.startswith(("No filter named", "No test named")):
            return [wrong_syntax(message, at)]
        case Unprintable():
            return [problem(at, "T006", fault.message, fault.hint)]
        case Overspent():
            return [problem(at, "T011", f"模板超出限度：{fault.message}", "核对这一行的循环和运算")]
        case RecursionError():
            return [problem(at, "T006", "模板互相包含，没有尽头", "核对 include")]
    # Python's own words are English and may hold a value of the record.
    said = next((words for kind, words in _RUNTIME if isinstance(fault, kind)), "模板运行出错")
    return [problem(at, "T006", f"{said}（{type(fault).__name__}）", "核对这一行里的值、过滤器和运算")]


_RUNTIME: tuple[tuple[type[Exception], str], ...] = (
    (TypeError, "这种值不能这样用"),
    (ZeroDivisionError, "除数是零"),
    (OverflowError, "数太大"),
    (ValueError, "值不合要求"),
)


def place_of(fault: BaseException, file: str) -> Span:
    """The template line at which *fault* happened: the last template frame of its traceback."""
    if isinstance(fault, TemplateSyntaxError):
        return Span(str(shown(Path(fault.filename))) if fault.filename else file, fault.lineno)
    place = Span(file)
    trace = fault.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            place = Span(str(shown(Path(name))), trace.tb_lineno)
        trace = trace.tb_next
    return place


def _suggestion(name: str, owner: Any, top: Scope | None) -> str:
    scope = owner if isinstance(owner, Scope) else top if owner is missing else None
    if scope is None:
        return "文字和列表下面没有分项"
    known = list(scope.names())
    like = nearest(name, known)
    return f"是不是“{like}”？" if like else "可以用：" + "、".join(known)


def not_found(fault: TemplateNotFound, at: Span) -> Problem:
    return problem(at, "T001", f"找不到要包含的模板“{fault.name}”", "核对 include 后面的文件名")


_SYNTAX: Mapping[str, str] = {
    "unexpected '}'": "多了一个“}”",
    "nexpected end of template": "缺少结束标记（endif、endfor）",
    "end of print statement": "“{{ … }}”里的写法不对",
    "Encountered unknown tag": "没有这个标签",
    "No filter named": "没有这个过滤器",
    "No test named": "没有这个判断",
    "Missing end of": "缺少结束的标记",
    "unexpected char": "有不能用的字符",
}


def wrong_syntax(message: str, at: Span) -> Problem:
    """Jinja's *message* on syntax in Chinese; its own words are kept in brackets."""
    said = next((chinese for english, chinese in _SYNTAX.items() if english in message), "写法不对")
    return problem(at, "T003", f"模板语法有误：{said}（{message}）", "核对这一行的 {{ }} 和 {% %}")
