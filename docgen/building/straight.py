"""The straight way of ``render``: record after record is read, made and put in its file, in this process.

Nothing is planned, compared with earlier runs or sent to workers: all that is ``run``'s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from docgen.building.ledger import File, Ledger, Written, file_digest
from docgen.building.request import Listener, Output, Report, Request
from docgen.building.worker import Result, Spaces, Task, Worker
from docgen.core.errors import ConfigError, DocgenError, Problem, has_errors, problem, sort_problems
from docgen.core.files import Names, sha256
from docgen.core.source import Span
from docgen.papers import make
from docgen.papers.make import Given, Made
from docgen.records.loader import glance

_NAMED = 6
"""Files that one message names."""
_KINDS = 10
"""Kinds that one line names."""


def report(request: Request) -> Report:
    """Render what *request* asks for; the answer holds everything, its problems sorted."""
    kept = Report()
    render(request, kept)
    kept.problems = sort_problems(kept.problems)
    return kept


def render(request: Request, listener: Listener) -> None:
    """Render the records of *request* as its kinds, into folder, file or memory, and tell *listener*.

    One bad record or document never stops the others. Raises ConfigError or TemplateError
    where the request itself cannot be.
    """
    make.check_formats(request.formats)
    spaces = Spaces()
    terms = request.terms()
    tasks = [
        Task(number, str(path), request.wanted_in(spaces.of(str(path))), terms)
        for number, path in enumerate(request.each())
    ]
    telling = Telling(listener, spaces, asked=bool(request.kinds))
    telling.found(sort_problems(spaces.problems()))
    listener.begin(len(tasks))
    worker = Worker(request.limit, spaces)
    if request.into == "folder":
        _into_folders(request, tasks, worker, telling)
    else:
        alone(request, ((task, worker.work(task)) for task in tasks), telling)


@dataclass(slots=True)
class Telling:
    """What is told of a run, and what is only told at its end.

    ``unfit`` gathers a sentence for each kind that takes another type of record; ``quiet`` as
    long as nothing was made, passed over or found to be wrong.
    """

    listener: Listener
    spaces: Spaces
    asked: bool = False
    """The kinds were asked for by name."""
    unfit: list[str] = field(default_factory=list)
    quiet: bool = True
    _passed_over: dict[str, list[str]] = field(default_factory=dict)
    _kept_final: dict[str, dict[str, None]] = field(default_factory=dict)
    _told: set[Problem] = field(default_factory=set)
    """Errors of records: one that many records name is told once."""

    def output(self, output: Output) -> None:
        self.quiet = False
        self.listener.output(output)

    def found(self, problems: Sequence[Problem]) -> None:
        self.quiet = self.quiet and not has_errors(problems)
        new = [item for item in problems if item not in self._told]
        self._told.update(item for item in new if item.level == "error" and item.code[0] in "YR")
        self.listener.found(new)

    def without(self, record: str, kinds: Iterable[str]) -> None:
        """*record* has nothing for *kinds*: told at the end, of all records in one line."""
        if names := [self.spaces.kind_name(kind) for kind in dict.fromkeys(kinds)]:
            self.quiet = False
            self._passed_over[record] = names

    def _tell_passed_over(self) -> None:
        counts = Counter(name for names in self._passed_over.values() for name in names)
        several = len(self._passed_over) > 1
        if len(self._passed_over) == 1 and not self.asked:
            counts = self._own_kinds(next(iter(self._passed_over)), counts)
        if not counts:
            return
        who = f"{len(self._passed_over)} 份记录" if several else next(iter(self._passed_over))
        listed = [f"{name}（{count} 份）" if several else name for name, count in counts.items()]
        # Of one record every kind is named, so that none is left out unsaid.
        most = _KINDS if several else len(listed)
        more = f" 等 {len(listed)} 种" if len(listed) > most else ""
        hint = f"；要做哪种，运行 docgen add {listed[0]} {who}，会加好要写的键" if self.asked and not several else ""
        self.listener.passed(f"{who}：记录里没有这些文书要用的内容，跳过：{'、'.join(listed[:most])}{more}{hint}")

    def _own_kinds(self, record: str, counts: Counter[str]) -> Counter[str]:
        """*counts* without the kinds that are made from another type of record: nobody misses an agenda of a case."""
        kinds = self.spaces.of(record).catalog.kinds.values()
        kind_of, _ = glance(Path(record))
        own = {self.spaces.kind_name(kind.id) for kind in kinds if not kind_of or kind_of in kind.takes}
        return Counter({name: count for name, count in counts.items() if name in own})

    def kept_final(self, task: Task) -> None:
        """Papers that were final stay so though a draft is the usual: told at the end, of each record once."""
        if task.final and not task.terms.options.final:
            names = (self.spaces.kind_name(kind) for kind in task.final)
            self._kept_final.setdefault(task.kit or task.record, {}).update(dict.fromkeys(names))

    def _tell_kept_final(self) -> None:
        for record, names in self._kept_final.items():
            listed = "、".join([*names][:_NAMED]) + (f" 等 {len(names)} 种" if len(names) > _NAMED else "")
            self.listener.passed(f"{record}：{listed}原来是送审定稿，仍按定稿做；要做回草稿，加 --draft")

    def stale(self, record: str, names: Sequence[str]) -> None:
        """*names* are files made from *record* as it was before."""
        if names:
            listed = "、".join(names[:_NAMED]) + (f" 等 {len(names)} 份" if len(names) > _NAMED else "")
            message = f"这些成品还是按改以前的记录做的：{listed}"
            self.found([problem(Span(record), "B007", message, f"用 docgen build {record} 一起重做")])

    def gather(self, result: Result) -> None:
        self.unfit += [given.unfit for _, given in result.given if given.unfit]

    def tell_unfit(self) -> None:
        """What was passed over: kinds without data, records of another type. Raises ConfigError where there is nothing else."""
        self._tell_passed_over()
        self._tell_kept_final()
        if self.unfit and self.quiet:
            hint = "换一种文书，或者换一份记录"
            raise ConfigError([problem(None, "U001", line, hint) for line in self.unfit])
        for line in self.unfit:
            self.listener.passed(line)


# — all documents, each in its folder —


def _into_folders(request: Request, tasks: Sequence[Task], worker: Worker, telling: Telling) -> None:
    """What is finished stays whatever happens; a paper that was final stays final unless a draft is asked for."""
    folders: dict[Path, _Folder] = {}
    try:
        for count, task in enumerate(tasks, 1):
            root = request.folder_of(telling.spaces.of(task.record))
            if root not in folders:
                ledger = Ledger(root)
                folders[root] = _Folder(ledger, frozenset(ledger.path_of(one.record) for one in tasks), request.force)
            folder = folders[root]
            task = task if request.draft else replace(task, final=folder.final(task))
            result = worker.work(task)
            problems = [*result.problems, *(item for _, given in result.given for item in given.problems)]
            for one in folder.placed(task, result):
                if isinstance(one, Output):
                    telling.output(one)
                else:
                    problems.append(one)
            telling.gather(result)
            telling.found(sort_problems(problems))
            telling.without(task.record, (kind for kind, given in result.given if nothing(given)))
            telling.kept_final(task)
            telling.stale(task.record, stale(folder.ledger, task.record))
            telling.listener.done(count)
    finally:
        for folder in folders.values():
            try:
                folder.ledger.save()
            except DocgenError as fault:
                telling.listener.found(fault.problems)
    telling.tell_unfit()


@dataclass(slots=True)
class _Folder:
    """An output folder while papers are put in it. ``run`` are the records of the run as the folder sees them."""

    ledger: Ledger
    run: frozenset[str]
    force: bool
    names: Names = field(default_factory=Names)

    def final(self, task: Task) -> tuple[str, ...]:
        """The kinds of *task* that lie there as final papers."""
        known = ((kind, self.ledger.entry(self.ledger.key(task.record, kind, form))) for kind, form in _pairs(task))
        return tuple(dict.fromkeys(kind for kind, one in known if one and one.final))

    def placed(self, task: Task, result: Result) -> Iterator[Output | Problem]:
        """The documents of *result* in their files, named and told kind by kind and format by format."""
        given = dict(result.given)
        digest = file_digest(Path(task.record))
        for kind, form in _pairs(task):
            if kind not in given:
                continue
            whole = given[kind].whole
            files: list[File] = []
            for item in (item for item in given[kind].made if item.format == form):
                name = self._named(task.record, item)
                files.append((name, item.parts, item.suffix))
                try:
                    yield written(self.ledger, name, item, self.force)
                except DocgenError as fault:
                    whole = False
                    yield from fault.problems
            key = self.ledger.key(task.record, kind, form)
            if whole and files:
                self.ledger.enter(key, Written(digest, "", tuple(files), final=task.is_final(kind)))
            else:
                self.ledger.forget(key)

    def _named(self, record: str, item: Made) -> str:
        owner = self.ledger.path_of(record)

        def barred(name: str) -> bool:
            return self.ledger.belongs_to_another(f"{item.folder}/{name}", owner, self.run)

        return f"{item.folder}/{self.names.take(item.folder, item.parts, item.suffix, barred)}"


def _pairs(task: Task) -> Iterator[tuple[str, str]]:
    return ((kind, form) for kind, formats in task.wanted for form in formats)


def stale(ledger: Ledger, record: str) -> list[str]:
    """The files that were made from *record* as it was before, below the folder of *ledger*."""
    now = file_digest(Path(record))
    known = (ledger.entry(key) for key in ledger.keys_of(record))
    return sorted(
        {
            name
            for one in known
            if one and one.record != now
            for name, _, _ in one.files
            if (ledger.root / name).exists()
        }
    )


# — exactly one document —


def alone(request: Request, results: Iterable[tuple[Task, Result]], telling: Telling) -> None:
    """One output to a file, or texts kept in memory. Raises ConfigError (W003) where they do not fit there."""
    made: list[Made] = []
    problems: list[Problem] = []
    for task, result in results:
        found = [*result.problems, *(item for _, given in result.given for item in given.problems)]
        made += [item for _, given in result.given for item in given.made]
        problems += found
        telling.found(sort_problems(found))
        telling.gather(result)
        telling.without(task.record, (kind for kind, given in result.given if nothing(given)))
    telling.quiet = telling.quiet and not made
    telling.tell_unfit()
    out = request.out
    several = request.into == "memory" and {item.format for item in made} == {"txt"}
    if len(made) != 1 and not several and (made or not has_errors(problems)):
        where = "标准输出" if request.into == "memory" else f"一个文件 {out}"
        hint = "“-o”后面写一个文件夹，或者只选一种文书、一种格式；几份一起印到屏幕，用 --format txt"
        raise ConfigError([problem(None, "W003", f"要写到{where}，但这次会生成{len(made)}份", hint)])
    for item in made:
        if request.into != "file" or out is None:
            telling.output(replace(output_of(item, None, item.data), of="-".join(item.parts)))
            continue
        ledger = Ledger(out.parent)
        try:
            output = written(ledger, out.name, item, request.force)
            ledger.save()
        except DocgenError as fault:
            telling.found(fault.problems)
            return
        telling.output(replace(output, state="written"))


# — what the ways share —


def output_of(item: Made, path: Path | None, data: bytes = b"", why: tuple[str, ...] = ()) -> Output:
    """What is told of the finished document *item*, whose file is *path*."""
    digest = sha256(item.data)
    return Output(path, item.kind, item.format, digest, data, why=why, allowed=item.allowed, characters=item.characters)


def written(ledger: Ledger, name: str, item: Made, force: bool, why: tuple[str, ...] = ()) -> Output:
    """*item* at *name* in the folder of *ledger*. Raises WriteError, also where a person's edit would be lost."""
    output = output_of(item, ledger.root / name, why=why)
    new = ledger.write(name, item.data, force=force, allowed=item.allowed, digest=output.sha256)
    return output if new else replace(output, state="same")


def nothing(given: Given | None) -> bool:
    """True where a record has nothing for a kind, and nothing is wrong."""
    return given is not None and given.whole and not given.made and not given.problems
