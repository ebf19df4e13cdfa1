"""Editing on the page: a case from nothing to its final letter, and edits that are those that a person would type."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from helpers import SAMPLES
from playwright.sync_api import Page, expect

from docgen.cli import main
from docgen.records import project
from docgen.records.loader import load
from docgen.review.absorb.patch import Source, source
from docgen.review.editing import tree
from docgen.review.preview.server import PreviewServer

Serve = Callable[[Path], PreviewServer]
Shot = Callable[[str], None]
RECORD = next(path for path in SAMPLES if path.stem == "母婴室建设").read_text(encoding="utf-8")
GENEROUS = 60_000
expect.set_options(timeout=GENEROUS)


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return int(left.value.code or 0)


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docgen.yaml").write_text("", encoding="utf-8")


def shown(tab: Page, serving: Serve, record: str = RECORD, kind: str = "recommendation") -> Path:
    """The page of *record*, loaded."""
    path = Path("案件.yaml")
    path.write_text(record, encoding="utf-8")
    tab.goto(serving(Path()).address)
    tab.locator("#kind").select_option(kind)
    tab.locator(".sheet").first.wait_for()
    return path


def saved(tab: Page) -> None:
    """Press the button that saves, and wait until the page shows what came of it."""
    box = tab.locator(".editor")
    box.locator(".save").click()
    settled(tab)


def settled(tab: Page) -> None:
    """Wait until what was sent has come back and is shown; nothing of it was refused."""
    expect(tab.locator("body")).not_to_have_attribute("aria-busy", "true")
    assert "".join(tab.locator(".editor .fault").all_inner_texts()) == ""


def click_words(tab: Page, words: str, at: float = 0.5) -> None:
    """Click on the line of the paper that holds *words*."""
    tab.locator(".sheet text[data-block]").filter(has_text=words).first.wait_for()
    tab.evaluate(
        """([words, at]) => {
            const line = lines().find(one => one.textContent.includes(words));
            line.scrollIntoView({block: 'center'});
            const index = line.textContent.indexOf(words) + Math.floor(words.length * at);
            const box = line.getExtentOfChar(index);
            const point = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2).matrixTransform(line.getScreenCTM());
            line.dispatchEvent(new MouseEvent('click', {clientX: point.x, clientY: point.y, bubbles: true}));
        }""",
        [words, at],
    )
    tab.locator(".editor").wait_for()


# — a whole case —

FACTS = "2024年3月，本院对辖区道路进行现场勘察。\n经勘察，｛破损井盖｝井盖破损、缺失，没有设置警示标志。"
ANSWERS: dict[str, object] = {
    "线索.日期": "2024年2月20日",
    "线索.来源": "12345市民服务热线",
    "立案.日期": "2024年3月1日",
    "立案.决定送达": "2024年3月4日",
    "公益受损": "辖区部分道路窨井盖破损、缺失，危及行人和车辆安全，社会公共利益受到侵害。",
    "查明": FACTS,
    "证据": ["现场勘察笔录", "证人证言", "照片"],
    "法律依据.职责": ["《城市道路管理条例》第六条第三款"],
    "职责": "负责辖区城市道路及其附属设施的监督管理",
    "法律依据.违反": ["《城市道路管理条例》第二十三条"],
    "认定": "你局对辖区窨井盖疏于监管，致使社会公共利益持续受到侵害。",
    "建议": ["依法履行监督管理职责，修复破损井盖", "开展排查，建立台账"],
}


def test_a_case_from_nothing_to_the_final_letter_without_touching_yaml(
    tab: Page, serving: Serve, shot: Shot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office, matter = "云江省青川市临河区人民检察院", "规范窨井盖管理"
    assert run("new", "case", "--as", "检察建议书", "--office", office, "--matter", matter) == 0
    record = next(tmp_path.rglob(f"{matter}.yaml"))
    comments = [line for line in record.read_text(encoding="utf-8").split("\n") if line.lstrip().startswith("#")]
    tab.goto(serving(Path()).address)
    tab.locator("#kind").select_option("recommendation")
    lacking = tab.locator("#lacking button")
    expect(tab.locator("#lackhead")).to_contain_text("还缺", timeout=GENEROUS)
    shot("1-new")

    # Whom the letter is for: registered on the way, then chosen.
    click_words(tab, "【待补：被建议单位】")
    box = tab.locator(".editor")
    box.get_by_role("button", name="登记机关").click()
    box.locator("input.name").fill("区住建局")
    box.get_by_label("全称（必填）").fill("云江省青川市临河区住房和城乡建设局")
    box.get_by_label("对外").fill("区住房和城乡建设部门")
    shot("2-register")
    box.get_by_role("button", name="登记", exact=True).click()
    box.locator("select").first.select_option("区住建局")
    saved(tab)
    expect(tab.locator("#pages")).to_contain_text("临河区住房和城乡建设局", timeout=GENEROUS)

    # A number that the facts refer to.
    tab.locator("#all").click()
    box.get_by_role("button", name="数据：没有写").click()
    box.locator("input.name").fill("破损井盖")
    box.get_by_label("值（必填）").fill("23个")
    saved(tab)

    # What is missing, from the top of the list, each with the comment of its key.
    for _ in range(30):
        if not lacking.count():
            break
        label = str(lacking.first.evaluate("one => one.firstChild.textContent"))
        assert lacking.first.locator("small").inner_text()
        lacking.first.click()
        answer = ANSWERS[label]
        if isinstance(answer, list):
            for words in answer:
                box.get_by_label("新的一项").fill(words)
                saved(tab)
                expect(box.locator("li").last).to_contain_text(words)
            if label == "证据":
                shot("3-list")
                box.get_by_title("往前移").last.click()
                expect(box.locator("li").nth(1)).to_contain_text("照片")
            box.get_by_role("button", name="关上").click()
        elif label == "查明":
            box.locator("textarea").fill(FACTS.partition("｛")[0])
            box.get_by_title("引用登记的").select_option("｛破损井盖｝")
            box.locator("textarea").press("End")
            box.locator("textarea").press_sequentially(FACTS.partition("｝")[2])
            shot("4-facts")
            saved(tab)
        else:
            box.locator("textarea,input[type=text]").first.fill(str(answer))
            saved(tab)
        expect(tab.locator(".editor")).to_have_count(0)
    expect(tab.locator("#lackhead")).to_be_hidden(timeout=GENEROUS)
    expect(tab.locator("#pages")).to_contain_text("23个井盖破损", timeout=GENEROUS)

    # The number and the date of issue: a click on the blanks that are printed for them.
    click_words(tab, "号", at=0)
    assert "文号" in box.locator("h3").inner_text()
    box.locator("input[type=text]").fill("临检行公建〔2024〕3号")
    saved(tab)
    click_words(tab, "年　　月", at=0)
    box.locator("input[type=date]").fill("2024-04-08")
    saved(tab)
    expect(tab.locator("#pages")).to_contain_text("2024年4月8日", timeout=GENEROUS)
    tab.locator("#stage").select_option("1")
    expect(tab.locator("#pages")).not_to_contain_text("送审稿", timeout=GENEROUS)
    expect(tab.locator("#banner")).to_be_hidden()
    shot("5-final")

    assert run("render", str(record), "--as", "检察建议书", "--final", "--format", "txt", "-o", "-") == 0
    letter = capsys.readouterr().out
    for words in ("临检行公建〔2024〕3号", "23个井盖破损", "现场勘察笔录、照片、证人证言", "2024年4月8日"):
        assert words in letter
    assert "待补" not in letter
    text = record.read_text(encoding="utf-8")
    assert [line for line in text.split("\n") if line.lstrip().startswith("#")] == comments
    case = load(record, project.find(record)).case
    assert case is not None and str(case.findings) == FACTS


# — one edit —


def test_a_click_on_a_paragraph_opens_its_words_and_undo_takes_the_edit_back(
    tab: Page, serving: Serve, shot: Shot
) -> None:
    path = shown(tab, serving)
    click_words(tab, "现场勘察，发现")
    box = tab.locator(".editor textarea")
    assert "现场勘察" in box.input_value()
    shot("6-paragraph")
    box.fill(box.input_value().replace("本院对辖区内", "本院对全区"))
    saved(tab)
    now = path.read_text(encoding="utf-8")
    assert now == RECORD.replace("本院对辖区内", "本院对全区", 1)
    number = next(index for index, line in enumerate(now.split("\n"), 1) if "本院对全区" in line)
    expect(tab.locator("#state")).to_contain_text(f"第{number}行")
    expect(tab.locator("#source .new")).to_contain_text("本院对全区")
    shot("7-changed-line")
    tab.locator("#undo").click()
    expect(tab.locator("#state")).to_contain_text("撤销了")
    assert path.read_text(encoding="utf-8") == RECORD
    expect(tab.locator("#undo")).to_be_disabled()


def test_a_finding_opens_its_place_and_what_may_not_stand_there_is_refused(tab: Page, serving: Serve) -> None:
    typed = RECORD.replace("领域: 妇女权益保障", "领域: 没有的领域")
    path = shown(tab, serving, typed)
    tab.locator("#problems button", has_text="没有的领域").first.click()
    box = tab.locator(".editor")
    box.locator("input[type=text]").fill("妇女权益保障")
    saved(tab)
    assert path.read_text(encoding="utf-8") == RECORD
    click_words(tab, "2024年4月22日")
    box.locator("input[type=text]").fill("2024年4月31日")
    box.locator(".save").click()
    expect(box.locator(".fault")).to_contain_text("4月没有31日")
    assert path.read_text(encoding="utf-8") == RECORD


def test_a_gap_of_another_paper_leads_to_that_paper_and_what_is_required_to_its_key(tab: Page, serving: Serve) -> None:
    typed = RECORD.replace("    送达日期: 2024年4月24日\n", "", 1).replace("{值: 3家, 出处: 本院", "{出处: 本院", 1)
    shown(tab, serving, RECORD.replace("    送达日期: 2024年4月24日\n", "", 1))
    tab.locator("#problems button", has_text="备案报告").filter(has_text="送达日期").first.click()
    box = tab.locator(".editor")
    expect(box.locator("h3")).to_contain_text("检察建议 → 第1项 → 送达日期")
    expect(tab.locator("#kind")).to_have_value("filing-report")
    Path("案件.yaml").write_text(typed, encoding="utf-8")
    tab.locator("#problems button", has_text="缺少“值”").first.click()
    expect(box.locator("h3")).to_contain_text("数据 → 问题医院 → 值")


def test_words_of_the_template_are_not_edited_but_told(tab: Page, serving: Serve) -> None:
    path = shown(tab, serving)
    click_words(tab, "现查明", at=0)
    expect(tab.locator(".editor")).to_contain_text("模板的文字")
    assert path.read_text(encoding="utf-8") == RECORD


def test_edits_from_elsewhere_are_noticed_and_nothing_typed_is_lost(tab: Page, serving: Serve, shot: Shot) -> None:
    path = shown(tab, serving)
    click_words(tab, "现场勘察，发现")
    box = tab.locator(".editor")
    mine = box.locator("textarea").input_value().replace("本院对辖区内", "本院对全区")
    box.locator("textarea").fill(mine)
    other = RECORD.replace("承办检察官: 周明川", "承办检察官: 何清")
    path.write_text(other, encoding="utf-8")
    box.locator(".save").click()
    expect(box.locator(".conflict")).to_contain_text("没有变")
    assert path.read_text(encoding="utf-8") == other
    shot("8-conflict")
    # Now the very place is changed elsewhere.
    elsewhere = other.replace("本院对辖区内", "本院对本区")
    path.write_text(elsewhere, encoding="utf-8")
    box.locator(".save").click()
    expect(box.locator(".conflict")).to_contain_text("本院对本区")
    assert path.read_text(encoding="utf-8") == elsewhere
    assert box.locator("textarea").input_value() == mine
    saved(tab)
    assert path.read_text(encoding="utf-8") == other.replace("本院对辖区内", "本院对全区")


def test_a_citation_tells_its_version_and_names_of_laws_are_offered(tab: Page, serving: Serve, shot: Shot) -> None:
    shown(tab, serving)
    expect(tab.locator("#pages")).to_contain_text("《中华人民共和国妇女权益保障法》")
    tab.evaluate(
        """() => {
            const line = lines().find(one => one.textContent.includes('《中华人民共和国妇女权益保障法》'));
            line.scrollIntoView({block: 'center'});
            const box = line.getExtentOfChar(line.textContent.indexOf('《') + 3);
            const point = new DOMPoint(box.x, box.y + box.height / 2).matrixTransform(line.getScreenCTM());
            line.dispatchEvent(new MouseEvent('mousemove', {clientX: point.x, clientY: point.y, bubbles: true}));
        }"""
    )
    tip = tab.locator("#tip")
    expect(tip).to_contain_text("2023年1月1日起施行的文本，86条")
    expect(tip).to_contain_text("第三条：4款")
    shot("9-citation")
    tab.evaluate("open(['法律依据', '职责'])")
    box = tab.locator(".editor")
    box.get_by_label("新的一项").fill("《公共文化")
    box.locator(".offers button", has_text="中华人民共和国公共文化服务保障法").click()
    assert box.get_by_label("新的一项").input_value() == "《中华人民共和国公共文化服务保障法》"


# — the same edits in the page and in the file —


@lru_cache(maxsize=4)
def looked_at(text: str) -> tuple[Source, tree.Places]:
    typed = source(text, "案件.yaml")
    return typed, tree.Places(typed)


def by_hand(text: str, chance: random.Random, what: str) -> tuple[tree.Path, str, str, str] | None:
    """A random edit of the sort *what* as a person makes it in an editor: (path, what, new words, the new text); ``None`` where the dice miss."""
    typed, places = looked_at(text)
    assert typed.node is not None
    lines = text.split("\n")
    number = chance.randrange(len(lines))
    line = lines[number]
    if what == "value":
        plain = [one for one in typed.values if not one.quote and one.last > one.first]
        one = chance.choice(plain)
        path = places.path_at(one.line, one.first + 1)
        shape, _ = tree.shape_at(typed, path)
        if getattr(shape, "kind", "") not in ("text",) or getattr(shape, "choices", ()) or len(path) < 2:
            return None
        if (
            isinstance(path[-1], int)
            or "｛" in line
            or "|" in line
            or path[0] in ("机关", "当事人", "数据", "其他文书")
        ):
            return None
        new = f"改动{chance.randrange(1000)}"
        row = lines[one.line - 1]
        lines[one.line - 1] = row[: one.first] + new + row[one.last :]
        return path, "set", new, "\n".join(lines)
    if what == "paragraph":
        number = chance.choice(sorted(typed.blocks)) - 1
        path = places.path_at(number + 1, len(lines[number]) - 2)
        margin = len(lines[number]) - len(lines[number].lstrip())
        lines[number] = lines[number][:margin] + f"另外查明，情况{chance.randrange(1000)}属实。"
        back = source("\n".join(lines), "案件.yaml")
        return path, "set", str(tree.at(tree.plain(back.node, tree.root_shape(back)), path)), "\n".join(lines)
    if not line.lstrip().startswith("- ") or line.lstrip().startswith(("- {", "- [")):
        return None
    path = places.path_at(number + 1, len(line) - 1)
    if (
        not path
        or path[0] == "其他文书"
        or not isinstance(path[-1], int)
        or getattr(tree.shape_at(typed, path)[0], "kind", "") != "text"
    ):
        return None
    if what == "add":
        if number + 1 < len(lines) and lines[number + 1].startswith(line[: line.index("-")] + "- "):
            return None
        new = f"新证据{chance.randrange(1000)}"
        lines.insert(number + 1, line[: line.index("-")] + "- " + new)
        return (*path[:-1], path[-1] + 1), "add", new, "\n".join(lines)
    if not path[-1]:
        return None
    if what == "drop":
        del lines[number]
    else:
        lines[number - 1 : number + 1] = [lines[number], lines[number - 1]]
    return path, what, "", "\n".join(lines)


def test_twenty_random_edits_on_the_page_are_those_made_in_the_file(tab: Page, serving: Serve) -> None:
    path = shown(tab, serving, kind="proof-of-service")
    chance, text = random.Random(28), RECORD
    box = tab.locator(".editor")
    for sort in ("value", "paragraph", "add", "up", "drop") * 4:
        planned = None
        while planned is None or source(planned[3], "案件.yaml").faults:
            planned = by_hand(text, chance, sort)
        place, what, words, after = planned
        where = list(place[:-1] if what in ("add", "up") else place)
        tab.evaluate("path => open(path)", where)
        box.wait_for()
        if what == "set":
            box.locator("textarea,input[type=text]").first.fill(words)
            box.locator(".save").click()
        elif what == "add":
            box.get_by_label("新的一项").fill(words)
            box.locator(".save").click()
        elif what == "drop":
            box.get_by_role("button", name="删去这一项").click()
        else:
            index = int(place[-1])
            box.locator("li").nth(index).get_by_title("往前移").click()
        settled(tab)
        assert path.read_text(encoding="utf-8") == after, planned[:3]
        text = after
