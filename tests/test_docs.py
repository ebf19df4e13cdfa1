"""The pages say what the program does: generated tables are fresh, examples work, names and commands exist."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import command_page
import pytest

import docgen
from docgen.cli.app import app
from docgen.core.errors import has_errors
from docgen.core.tree import walk
from docgen.formats import WRITERS
from docgen.papers.templates.catalog import catalog, kind_of
from docgen.papers.templates.filters import FILTERS, date_filters
from docgen.papers.views import occasion
from docgen.papers.views.top import DERIVED
from docgen.records import references
from docgen.records.loader import load
from docgen.records.project import Project, Settings
from docgen.review import reference

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
README = ROOT / "README.md"
PAGES = [README, ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]
FOR_RECORDS = (DOCS / "记录怎么写.md").read_text(encoding="utf-8")
FOR_TEMPLATES = (DOCS / "模板怎么写.md").read_text(encoding="utf-8")
FOR_PRESS = (DOCS / "发布会和发布稿怎么写.md").read_text(encoding="utf-8")
SAMPLE = ROOT / "cases" / "示例" / "母婴室建设.yaml"


def section(page: str, heading: str) -> str:
    """The text under *heading* up to the next heading of its level or above."""
    level = heading.partition(" ")[0]
    start = page.index(f"\n{heading}\n")
    rest = page[start + len(heading) + 2 :]
    end = re.search(rf"^#{{2,{len(level)}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def block(page: str, name: str) -> str:
    """The code block behind the mark 例子：*name*."""
    found = re.search(rf"<!-- 例子：{name} -->\n```\w*\n(.*?)```", page, re.DOTALL)
    assert found, f"no example {name}"
    return found[1]


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.DOTALL | re.MULTILINE)


# — tables —


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_generated_tables_are_fresh(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert reference.renewed(page) == page, "python -m docgen.review.reference docs"


def test_every_generated_table_is_used() -> None:
    used = {name for path in PAGES for name in re.findall(r"<!-- 生成：(\w+) -->", path.read_text(encoding="utf-8"))}
    assert used == set(reference.sections())


def test_the_field_tables_hold_every_field() -> None:
    tables = reference.field_tables("case")
    assert tables.count("| `被建议单位`") == 1
    assert "| `身份证` | 身份证号码，只在内部文书里出现 | 一行文字 |  |  |  |" in tables
    assert "| `典型意义`（也可以写：指导意义） | 典型案例的【典型意义】 | 几段文字，一行一段 |  | 宣传 | 是 |" in tables


def test_the_filters_are_all_told() -> None:
    told = set(re.findall(r"\\\|([\u4e00-\u9fff]+)", section(FOR_TEMPLATES, "### 过滤器")))
    assert told == {*FILTERS, *date_filters()}


def test_the_names_that_a_template_may_use_are_all_told() -> None:
    told = set(re.findall(r"`([\u4e00-\u9fff]+)`", section(FOR_TEMPLATES, "## 取值")))
    assert {*DERIVED, *occasion.OCCASION_DERIVED, "文号", "成文日期", "案", "对象", "条目", "是机关"} <= told


def test_what_a_reference_may_say_is_all_told() -> None:
    told = section(FOR_RECORDS, "## 引用｛名字｝")
    assert [name for name in references.DERIVED if name not in told] == []
    told += section(FOR_PRESS, "## 引用")
    assert [name for name in (*references.PRESS_DERIVED, *references.FILTERS) if name not in told] == []


# — examples —


@pytest.mark.parametrize("record", blocks(FOR_RECORDS, "yaml"))
def test_records_in_the_page_are_clean(record: str, tmp_path: Path) -> None:
    path = tmp_path / "记录.yaml"
    path.write_text(record, encoding="utf-8")
    assert load(path, Project(tmp_path, Settings())).problems == ()


def test_the_conference_and_the_release_in_the_page_are_clean(tmp_path: Path) -> None:
    conference, release, *others = blocks(FOR_PRESS, "yaml")
    for name in ("母婴室建设.yaml", "更多/危废倾倒.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((SAMPLE.parent / Path(name).name).read_bytes())
    (tmp_path / "发布会.yaml").write_text(conference, encoding="utf-8")
    (tmp_path / "发布稿.yaml").write_text(release, encoding="utf-8")
    for number, other in enumerate(others):
        (tmp_path / f"{number}.yaml").write_text(other, encoding="utf-8")
    for name in ("发布会", "发布稿", *map(str, range(len(others)))):
        assert docgen.check(tmp_path / f"{name}.yaml") == []
        assert load(tmp_path / f"{name}.yaml", Project(tmp_path, Settings())).problems == ()


def test_the_least_record_gives_a_case_and_a_letter(tmp_path: Path) -> None:
    path = tmp_path / "记录.yaml"
    path.write_text(blocks(FOR_RECORDS, "yaml")[0], encoding="utf-8")
    for kind in ("典型案例", "检察建议书"):
        assert len(docgen.render(path, kind)) == 1


@pytest.mark.parametrize("header", [text for text in blocks(FOR_TEMPLATES, "text") if text.startswith("{#---")])
def test_headers_in_the_page_are_right(header: str) -> None:
    kind, problems = kind_of(Path("x.j2"), "x.j2", header)
    assert kind is not None
    assert not has_errors(problems)


def test_the_worked_example_makes_a_paper(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "docgen.yaml").write_text("", encoding="utf-8")
    (tmp_path / "templates" / "follow-up-table.j2").write_text(block(FOR_TEMPLATES, "模板"), encoding="utf-8")
    record = tmp_path / "母婴室建设.yaml"
    record.write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    plain = docgen.render(record, "跟进情况表")
    record.write_text(
        SAMPLE.read_text(encoding="utf-8") + block(FOR_TEMPLATES, "记录").removeprefix("其他文书:\n"), encoding="utf-8"
    )
    documents = docgen.render(record, "follow-up-table", final=True)
    assert docgen.check(record) == []
    assert (len(plain), len(documents)) == (1, 1)
    text = "\n".join(leaf.text for leaf in walk(documents[0]))
    assert "周明川（检察官）" in text
    assert "2024年9月5日" in text
    assert "周明川（检察官）" not in "\n".join(leaf.text for leaf in walk(plain[0]))


# — what the pages claim to exist —


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_commands_in_the_pages_exist(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    called = set(re.findall(r"(?:`|\$ |^)docgen ([a-z]+)", page, re.MULTILINE))
    assert called <= set(app().commands)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8"))
    assert [target for target in targets if "://" not in target and not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_page_names_a_place_on_a_machine(path: Path) -> None:
    assert not re.search(r"(?<![\w.])/(?:work|tmp|home|root|Users|opt|usr)/|[A-Z]:\\", path.read_text(encoding="utf-8"))


def test_the_readme_begins_with_the_two_commands() -> None:
    page = README.read_text(encoding="utf-8")
    assert [text.strip() for text in blocks(page, "sh")[:2]] == ["sh .ci/demo", "sh .ci/test"]


def test_the_readme_is_one_screen_with_an_index_of_all_pages() -> None:
    page = README.read_text(encoding="utf-8")
    assert len(page.split("\n")) < 100
    assert page.index("**In English:**") < 100
    linked = set(re.findall(r"\]\(docs/([^)#]+\.md)\)", page))
    assert linked == {path.name for path in DOCS.glob("*.md")}
    assert len(re.findall(r"!\[[^\]]*\]\(docs/[^)]+\.png\)", page)) == 2
    assert "pip install docgen" not in page


def test_the_page_on_kinds_names_all_of_them_and_the_formats() -> None:
    page = (DOCS / "文种和格式.md").read_text(encoding="utf-8")
    for kind in catalog(Project(ROOT, Settings())).kinds.values():
        assert f"| `{kind.id}` | {kind.name} |" in page
    formats = re.search(r"格式有 (.+?)。", page)
    assert formats
    assert set(re.findall(r"`(\w+)`", formats[1])) == set(WRITERS)


def test_the_tour_prints_what_the_page_shows(tmp_path: Path) -> None:
    """Every ``$ docgen …`` of the tour with its output, stdout and stderr as they come; seconds differ."""
    for folder in ("cases", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "docgen.yaml", tmp_path)
    tour = section((DOCS / "五分钟试用.md").read_text(encoding="utf-8"), "## 试一试")
    for record in blocks(tour, "yaml"):
        (tmp_path / "试一试.yaml").write_text(record, encoding="utf-8")
    commands = [text.removeprefix("$ ").split("\n", 1) for text in blocks(tour, "console")]
    assert len(commands) >= 3
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    for command, shown in commands:
        program = [sys.executable, "-m", *shlex.split(command)]
        done = subprocess.run(
            program, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        assert timeless(done.stdout.decode()) == timeless(shown), command


def timeless(text: str) -> str:
    """*text* without seconds, and without counts of characters: these follow every change of a template."""
    return re.sub(r"(?:共 )?\d+ 字，|[\d.]+ (?=秒)", "", text).strip()


# — the page on commands —


def test_the_page_on_commands_is_what_the_program_does() -> None:
    page = command_page.PAGE.read_text(encoding="utf-8")
    assert command_page.renewed(page) == page, "python -m tests.command_page"


def test_the_script_in_the_page_on_python_runs(tmp_path: Path) -> None:
    script = block((DOCS / "Python接口.md").read_text(encoding="utf-8"), "脚本")
    shutil.copy(SAMPLE, tmp_path / "案件.yaml")
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert len(list(tmp_path.glob("检察建议书-*.docx"))) == 2
    assert done.stdout.decode().count("检察建议书 ") == 2


def test_the_page_on_python_names_all_that_is_public() -> None:
    page = (DOCS / "Python接口.md").read_text(encoding="utf-8")
    functions = [name for name in docgen.__all__ if name[0].islower()]
    assert [name for name in functions if f"docgen.{name}(" not in page] == []
