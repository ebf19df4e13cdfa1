"""Runs a template in Jinja's immutable sandbox and says where it failed.

Every line of a template and every value of the record leaves the engine in a frame
(``frames``), so that a value can never become markup and every finished sentence knows
the line that caused it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, meta, nodes
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from docgen.core import dates
from docgen.core.dates import When, Worded
from docgen.core.errors import Problem, TemplateError, problem
from docgen.core.source import Located, Span, shown
from docgen.papers.templates import faults, limits
from docgen.papers.templates.catalog import Kind
from docgen.papers.templates.faults import (
    BarredRead,
    UnknownName,
    Unprintable,
    Wrong,
    inspect,
    left_over,
    not_found,
    problems_of,
    wrong_syntax,
    wrong_tags,
)
from docgen.papers.templates.filters import FILTERS, date_filters, text_of
from docgen.papers.templates.frames import at_line, framed
from docgen.papers.templates.limits import OPERATORS, Budget, counted, operated, unsafe
from docgen.papers.views.view import NOTHING, Barred, Scope

_COMPILED: dict[tuple[str, str | None, str], Any] = {}
"""Code by the shown file, name and text of its template; emptied when there are ``_MOST``."""
_MOST = 256

TOP = "\ufdd0top"
"""The context variable that holds the first Scope; no template can spell it."""


class _Undefined(StrictUndefined):
    """Like StrictUndefined; says by its exception which name it was, and of what."""

    def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None) -> None:
        # Jinja raises whatever it calls here with its own message, class or not.
        raised: Any = exc or partial(UnknownName, name or "", obj)
        super().__init__(hint, obj, name, raised)


class _Context(Context):
    """Names come from the top Scope, one at a time."""

    def resolve_or_missing(self, key: str) -> Any:
        if key in self.vars:
            return self.vars[key]
        if key in self.parent:
            return self.parent[key]
        top = self.parent.get(TOP)
        if not isinstance(top, Scope):
            return missing
        return _answer(top.look(key), key)


def _answer(value: Any, name: str) -> Any:
    if value is NOTHING:
        return missing
    if isinstance(value, Barred):
        return _Undefined(name=name, exc=partial(BarredRead, value))
    return value


class _Places(Extension):
    """Puts the frame of its place before each line and each expression of a template."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        file = str(shown(Path(stream.filename))) if stream.filename else str(stream.name)
        known = 0
        """The line whose place was told last and still stands: no tag since then may have led elsewhere."""
        for token in stream:
            # Noncharacters are the frames; one in a template could pass itself off as a value's place.
            if token.type in ("data", "string") and (what := unsafe(str(token.value))):
                raise TemplateSyntaxError(f"unexpected char {what}", token.lineno, stream.name, stream.filename)
            if token.type == "data":
                first, *others = str(token.value).split("\n")
                last = others[-1] if others else first
                known = token.lineno + len(others) if last.strip(" \t") else 0 if others else known
                yield Token(token.lineno, "data", _with_places(str(token.value), file, token.lineno))
                continue
            if token.type == "block_begin":
                known = 0
            if token.type == "variable_begin" and token.lineno != known:
                known = token.lineno
                yield Token(token.lineno, "data", at_line(file, token.lineno))
            yield token


def _with_places(data: str, file: str, first: int) -> str:
    """The template text *data* from line *first* on, with a frame before each line that holds anything.

    Blank lines mean nothing: of several in a row none but the last is kept.
    """
    lines = data.split("\n")
    found = []
    for number, line in enumerate(lines, first):
        blank = not line.strip(" \t")
        if blank and first < number < first + len(lines) - 1:
            continue
        found.append(line if blank else at_line(file, number) + line)
    return "\n".join(found)


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, narrowed: of a record only Chinese names are seen, never Python's own attributes."""

    context_class = _Context
    intercepted_binops = OPERATORS
    budget: Budget

    def compile(  # type: ignore[override]
        self,
        source: str,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,
        defer_init: bool = False,
    ) -> Any:
        """The code of a template. That of a file is kept by its text: a second paper of one process compiles nothing."""
        make = partial(super().compile, source, name, filename, raw, defer_init)
        if raw or not filename:
            return make()
        key = (str(shown(Path(filename))), name, source)
        if key not in _COMPILED:
            if len(_COMPILED) >= _MOST:
                _COMPILED.clear()
            _COMPILED[key] = make()
        return _COMPILED[key]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return counted(super()._parse(source, name, filename))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        return operated(operator, left, right, partial(super().call_binop, context, operator))

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Scope):
            answer = _answer(obj.look(attribute), attribute)
            return self.undefined(obj=obj, name=attribute) if answer is missing else answer
        if isinstance(obj, str | tuple | list | dict | int | Undefined) or obj is None:
            if isinstance(obj, Undefined):
                return super().getattr(obj, attribute)
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, Scope):
            return self.getattr(obj, str(argument))
        if isinstance(argument, str):
            return self.undefined(obj=obj, name=argument)
        return super().getitem(obj, argument)


class _Loader(FileSystemLoader):
    """Includes by name from the folders; the template of a kind from its very file.

    A user's file and one of ours may have the same name and be of different kinds.
    """

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__([str(folder) for folder in folders], encoding="utf-8-sig")
        self.kinds: dict[str, Kind] = {}

    def name(self, kind: Kind) -> str:
        """The name under which the environment knows *kind*; no template can include it by that name."""
        name = f"\ufdd0{kind.path}"
        self.kinds[name] = kind
        return name

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        kind = self.kinds.get(template)
        if kind is None:
            return super().get_source(environment, template)
        return kind.source, str(kind.path), lambda: True


class Engine:
    """The environment of one project: templates are compiled once and kept."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._loader = _Loader(folders)
        self._environment = self._sandbox([_Places], framed)

    def word_environment(self, printed: Callable[[str], str]) -> ImmutableSandboxedEnvironment:
        """The same sandbox for a Word file, whose values are not framed: what is printed passes through *printed*.

        Give ``{TOP: scope}`` as the context.
        """
        return self._sandbox([], printed)

    def _sandbox(self, extensions: list[type[Extension]], printed: Callable[[str], str]) -> _Environment:
        """The environment; what an expression prints passes through *printed*."""

        def counting(value: Any) -> str:
            made = printed(value if type(value) is Located else self._words(value))
            environment.budget.written(len(made))
            return made

        environment = _Environment(
            loader=self._loader,
            undefined=_Undefined,
            finalize=counting,
            extensions=extensions,
            # No trim_blocks: a paragraph that ends in {% endif %} would be glued to the next line,
            # and the blank lines that tags leave behind mean nothing.
            keep_trailing_newline=True,
            auto_reload=False,
        )
        environment.budget = Budget()
        environment.filters = {**limits.FILTERS, **FILTERS}
        environment.filters.update(date_filters())
        # A paper says the same every time: what Jinja leaves to chance is taken out.
        del environment.globals["lipsum"]
        return environment

    def _words(self, value: Any) -> str:
        """What an expression prints, with its place where it has one."""
        match value:
            case Undefined():
                # Printing it is using it: let it say what is wrong.
                return str(value)
            case Worded():
                return value
            case When():
                return Located(dates.printed(value.moment), value.span)
            case str():
                return value
            case bool():
                return "是" if value else "否"
            case None:
                return ""
            case int() | float():
                return str(value)
            case Scope():
                return text_of(value)
            case tuple() | list():
                raise Unprintable("列表不能直接印出来", "用 {% for 项 in 列表 %}，或者加过滤器：列表|连")
        raise Unprintable("这个值不能印出来", "")

    def render(self, kind: Kind, top: Scope) -> list[str]:
        """The marked lines of *kind* for the names of *top*, in pieces as the template gives them.

        Raises TemplateError with template and line.
        """
        try:
            self._environment.budget = Budget()
            template = self._environment.get_template(self._loader.name(kind))
            return list(template.generate({TOP: top}))
        except Exception as fault:
            raise TemplateError(problems_of(fault, kind.file, top)) from None

    def inspect(self, kind: Kind, tops: Sequence[Scope]) -> list[Problem]:
        """What can be told to be wrong with a template, and with what it includes, without a record."""
        problems: list[Problem] = []
        seen: set[str] = set()
        waiting = [(self._loader.name(kind), Span(kind.file))]
        while waiting:
            name, at = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            try:
                source, path, _ = self._loader.get_source(self._environment, name)
            except TemplateNotFound as fault:
                problems.append(not_found(fault, at))
                continue
            except UnicodeDecodeError:
                problems.append(problem(at, "T002", f"模板“{name}”读不出来", "用 UTF-8 编码保存"))
                continue
            file = str(shown(Path(path)))
            source, wrong = self.mended(source)
            broken = {one.line for one in wrong}
            left = left_over(source, file, [name for top in tops for name in top.names()])
            left = [item for item in left if item.span and item.span.line not in broken]
            told = {item.span.line for item in left if item.span}
            foreign = [one for one in faults.foreign(source) if one.line not in told]
            problems += [*left, *wrong_tags([*wrong, *foreign, *faults.uneven(source)], file)]
            try:
                tree = self._environment.parse(source, name, path)
                # Here Jinja also finds out that there is no such filter.
                self._environment.compile(source, name, path, raw=True)
            except Exception as fault:
                more = problems_of(fault, file, None)
                there = {item.span.line for item in more if item.span}
                once = [item for item in left if item.span and item.span.line in there]
                problems = [item for item in problems if item not in once] + more
                continue
            problems += inspect(tree, file, tops)
            problems += self._unknown_words(tree, file)
            fetching = (nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)
            found_at = ((getattr(node, "template", None), node.lineno) for node in tree.find_all(fetching))
            lines = {str(getattr(name, "value", "")): line for name, line in found_at}
            waiting += [
                (found, Span(file, lines.get(found, 1))) for found in meta.find_referenced_templates(tree) if found
            ]
        return problems

    def trees(self, kind: Kind) -> Iterator[nodes.Template]:
        """The parsed template of *kind* and of what it includes; a file that cannot be read as one is passed over."""
        seen: set[str] = set()
        waiting = [self._loader.name(kind)]
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            try:
                source, path, _ = self._loader.get_source(self._environment, name)
                tree = self._environment.parse(source, name, path)
            except (TemplateNotFound, TemplateSyntaxError, UnicodeDecodeError):
                continue
            yield tree
            waiting += [found for found in meta.find_referenced_templates(tree) if found]

    def mended(self, source: str) -> tuple[str, list[Wrong]]:
        """*source* with its tags paired, without the broken ones; and what was wrong with them."""
        return faults.mended(source, partial(self._environment.compile, raw=True))

    def _unknown_words(self, tree: nodes.Template, file: str) -> list[Problem]:
        """Filters and tests that do not exist; inside a branch Jinja itself says so only when it gets there."""
        known = {"filter": self._environment.filters, "test": self._environment.tests}
        return [
            wrong_syntax(f"No {word} named {node.name!r}.", Span(file, node.lineno))
            for word, kind in (("filter", nodes.Filter), ("test", nodes.Test))
            for node in tree.find_all(kind)
            if node.name not in known[word]
        ]
