"""What is wrong in a template, as Problems at its line, in Chinese: every fault, and each at its own place.

Jinja stops at the first fault, and tells a tag that nothing closes at the last line. So the tags are paired
here first and each is read alone; what is wrong with one is told and taken out, so that the rest can be looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError, meta, nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.utils import missing

from docgen.core.errors import Problem, nearest, problem
from docgen.core.source import Span, shown
from docgen.papers.views.view import NOTHING, Barred, Scope
from docgen.records import leftovers

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


_REFERENCE = re.compile(r"｛([^｛｝]+)｝")


def left_over(source: str, file: str, names: Collection[str]) -> list[Problem]:
    """T012 for each mark in the words of a template that would print as it is: ｛查明｝ for {{ 查明 }}, __, 〔　〕."""
    plain = _TAG.sub(lambda tag: re.sub(r"[^\n]", "、", tag[0]), source)
    found: list[Problem] = []
    for number, line in enumerate(plain.split("\n"), 1):
        for one in leftovers.find(line, names, typed=False):
            hint = _REFERENCE.sub(r"{{ \1 }}", one.hint)
            found.append(problem(Span(file, number, one.start + 1), "T012", one.message, hint))
    return found


def problems_of(fault: Exception, file: str, top: Scope | None) -> list[Problem]:
    """*fault* of the template *file* as Problems; *top* holds the names that a message may suggest.

    Raises it again where a library is missing: the template is not at fault.
    """
    if isinstance(fault, ImportError):
        raise fault
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


# — inspection —
# Finds faults of a template without a record: tags that are broken, names that nothing answers to, values it may not
# read, lists printed as they are. The items of a list are known by the declaration of their fields.


def inspect(tree: nodes.Template, file: str, tops: Sequence[Scope]) -> list[Problem]:
    """Problems at the lines of *file* where every one of *tops* refuses a name, or has no words for what is printed.

    *tops* are the first Scopes of papers that the template makes; a kind with several
    lists has one for each, and a name need only exist in one.
    """
    if not tops:
        return []
    known = _Known(file, tops, meta.find_undeclared_variables(tree))
    known.look(tree, {})
    return known.problems


Items = Mapping[str, Sequence[Any]]
"""Names of loops → what an item is, for each of the tops; ``None`` where that is not known."""


class _Known:
    """One walk through a template: which names hold what."""

    def __init__(self, file: str, tops: Sequence[Scope], asked: set[str]) -> None:
        self.file = file
        self.tops = tops
        self.asked = asked
        self.problems: list[Problem] = []

    def look(self, node: nodes.Node, items: Items) -> None:
        match node:
            case nodes.For():
                self.look(node.iter, items)
                inner = dict(items)
                for name in (node.target, *node.target.find_all(nodes.Name)):
                    if isinstance(name, nodes.Name):
                        inner[name.name] = (None,) * len(self.tops)
                if isinstance(node.target, nodes.Name):
                    inner[node.target.name] = [self.item(node.iter, items, at) for at in range(len(self.tops))]
                for child in (*node.body, *((node.test,) if node.test else ())):
                    self.look(child, inner)
                for child in node.else_:
                    self.look(child, items)
                return
            case nodes.Output():
                for child in node.nodes:
                    if isinstance(child, nodes.Name | nodes.Getattr):
                        self.printed(child, items)
            case nodes.Name() | nodes.Getattr():
                self.name(node, items)
        for child in node.iter_child_nodes():
            self.look(child, items)

    def answers(self, node: nodes.Node, items: Items) -> list[Any]:
        return [self.answer(node, items, at) for at in range(len(self.tops))]

    def answer(self, node: nodes.Node, items: Items, at: int) -> Any:
        """What *node* stands for where that can be known, ``None`` where it cannot."""
        match node:
            case nodes.Name():
                if node.name in items:
                    return items[node.name][at]
                return self.tops[at].look(node.name) if node.name in self.asked else None
            case nodes.Getattr():
                owner = self.answer(node.node, items, at)
                return owner.look(node.attr) if isinstance(owner, Scope) and owner.fixed else None
        return None

    def item(self, node: nodes.Node, items: Items, at: int) -> Any:
        """One item of the list *node*, ``None`` where it cannot be known."""
        match node:
            case nodes.Name():
                if node.name in items or node.name not in self.asked:
                    return None
                return self.tops[at].item(node.name)
            case nodes.Getattr():
                owner = self.answer(node.node, items, at)
                return owner.item(node.attr) if isinstance(owner, Scope) and owner.fixed else None
        return None

    def name(self, node: nodes.Name | nodes.Getattr, items: Items) -> None:
        if isinstance(node, nodes.Name) and (node.ctx != "load" or node.name not in self.asked or node.name in items):
            return
        answers = self.answers(node, items)
        if answers and all(answer is NOTHING or isinstance(answer, Barred) for answer in answers):
            self.problems.append(self.fault(node, answers, items))

    def fault(self, node: nodes.Name | nodes.Getattr, answers: list[Any], items: Items) -> Problem:
        at = Span(self.file, node.lineno)
        barred = next((answer for answer in answers if isinstance(answer, Barred)), None)
        if barred is not None:
            return problem(at, barred.code, barred.message, barred.hint)
        name = node.name if isinstance(node, nodes.Name) else node.attr
        owners = self.answers(node.node, items) if isinstance(node, nodes.Getattr) else self.tops
        known = list(dict.fromkeys(name for owner in owners if isinstance(owner, Scope) for name in owner.names()))
        like = nearest(name, known)
        hint = f"是不是“{like}”？" if like else "可以用：" + "、".join(known)
        return problem(at, "T004", f"没有“{name}”这个名字", hint)

    def printed(self, node: nodes.Name | nodes.Getattr, items: Items) -> None:
        """T006 where what is printed is a list, or has several values and no words of its own."""
        answers = self.answers(node, items)
        name = node.name if isinstance(node, nodes.Name) else node.attr
        at = Span(self.file, node.lineno)
        if answers and all(isinstance(answer, tuple | list) for answer in answers):
            hint = f"用 {{% for 一项 in {name} %}}，或者加过滤器：{name}|连"
            self.problems.append(problem(at, "T006", f"“{name}”是列表，不能直接印出来", hint))
        elif answers and all(isinstance(answer, Scope) and not answer.printable for answer in answers):
            first = next(iter(answers[0].names()), "")
            hint = f"写明印哪一项，例如“{name}.{first}”" if first else "写明印哪一项"
            self.problems.append(problem(at, "T006", f"“{name}”里面有好几项，不能直接印出来", hint))


def wrong_tags(wrong: Sequence[Wrong], file: str) -> list[Problem]:
    """What ``mended`` and the like found, as Problems at the lines of *file*."""
    return [
        wrong_syntax(one.said, Span(file, one.line))
        if one.jinja
        else problem(Span(file, one.line), "T003", one.said, one.hint)
        for one in wrong
    ]
