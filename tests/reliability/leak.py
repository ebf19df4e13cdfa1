"""The leak test: records full of secrets through every public kind and format; not one may come out.

    python -m tests.reliability.leak [--records 1000] [--seed 5] [--pdf-every 25]

Prints the seed and the figures. Exit 1 where anything leaked, where the scanner misses a
disguise, or where a masker can be switched off without being noticed.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from docgen.building import publish
from docgen.building import publish as published_record
from docgen.building import run as building
from docgen.building.request import Report, Request
from docgen.cli import run
from docgen.formats import WRITERS
from docgen.papers import finish, make
from docgen.papers.views import words
from docgen.privacy import gate, replacing, secrets
from docgen.privacy.gate import Verdict
from docgen.privacy.secrets import Register
from docgen.review import snapshot
from tests.reliability import leak_scanner as scanner
from tests.reliability.leak_records import Planted, press, record

SELF_TEST = (
    "李婉钧",
    "欧阳霖澄",
    "赵𬱖珩",
    "阿依古丽·买买提",
    "990201197908220010",
    "0600-5550231",
    "云A12345",
    "lucky-88xy",
    "新桥村5组17号",
)


@dataclass
class Result:
    """Figures of a run; ``leaks`` are (file, kind of secret), never the secret."""

    records: int = 0
    secrets: int = 0
    planted: int = 0
    files: Counter[str] = field(default_factory=Counter)
    messages: int = 0
    refused: int = 0
    leaks: list[tuple[str, str]] = field(default_factory=list)
    published: int = 0
    different: list[str] = field(default_factory=list)
    """Papers of a public set that are not those of the records themselves."""


def self_test() -> tuple[int, list[str]]:
    """(how many secrets in disguise were tried, those that the scanner missed)."""
    tried, missed = 0, []
    for secret in SELF_TEST:
        for name, data in scanner.disguises(secret).items():
            tried += 1
            if not scanner.found(data, [secret]):
                missed.append(f"{name}：第{SELF_TEST.index(secret) + 1}个")
    return tried, missed


@contextlib.contextmanager
def project_folder() -> Iterator[Path]:
    """A project of its own, and the working directory in it."""
    before = Path.cwd()
    root = Path(tempfile.mkdtemp(prefix="leak-"))
    (root / "docgen.yaml").write_text("", encoding="utf-8")
    os.chdir(root)
    try:
        yield root
    finally:
        os.chdir(before)
        shutil.rmtree(root)


def public_kinds(root: Path, record_type: str = "case") -> tuple[str, ...]:
    """Every public kind that takes a record of *record_type*."""
    kinds = make.workspace(root).catalog.kinds.values()
    return tuple(kind.id for kind in kinds if kind.face == "public" and record_type in getattr(kind, "takes", "case"))


def render(path: Path, kinds: tuple[str, ...], formats: tuple[str, ...]) -> Report:
    return building.report(Request(records=(path,), kinds=kinds, formats=formats, out=path.parent / "out", force=True))


def search(planted: Planted, folder: Path, result: Result, *, personal: bool = False) -> None:
    """Look at every file below *folder*, its name and its bytes."""
    wanted = planted.personal if personal else [*planted.secrets, *([planted.undeclared] if planted.undeclared else [])]
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            result.files[file.suffix or file.name] += 1
            name = str(file.relative_to(folder)).encode()
            data = remembered(file) if file.name == ".docgen.json" else file.read_bytes()
            for secret in scanner.found(data, wanted) | scanner.found(name, wanted):
                result.leaks.append(
                    (file.name if not personal else file.suffix, planted.secrets.get(secret, "没有登记的号码"))
                )


def remembered(ledger: Path) -> bytes:
    """What the memory of an output folder holds, but for the paths of the records, which their authors have named."""
    return re.sub(rb'[^"/|#]+\.ya?ml', b"", ledger.read_bytes())


def one(root: Path, planted: Planted, kinds: tuple[str, ...], formats: tuple[str, ...], result: Result) -> Report:
    """Render one record to every public kind and format and search all that came of it."""
    path = root / planted.name
    path.write_text(planted.text, encoding="utf-8")
    report = render(path, kinds, formats)
    out = root / "out"
    result.records += 1
    result.secrets += len(planted.secrets)
    result.planted += 3 * len(planted.secrets)
    result.refused += sum(item.level == "error" for item in report.problems)
    if out.is_dir():
        search(planted, out / "对外", result)
        ledger = out / ".docgen.json"
        if ledger.is_file() and scanner.found(remembered(ledger), planted.secrets):
            result.leaks.append((ledger.name, "登记的秘密"))
        shutil.rmtree(out)
    path.unlink()
    return report


def together(
    root: Path, several: list[Planted], kinds: tuple[str, ...], formats: tuple[str, ...], seed: int, result: Result
) -> None:
    """A conference on *several* cases and a release of it: their papers, their public set, and the papers of that."""
    texts = {planted.name: planted.text for planted in several} | press(seed, several)
    for name, text in texts.items():
        (root / name).write_text(text, encoding="utf-8")
    secrets = {value: kind for planted in several for value, kind in planted.secrets.items()}
    whole = replace(several[0], secrets=secrets)
    result.planted += 3 * len(secrets)
    before = _press_papers(root, whole, kinds, formats, result)
    said = command(["publish", "发布会.yaml", "-o", "公开/发布会.yaml"])
    result.messages += 1
    result.leaks += [("publish 的消息", secrets[secret]) for secret in scanner.found(said, whole.personal)]
    result.refused += not (root / "公开").is_dir()
    if (root / "公开").is_dir():
        search(whole, root / "公开", result)
        result.published += 1
        after = _press_papers(root / "公开", whole, kinds, formats, result)
        result.different += sorted(name for name in before | after if before.get(name) != after.get(name))
        shutil.rmtree(root / "公开")
    for name in texts:
        (root / name).unlink()


def _press_papers(
    folder: Path, whole: Planted, kinds: tuple[str, ...], formats: tuple[str, ...], result: Result
) -> dict[str, bytes]:
    """Name → bytes of the papers of the conference and of the release in *folder*, all of them searched."""
    found: dict[str, bytes] = {}
    for name, wanted in (("发布会.yaml", kinds), ("通讯.yaml", ("press-release",))):
        report = render(folder / name, wanted, formats)
        result.refused += sum(item.level == "error" for item in report.problems)
        out = folder / "out"
        search(whole, out, result)
        papers_made = [file for file in (out / "对外").rglob("*") if file.is_file()]
        found |= {f"{name} {file.relative_to(out)}": file.read_bytes() for file in papers_made}
        shutil.rmtree(out, ignore_errors=True)
    return found


# — what people see —


def command(arguments: list[str]) -> bytes:
    """Both streams of a run of the command line, in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        run.run(arguments)
    return out.buffer.getvalue() + err.buffer.getvalue()  # type: ignore[attr-defined]


def broken(planted: Planted) -> Iterator[str]:
    """The record with faults that make docgen speak of the very lines that hold the secrets."""
    text = planted.text
    adult = next(value for value, kind in planted.secrets.items() if kind == "姓名")
    yield text.replace("典型意义: |\n", f"典型意义: |\n  ｛{adult}的｝看“{adult}”。\n")
    yield text.replace("身份证:", "身份正:", 1)
    yield text.replace("电话: ", "电话：", 1).replace("未成年: 是", "未成年: 也许")
    yield text.replace("  乙:\n", f"  乙: {adult}\n  乙:\n")
    yield text.replace("承办检察官: ", '承办检察官: \t"', 1)
    yield text.replace("隐私信息:\n", "隐私信息: [\n", 1)
    yield text.replace("典型意义: |\n", f"典型意义: |\n  他说：“{adult}，{next(iter(planted.personal))}”。\n")
    yield text + f"  {adult}: 多出来的\n"


def messages(root: Path, planted: Planted, result: Result) -> None:
    """Everything that docgen says of the record, whole and broken; no screen may show what is personal."""
    # The name of a file is typed by the user and stands in every message, so it holds nothing here.
    path = root / "案件.yaml"
    kinds = "典型案例,听证公告,检察建议书"
    for text in (planted.text, *broken(planted)):
        path.write_text(text, encoding="utf-8")
        for arguments in (
            ["check", "案件.yaml"],
            ["check", "案件.yaml", "--json"],
            ["render", "案件.yaml", "--as", kinds, "--format", "docx,txt", "-v", "--force"],
            ["render", "案件.yaml", "--as", kinds, "--format", "html", "--json", "--force"],
        ):
            said = command(arguments)
            result.messages += 1
            for secret in scanner.found(said, planted.personal):
                result.leaks.append((f"消息 {arguments[0]}", planted.secrets[secret]))
    search(planted, root / "output" / "对外", result)
    shutil.rmtree(root / "output", ignore_errors=True)
    path.unlink()


def crashes(root: Path, planted: Planted, result: Result) -> None:
    """A fault inside docgen that carries a secret in its words, with and without the developer's switch."""
    secret = planted.personal[0]

    def explode(*_: Any, **__: Any) -> None:
        try:
            raise KeyError(secret)
        except KeyError as fault:
            raise ValueError(f"{secret}…") from fault

    path = root / "案件.yaml"
    path.write_text(planted.text, encoding="utf-8")
    for debug in ("", "1"):
        with swapped(finish, "finish", explode), environment("DOCGEN_DEBUG", debug):
            said = command(["render", "案件.yaml", "--as", "典型案例"])
        result.messages += 1
        if scanner.found(said, [secret]):
            result.leaks.append(("内部出错的消息", "姓名"))
    path.unlink()


def snapshots(root: Path, planted: Planted, result: Result) -> None:
    """What ``docgen snapshot`` keeps, of instruments too, and what it says of a change."""
    path = root / "案件.yaml"
    path.write_text(planted.text, encoding="utf-8")
    snapshot.compare(path, update=True, folder=root / "snapshots")
    search(planted, root / "snapshots", result, personal=True)
    path.write_text(planted.text.replace("函告", "致函").replace("责任", "赔偿责任"), encoding="utf-8")
    said = command(["snapshot", "案件.yaml"])
    result.messages += 1
    result.leaks += [("快照的差异", planted.secrets[secret]) for secret in scanner.found(said, planted.personal)]
    shutil.rmtree(root / "snapshots", ignore_errors=True)
    path.unlink()


# — mutants: docgen with one of its guards away —


@contextlib.contextmanager
def swapped(owner: Any, name: str, new: Any) -> Iterator[None]:
    old = getattr(owner, name)
    setattr(owner, name, new)
    try:
        yield
    finally:
        setattr(owner, name, old)


@contextlib.contextmanager
def environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.pop(name, None)
    if value:
        os.environ[name] = value
    try:
        yield
    finally:
        os.environ.pop(name, None)
        if before is not None:
            os.environ[name] = before


def _without(kind: str) -> Callable[..., Register]:
    """``register`` that does not know the secrets of *kind*."""
    from docgen.privacy.secrets import register

    def partial(*arguments: Any, **more: Any) -> Register:
        whole = register(*arguments, **more)
        return replace(whole, secrets=tuple(one for one in whole.secrets if one.kind != kind))

    return partial


def _unmasked(blocks: Any, _: Register) -> Any:
    return tuple(blocks), []


def _open_gate(*_: Any, **__: Any) -> Verdict:
    return Verdict()


KINDS = (
    "姓名",
    "单位名称",
    "机关名称",
    "身份证号码",
    "电话",
    "住址",
    "学校",
    "隐私信息",
    "办案人员姓名",
    "听证人员姓名",
)
Swap = tuple[Any, str, Any]


def mutants() -> dict[str, tuple[Swap, ...]]:
    """Name → what is swapped. Those whose name begins with 门 keep the gate: it alone must stop every file."""
    gate_open: Swap = (gate, "examined", _open_gate)
    unmasked: Swap = (replacing, "masked", _unmasked)
    found: dict[str, tuple[Swap, ...]] = {
        f"不认得{kind}": ((secrets, "register", _without(kind)), gate_open) for kind in KINDS
    }
    found["正文不换"] = (unmasked, gate_open)
    found["文件名不换"] = ((replacing, "masked_text", lambda text, _: text), gate_open)
    found["引用印真名"] = (
        (words, "party_outer", lambda view, party: party.full_name),
        (words, "agency_outer", lambda agency: agency.full_name),
        unmasked,
        gate_open,
    )
    found["没有登记的号码放行"] = (gate_open,)
    found["门：正文不换"] = (unmasked,)
    found["门：文件名不换"] = ((replacing, "masked_text", lambda text, _: text),)
    found["门：没有登记的号码"] = ()
    return found


def killed(
    root: Path, planted: Planted, swaps: tuple[Swap, ...], kinds: tuple[str, ...], formats: tuple[str, ...]
) -> Result:
    """What comes out while *swaps* are in force."""
    result = Result()
    with contextlib.ExitStack() as stack:
        for owner, name, new in swaps:
            stack.enter_context(swapped(owner, name, new))
        one(root, planted, kinds, formats, result)
    return result


def mutation(root: Path, seed: int, kinds: tuple[str, ...], formats: tuple[str, ...]) -> tuple[int, list[str]]:
    """(number of mutants, the names of those that nobody noticed)."""
    survived = []
    found = mutants()
    for name, swaps in found.items():
        planted = record(seed, 1, undeclared="没有登记" in name)
        result = killed(root, planted, swaps, kinds, formats)
        noticed = bool(result.refused) and not result.leaks if name.startswith("门") else bool(result.leaks)
        if not noticed:
            survived.append(name)
    return len(found), survived


def published_mutants() -> dict[str, tuple[Swap, ...]]:
    """The same for ``docgen publish``, whose guard is the search of the finished records (门)."""
    unguarded: Swap = (publish, "leaks", lambda *_, **__: [])
    unmasked: Swap = (published_record, "matches", lambda *_, **__: [])
    found: dict[str, tuple[Swap, ...]] = {
        f"公开版不认得{kind}": ((publish, "register", _without(kind)), unguarded) for kind in KINDS
    }
    found["公开版正文不换"] = (unmasked, unguarded)
    found["公开版文件名不换"] = ((publish, "_harmless", lambda *_: True), unguarded)
    found["门：公开版正文不换"] = (unmasked,)
    found["门：公开版文件名不换"] = ((publish, "_harmless", lambda *_: True),)
    return found


def published_mutation(root: Path, seed: int) -> tuple[int, list[str]]:
    """(number of mutants of ``docgen publish``, the names of those that nobody noticed)."""
    several = [record(seed, number) for number in (1, 2, 3)]
    whole = replace(several[0], secrets={value: kind for one in several for value, kind in one.secrets.items()})
    for name, text in ({one.name: one.text for one in several} | press(seed, several)).items():
        (root / name).write_text(text, encoding="utf-8")
    survived = []
    found = published_mutants()
    for name, swaps in found.items():
        result = Result()
        with contextlib.ExitStack() as stack:
            for owner, attribute, new in swaps:
                stack.enter_context(swapped(owner, attribute, new))
            command(["publish", "发布会.yaml", "-o", "公开/发布会.yaml"])
        written = (root / "公开").is_dir()
        if written:
            search(whole, root / "公开", result)
            shutil.rmtree(root / "公开")
        if written if name.startswith("门") else not result.leaks:
            survived.append(name)
    return len(found), survived


def whole(seed: int, records: int, pdf_every: int, tell: Callable[[str], None]) -> Result:
    """The test itself on *records* records; every *pdf_every*-th also as PDF, which takes longer (0: none)."""
    result = Result()
    quick = tuple(name for name in WRITERS if name != "pdf")
    with project_folder() as root:
        kinds, joint = public_kinds(root), public_kinds(root, "conference")
        for number in range(records):
            planted = record(seed, number)
            pdf = "pdf" in WRITERS and pdf_every and number % pdf_every == 0
            report = one(root, planted, kinds, (*quick, "pdf") if pdf else quick, result)
            if number % max(records // 20, 10) == 0:
                messages(root, planted, result)
                snapshots(root, planted, result)
                crashes(root, planted, result)
                if joint:
                    several = [record(seed, other) for other in (number, number + 1, number + 2)]
                    together(root, several, joint, (*quick, "pdf") if pdf else quick, seed, result)
            errors = [item for item in report.problems if item.level == "error"]
            if errors:
                tell(f"第{number}份没有写全：{errors[0].code} {errors[0].message}")
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--pdf-every", type=int, default=25)
    options = parser.parse_args()
    started = time.monotonic()
    print(f"种子 {options.seed}")
    tried, missed = self_test()
    print(f"扫描器自检：{tried} 个藏好的秘密，漏 {len(missed)}")
    result = whole(options.seed, options.records, options.pdf_every, print)
    print(f"{result.records} 份记录，{result.secrets} 个秘密，在正文里写了 {result.planted} 处")
    print("查过的文件：" + "，".join(f"{suffix} {count}" for suffix, count in sorted(result.files.items())))
    print(f"查过的消息 {result.messages} 份；拦下 {result.refused} 份；泄露 {len(result.leaks)} 处")
    for place, kind in list(dict.fromkeys(result.leaks))[:20]:
        print(f"  {place}：{kind}")
    print(f"公开版 {result.published} 套；由它做的文书和由原记录做的不同的 {len(result.different)} 份")
    for name in result.different[:20]:
        print(f"  {name}")
    with project_folder() as root:
        quick = tuple(name for name in WRITERS if name != "pdf")
        count, survived = mutation(root, options.seed, public_kinds(root), quick)
        more, also = published_mutation(root, options.seed)
    count, survived = count + more, survived + also
    print(f"关掉一道防线的变体 {count} 个，没有发现的 {len(survived)}：{'、'.join(survived)}")
    print(f"{time.monotonic() - started:.0f} 秒")
    return 1 if missed or result.leaks or survived or result.refused or result.different else 0


if __name__ == "__main__":
    sys.exit(main())
