"""The straight way of ``render``: record after record is read, made and put in its file, in this process.

Nothing is planned, compared with earlier runs or sent to workers: all that is ``run``'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from docgen.building.ledger import Ledger
from docgen.building.request import Listener, Output, Report, Request
from docgen.building.worker import Result, Spaces, Task, Worker
from docgen.core.errors import ConfigError, DocgenError, Problem, has_errors, problem, sort_problems
from docgen.core.files import Names, sha256
from docgen.papers import make
from docgen.papers.make import Given, Made


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
    telling = Telling(listener, spaces)
    telling.found(sort_problems(spaces.problems()))
    listener.begin(len(tasks))
    worker = Worker(request.limit, spaces)
    results = ((task, worker.work(task)) for task in tasks)
    if request.into == "folder":
        _into_folders(request, results, telling)
    else:
        alone(request, results, telling)


@dataclass(slots=True)
class Telling:
    """What is told of a run, and what is only told at its end.

    ``unfit`` gathers a sentence for each kind that takes another type of record; ``quiet`` as
    long as nothing was made, passed over or found to be wrong.
    """

    listener: Listener
    spaces: Spaces
    unfit: list[str] = field(default_factory=list)
    quiet: bool = True

    def output(self, output: Output) -> None:
        self.quiet = False
        self.listener.output(output)

    def found(self, problems: Sequence[Problem]) -> None:
        self.quiet = self.quiet and not has_errors(problems)
        self.listener.found(problems)

    def without(self, record: str, kinds: Iterable[str]) -> None:
        """*record* has nothing for *kinds*."""
        if names := [self.spaces.kind_name(kind) for kind in dict.fromkeys(kinds)]:
            self.quiet = False
            self.listener.passed(f"{record}：记录里没有这些文书要用的内容，跳过：{'、'.join(names)}")

    def gather(self, result: Result) -> None:
        self.unfit += [given.unfit for _, given in result.given if given.unfit]

    def tell_unfit(self) -> None:
        """Records of another type than a kind takes are passed over. Raises ConfigError where there is nothing else."""
        if self.unfit and self.quiet:
            hint = "换一种文书，或者换一份记录"
            raise ConfigError([problem(None, "U001", line, hint) for line in self.unfit])
        for line in self.unfit:
            self.listener.passed(line)


# — all documents, each in its folder —


def _into_folders(request: Request, results: Iterable[tuple[Task, Result]], telling: Telling) -> None:
    """What is finished stays whatever happens."""
    ledgers: dict[Path, tuple[Ledger, Names]] = {}
    try:
        for count, (task, result) in enumerate(results, 1):
            root = request.folder_of(telling.spaces.of(task.record))
            if root not in ledgers:
                ledgers[root] = Ledger(root), Names()
            problems = [*result.problems, *(item for _, given in result.given for item in given.problems)]
            for one in _placed(task, result, *ledgers[root], force=request.force):
                if isinstance(one, Output):
                    telling.output(one)
                else:
                    problems.append(one)
            telling.gather(result)
            telling.found(sort_problems(problems))
            telling.without(task.record, (kind for kind, given in result.given if nothing(given)))
            telling.listener.done(count)
    finally:
        for ledger, _ in ledgers.values():
            try:
                ledger.save()
            except DocgenError as fault:
                telling.listener.found(fault.problems)
    telling.tell_unfit()


def _placed(task: Task, result: Result, ledger: Ledger, names: Names, *, force: bool) -> Iterator[Output | Problem]:
    """The documents of *result* in their files, named and told kind by kind and format by format.

    It is not remembered what they were made from: whoever builds the folder makes them again.
    """
    given = dict(result.given)
    for kind, form in ((kind, form) for kind, formats in task.wanted for form in formats if kind in given):
        ledger.forget(ledger.key(task.record, kind, form))
        for item in given[kind].made:
            if item.format == form:
                try:
                    yield written(
                        ledger, f"{item.folder}/{names.take(item.folder, item.parts, item.suffix)}", item, force
                    )
                except DocgenError as fault:
                    yield from fault.problems


# — exactly one document —


def alone(request: Request, results: Iterable[tuple[Task, Result]], telling: Telling) -> None:
    """One output, to a file or kept in memory. Raises ConfigError (W003) where there is another number."""
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
    if len(made) != 1 and (made or not has_errors(problems)):
        where = "标准输出" if request.into == "memory" else f"一个文件 {out}"
        hint = "“-o”后面写一个文件夹，或者只选一种文书、一种格式"
        raise ConfigError([problem(None, "W003", f"要写到{where}，但这次会生成{len(made)}份", hint)])
    for item in made:
        if request.into != "file" or out is None:
            telling.output(output_of(item, None, item.data))
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
