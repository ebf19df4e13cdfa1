"""``python -m tests.reliability.trust [COUNT] [SEED]``: late edits of the sample project, and what lies in its folder after each.

The edits are those of the evening before a conference: figures, posts, order, dates, withdrawals, half braces,
masks, formats, files edited or deleted by hand. After each the project is built where it was built before, and
once more in an empty folder. The two trees must be equal; where they are not, each file in question must have been
told. What was wrong with an edit must be told too. Ends with 1 where anything passed in silence.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "cases" / "示例"
EVENT, STORY = "发布会.yaml", "消息.yaml"
MATERIAL = "材料: [议程, 主持词, 发布词, 典型案例集, 消息, 席卡, 座次表, 公众号]"
RELEASE = """体裁: 消息
发布会: 发布会.yaml
标题: 云江发布民生领域公益诉讼典型案例
导语: ｛时间|月日｝，｛主办｝联合发布｛案例集名称｝，办案｛办案数｝。
正文:
  - {通报人: 沈怀川, 事项: 工作情况, 段落: 发出检察建议｛检察建议数｝。}
  - {通报人: 陶静仪, 事项: 协作情况, 段落: 双方形成合力。}
"""
ASIDE = ("旧稿/", ".docgen")
TODO = "/待改/"


def tree(folder: Path) -> dict[str, str]:
    """Name → hash of every file below *folder* that a run is answerable for."""
    every = (path for path in sorted(folder.rglob("*")) if path.is_file())
    named = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in every}
    return {name: value for name, value in named.items() if not name.startswith(ASIDE) and TODO not in name}


@dataclass
class Project:
    """The project under edit. ``formats`` are all that were ever asked for, ``final`` whether the kit is final."""

    root: Path
    rng: random.Random
    formats: list[str] = field(default_factory=lambda: ["txt"])
    final: bool = False
    asked: list[str] = field(default_factory=list)
    """What the next build is asked for besides."""

    def text(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def put(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8")

    def change(self, name: str, pattern: str, new: str | Callable[[re.Match[str]], str]) -> None:
        """Replace what *pattern* finds first in the record *name*."""
        text, count = re.subn(pattern, new, self.text(name), count=1, flags=re.MULTILINE)
        assert count, pattern
        self.put(name, text)

    def files(self) -> list[Path]:
        """The papers that a person may open: not the manifest and the ZIP."""
        papers = (self.root / "output" / name for name in tree(self.root / "output"))
        return [path for path in papers if path.suffix in (".txt", ".docx", ".html")]

    def run(self, *arguments: str) -> tuple[int, str]:
        """(exit code, all that was said) of docgen with *arguments*, in this process."""
        from docgen.cli.run import run

        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(list(arguments))
            out.flush()
            err.flush()
        said = [stream.buffer.getvalue().decode() for stream in (out, err) if isinstance(stream.buffer, io.BytesIO)]
        return code, "".join(said)

    def build(self) -> tuple[int, str]:
        asked, self.asked = self.asked, []
        return self.run("build", EVENT, "--jobs", "0", *asked)

    def clean(self, folder: str) -> tuple[int, str]:
        final = ["--final"] if self.final else []
        return self.run("build", EVENT, "--jobs", "0", "--format", ",".join(self.formats), *final, "-o", folder)


# — the edits: each changes the project, and says whether it is a fault that must be told —


def figure(one: Project) -> bool:
    one.change(EVENT, r"检察建议数: \{值: \d+份", f"检察建议数: {{值: {one.rng.randint(100, 999)}份")
    return False


def wrong_sum(one: Project) -> bool:
    one.change(EVENT, r"办案数: \{值: \d+件", f"办案数: {{值: {one.rng.randint(2000, 9999)}件")
    return True


def other_number(one: Project) -> bool:
    one.change(STORY, r"发出检察建议｛检察建议数｝", f"发出检察建议{one.rng.randint(1000, 9999)}份")
    return True


def post(one: Project) -> bool:
    name = one.rng.choice(["联合会副主席", "联合会主席", "联合会一级巡视员"])
    one.change(EVENT, r"职务: 云江省妇女(联合会[^,]*)", f"职务: 云江省妇女{name}")
    return False


def other_post(one: Project) -> bool:
    one.change(STORY, r"双方形成合力", "云江省人民检察院检察长陶静仪说")
    return True


def order_of_persons(one: Project) -> bool:
    lines = one.text(EVENT).split("\n")
    rows = [number for number, line in enumerate(lines) if line.startswith("  - {姓名:")]
    first, second = one.rng.sample(rows, 2)
    lines[first], lines[second] = lines[second], lines[first]
    one.put(EVENT, "\n".join(lines))
    return False


def order_of_cases(one: Project) -> bool:
    def shuffled(match: re.Match[str]) -> str:
        names = match[1].split(", ")
        one.rng.shuffle(names)
        return f"案例: [{', '.join(names)}]"

    one.change(EVENT, r"^案例: \[(.*)\]", shuffled)
    return False


def day(one: Project) -> bool:
    one.change(EVENT, r"^时间: 2025年1月\d+日", f"时间: 2025年1月{one.rng.randint(2, 28)}日")
    return False


def no_day(one: Project) -> bool:
    one.change(EVENT, r"^时间: 2025年1月\d+日", "时间: 2025年2月30日")
    return True


def withdrawn(one: Project) -> bool:
    """A case is withdrawn; what of it is among the 亮点 goes too, or is left there by mistake."""
    if "撤下:" in one.text(EVENT):
        one.change(EVENT, r"^案例: \[(.*)\]\n撤下: \[(.*)\]\n", r"案例: [\1, \2]\n")
        return False
    one.change(EVENT, r"^案例: \[(.*), 旅馆入住\.yaml(.*)\]|^案例: \[旅馆入住\.yaml, (.*)\]", _without)
    left = "旅馆入住.排查旅馆" in one.text(EVENT)
    if left and one.rng.random() < 0.7:
        one.change(EVENT, r", 旅馆入住\.排查旅馆", "")
        left = False
    return left


def _without(match: re.Match[str]) -> str:
    kept = f"{match[1]}{match[2]}" if match[1] else match[3]
    return f"案例: [{kept}]\n撤下: [旅馆入住.yaml]"


def withdrawn_and_named(one: Project) -> bool:
    if "撤下:" not in one.text(EVENT):
        withdrawn(one)
    office = re.search(r"^检察院: (.*)$", one.text("旅馆入住.yaml"), re.MULTILINE)
    assert office
    one.change(STORY, r"双方形成合力", f"{office[1]}作了介绍")
    return True


def brace(one: Project) -> bool:
    one.change(*one.rng.choice([(STORY, r"双方形成", "双方｛形成"), (EVENT, r"今天发布的", "今天发布的｝")]))
    return True


def masked(one: Project) -> bool:
    """A company is called otherwise in public."""
    name = one.rng.choice(["某化工厂", "某企业", "某化工公司"])
    one.change("危废倾倒.yaml", r"对外: 某[^,，}]*", f"对外: {name}")
    return False


def formats(one: Project) -> bool:
    form = one.rng.choice(["docx", "html", "json", "txt"])
    one.asked += ["--format", form]
    one.formats += [form] if form not in one.formats else []
    return False


def final(one: Project) -> bool:
    one.final = not one.final
    one.asked += ["--final" if one.final else "--draft"]
    return False


def hand(one: Project) -> bool:
    path = one.rng.choice(one.files())
    path.write_bytes(path.read_bytes() + b" ")
    return True


def deleted(one: Project) -> bool:
    one.rng.choice([path for path in one.files() if path.suffix == ".txt"]).unlink()
    return False


EDITS = (figure, wrong_sum, other_number, post, other_post, order_of_persons, order_of_cases, day, no_day, withdrawn)
EDITS = (*EDITS, withdrawn_and_named, brace, masked, formats, final, hand, deleted)


def untold(before: dict[str, str], now: dict[str, str], clean: dict[str, str], said: str) -> list[str]:
    """The files that are not as a clean build makes them, and of which nothing was *said*.

    Where it was told that the kit outside has not been changed, all of it must be as it was, but for what was set aside.
    """
    held = "对外的一套没有换" in said
    found = []
    for name in sorted({*now, *clean}):
        if now.get(name) == clean.get(name):
            continue
        outside = name.startswith("对外/")
        kept = held and (now.get(name) == before.get(name) or (name not in now and name.split("/")[-1] in said))
        if (not kept and f"output/{name}" not in said) or (
            outside and held and name in now and now[name] != before.get(name)
        ):
            found.append(name)
    return found


def main(count: int = 300, seed: int = 20) -> int:
    """Make *count* edits and print what came of them; 1 where anything passed in silence."""
    rng = random.Random(seed)
    told: Counter[str] = Counter()
    silent: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        os.chdir(root)
        for path in SAMPLE.glob("*.yaml"):
            shutil.copy(path, root)
        (root / "docgen.yaml").write_text("默认格式: [txt]\n", encoding="utf-8")
        one = Project(root, rng)
        one.put(STORY, RELEASE)
        one.change(EVENT, r"^材料: .*$", MATERIAL)
        code, said = one.build()
        assert code == 0, said
        usual = set(said.splitlines())
        for number in range(count):
            edit = rng.choice(EDITS)
            kept = {path.name: path.read_bytes() for path in root.glob("*.yaml")}
            before = tree(root / "output")
            wrong = edit(one)
            edited = tree(root / "output")
            code, said = one.build()
            one.clean("净")
            now, clean = tree(root / "output"), tree(root / "净")
            left = untold({**before, **edited}, now, clean, said)
            silent += [f"{number} {edit.__name__}: {file}" for file in left]
            warned = [line for line in said.splitlines() if "提醒" in line and line not in usual]
            if wrong and code == 0 and not warned:
                silent.append(f"{number} {edit.__name__}: 没有说")
            told[f"{edit.__name__}{'，有错' if code else ''}"] += 1
            shutil.rmtree(root / "净", ignore_errors=True)
            if code or wrong:
                for file, data in kept.items():
                    (root / file).write_bytes(data)
                code, said = one.run("build", EVENT, "--jobs", "0", "--force")
                if code:
                    silent.append(f"{number} {edit.__name__}: 改回去以后做不出来\n{said}")
    for what, times in sorted(told.items()):
        print(f"{times:4} {what}")
    print(f"{count} late edits, seed {seed}: {len(silent)} differences that were not told")
    print("\n".join(silent))
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
