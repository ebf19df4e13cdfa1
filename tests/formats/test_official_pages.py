"""公文 through LibreOffice to paper, measured: GB/T 9704-2012, 7.2 to 7.4 and 10, each within 1 mm."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from PIL import ImageChops

from docgen.core.tree import Block
from docgen.formats import WRITERS
from docgen.page.norm.norms import load
from docgen.page.placing import fitted
from formats.torture import document, paragraph

SECONDS = 150
DOTS = 200
NEAR = 1.0
"""How far from the place of the standard a thing may be, in mm (5.1)."""
OFFICE = "云江省青川市临河区人民检察院"
BODY = "为加强公共场所母婴设施建设协作配合，保障妇女和婴幼儿的合法权益，根据有关法律规定，结合本区实际，制定本意见。"
IMPRINT = (
    paragraph("抄送", "抄送：青川市临河区人民代表大会常务委员会，青川市临河区人民政府，青川市人民检察院。"),
    paragraph("印发机关", f"{OFFICE}办公室"),
    paragraph("印发日期", "2024年7月15日印发"),
)
PAPERS: dict[str, tuple[str, tuple[Block, ...]]] = {
    "文件": (
        "gbt9704",
        (
            paragraph("份号", "000001"),
            paragraph("密级", "秘密★1年"),
            paragraph("发文机关标志", f"{OFFICE}文件"),
            paragraph("上行文号", "临检发〔2024〕3号"),
            paragraph("签发人", "签发人：周明川"),
            paragraph("标题", "关于某事的请示"),
            *[paragraph("正文", BODY)] * 12,
            *IMPRINT,
        ),
    ),
    "信函": (
        "gbt9704-letter",
        (
            paragraph("发文机关标志", OFFICE),
            paragraph("文号", "临检函〔2024〕3号"),
            paragraph("标题", "关于某事的函"),
            *[paragraph("正文", BODY)] * 12,
            paragraph("署名", OFFICE),
            paragraph("成文日期", "2024年7月15日"),
            IMPRINT[0],
        ),
    ),
    "纪要": (
        "gbt9704-minutes",
        (
            paragraph("发文机关标志", "磋商会议纪要"),
            paragraph("编发单位", OFFICE),
            paragraph("编发日期", "2024年7月15日"),
            paragraph("标题", "关于某事的纪要"),
            paragraph("正文", BODY),
            paragraph("名单", "出席：" + "某单位张某、李某，" * 6),
            *IMPRINT,
        ),
    ),
    "落款": (
        "gbt9704",
        (
            paragraph("标题", "关于某事的通知"),
            paragraph("正文", BODY),
            paragraph("不盖章署名", OFFICE),
            paragraph("不盖章日期", "2024年7月15日"),
            paragraph("正文", BODY),
            *[paragraph("联合署名", f"第{number}某局") for number in "一二三四"],
            paragraph("联合日期", "2024年7月15日"),
            paragraph("附件序号", "附件1"),
            paragraph("附件标题", "名单"),
            paragraph("正文", BODY),
        ),
    ),
}


def mm(points: float) -> float:
    return points / 72 * 25.4


@dataclass(frozen=True)
class Mark:
    """A rule or a line of text, in mm from the upper left corner of the sheet."""

    top: float
    left: float
    right: float
    bottom: float = 0
    words: str = ""
    colour: Any = None


@dataclass(frozen=True)
class Sheet:
    """``red`` are the strips of the sheet that hold red ink, each from its top to its bottom."""

    rules: tuple[Mark, ...]
    lines: tuple[Mark, ...]
    red: tuple[tuple[float, float], ...]

    def line(self, words: str) -> Mark:
        return next(one for one in self.lines if words in one.words.replace(" ", ""))

    def rules_of(self, *, red: bool) -> list[Mark]:
        """The rules from top to bottom, of a double line the thicker one."""
        found = sorted((one for one in self.rules if is_red(one.colour) == red), key=lambda one: one.top)
        return [
            one
            for index, one in enumerate(found)
            if not any(
                abs(one.top - other.top) < 1.5 and other.bottom - other.top > one.bottom - one.top + 0.01
                for other in found[:index] + found[index + 1 :]
            )
        ]


def is_red(colour: Any) -> bool:
    return isinstance(colour, tuple) and len(colour) == 3 and colour[0] > 0.9 and max(colour[1:]) < 0.1


@pytest.fixture(scope="module")
def printed(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Sheet]]:
    folder = tmp_path_factory.mktemp("official")
    for name, (profile, blocks) in PAPERS.items():
        norm = load(profile)
        tree = fitted(document(*blocks, norm=profile, header="送审稿"), norm)
        (folder / f"{name}.docx").write_bytes(WRITERS["docx"].write(tree, norm))
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    files = sorted(map(str, folder.glob("*.docx")))
    subprocess.run([*command, "--outdir", str(folder), *files], check=True, capture_output=True, timeout=SECONDS)
    return {name: sheets(folder / f"{name}.pdf") for name in PAPERS}


def sheets(path: Path) -> list[Sheet]:
    with pdfplumber.open(path) as pdf:
        return [Sheet(tuple(rules(page)), tuple(lines(page)), tuple(strips(page))) for page in pdf.pages]


def strips(page: Any) -> list[tuple[float, float]]:
    """Where there is red ink on the sheet as it is seen: the boxes of characters are higher than they look."""
    picture = page.to_image(resolution=DOTS).original.convert("RGB")
    bands = picture.split()
    red = bands[0].point(lambda value: 255 * (value > 150))
    for other in bands[1:]:
        red = ImageChops.darker(red, other.point(lambda value: 255 * (value < 120)))
    found: list[tuple[float, float]] = []
    rows = [red.crop((0, y, red.width, y + 1)).getbbox() is not None for y in range(red.height)]
    for inked, group in groupby(range(red.height), key=lambda y: rows[y]):
        if inked:
            ys = list(group)
            found.append((ys[0] / DOTS * 25.4, (ys[-1] + 1) / DOTS * 25.4))
    return found


def rules(page: Any) -> list[Mark]:
    """Horizontal rules, whether drawn as lines or as low rectangles, pieces of one put together."""
    found: list[Mark] = []
    for one in (*page.rects, *page.lines, *page.curves):
        width = one["x1"] - one["x0"]
        if width < 20 or one["bottom"] - one["top"] > 6:
            continue
        thick = max(one["bottom"] - one["top"], one.get("linewidth") or 0 if one in page.lines else 0)
        colour = one["stroking_color"] if one in page.lines else one["non_stroking_color"]
        middle = (one["top"] + one["bottom"]) / 2
        found.append(
            Mark(mm(middle - thick / 2), mm(one["x0"]), mm(one["x1"]), mm(middle + thick / 2), colour=tuple(colour))
        )
    # Some rules are both a rectangle and a curve.
    return list(dict.fromkeys(found))


def lines(page: Any) -> list[Mark]:
    return [
        Mark(
            mm(one["top"]),
            mm(one["x0"]),
            mm(one["x1"]),
            mm(one["bottom"]),
            one["text"],
            one["chars"][0]["non_stroking_color"],
        )
        for one in page.extract_text_lines()
    ]


def test_the_head_of_a_paper(printed: dict[str, list[Sheet]]) -> None:
    """5.5: the mark 35 mm below the type area, whatever stands above; the red rule 156 mm long, 4 mm below the number."""
    page = printed["文件"][0]
    mark, number = page.line("人民检察院文件"), page.line("临检发")
    assert page.red[0][0] == pytest.approx(37 + 35, abs=NEAR)
    assert (mark.left + mark.right) / 2 == pytest.approx(28 + 156 / 2, abs=NEAR)
    assert is_red(mark.colour)
    (rule,) = page.rules_of(red=True)
    assert (rule.left, rule.right) == (pytest.approx(28, abs=0.2), pytest.approx(184, abs=0.2))
    assert rule.top - number.bottom == pytest.approx(4, abs=NEAR + 0.2)
    assert [one.words.replace(" ", "") for one in page.lines if is_red(one.colour)] == [f"{OFFICE}文件"]


def test_the_signer_stands_on_the_line_of_the_number(printed: dict[str, list[Sheet]]) -> None:
    one = printed["文件"][0].line("签发人：周明川")
    assert "临检发" in one.words
    character = 15.75 / 72 * 25.4
    assert one.left == pytest.approx(28 + character, abs=NEAR)
    assert one.right == pytest.approx(184 - character, abs=NEAR)


@pytest.mark.parametrize("name", ["文件", "纪要"])
def test_the_imprint_lies_at_the_foot_of_the_last_page(printed: dict[str, list[Sheet]], name: str) -> None:
    """5.8: three rules as wide as the type area, the last one on its lower edge; no rule on other pages."""
    *others, last = printed[name]
    black = last.rules_of(red=False)
    assert [one.rules_of(red=False) for one in others] == [[]] * len(others)
    assert len(black) == 3
    assert {round(one.left) for one in black} == {28} and {round(one.right) for one in black} == {184}
    assert black[-1].bottom == pytest.approx(262, abs=NEAR)
    thick = [one.bottom - one.top for one in black]
    assert thick == pytest.approx([0.35, 0.25, 0.35], abs=0.06)
    office = last.line("办公室")
    assert "印发" in office.words
    assert black[1].top < office.top < office.bottom < black[2].bottom


def test_the_head_of_a_letter(printed: dict[str, list[Sheet]]) -> None:
    """5.10: mark 30 mm from the edge, double lines 170 mm long, one 4 mm below the mark, one 20 mm from the foot."""
    first, *others = printed["信函"]
    upper, lower = first.rules_of(red=True)
    top, bottom = first.red[0]
    assert top == pytest.approx(30, abs=NEAR)
    assert upper.top - bottom == pytest.approx(4, abs=NEAR)
    assert 297 - first.red[-2][0] == pytest.approx(20, abs=NEAR)
    for one in (upper, lower):
        assert (one.left, one.right) == (pytest.approx(20, abs=0.3), pytest.approx(190, abs=0.3))
    number = first.line("临检函")
    assert number.right == pytest.approx(184, abs=NEAR)
    assert number.top > upper.bottom
    assert [one.rules_of(red=True) for one in others] == [[]] * len(others)


def test_the_double_lines_of_a_letter_lie_the_right_way_up(printed: dict[str, list[Sheet]]) -> None:
    """上粗下细 above, 上细下粗 below."""
    reds = sorted((one for one in printed["信函"][0].rules if is_red(one.colour)), key=lambda one: one.top)
    thick = [one.bottom - one.top for one in reds]
    assert len(thick) == 4
    assert thick[0] > thick[1] and thick[2] < thick[3]


def test_the_first_page_of_a_letter_has_no_number(printed: dict[str, list[Sheet]]) -> None:
    numbers = [[one.words for one in page.lines if one.words.startswith("—")] for page in printed["信函"]]
    assert numbers[0] == []
    assert [one[0].replace(" ", "") for one in numbers[1:]] == [f"—{number}—" for number in range(2, len(numbers) + 1)]


def test_the_imprint_of_a_letter_has_no_rules(printed: dict[str, list[Sheet]]) -> None:
    last = printed["信函"][-1]
    assert last.rules_of(red=False) == []
    copies = [one for one in last.lines if 240 < one.top < 262]
    assert "抄送" in copies[0].words
    assert copies[-1].bottom == pytest.approx(262, abs=3)


def test_names_in_a_list_hang_behind_the_label(printed: dict[str, list[Sheet]]) -> None:
    page = printed["纪要"][0]
    first = page.line("出席：")
    following = next(one for one in page.lines if one.top > first.top)
    character = 15.75 / 72 * 25.4
    assert first.left == pytest.approx(28 + 2 * character, abs=NEAR)
    assert following.left == pytest.approx(28 + 5 * character, abs=NEAR)


def test_a_date_without_a_seal_begins_two_characters_behind_the_name(printed: dict[str, list[Sheet]]) -> None:
    page = printed["落款"][0]
    name, date = page.line(OFFICE), page.line("2024年7月15日")
    character = 15.75 / 72 * 25.4
    assert name.right == pytest.approx(184 - 2 * character, abs=NEAR)
    # Reckoned from its right end: LibreOffice puts gaps of its own round digits.
    assert name.left + 2 * character + 6.5 * character == pytest.approx(date.right, abs=NEAR)


def test_joint_signatures_leave_room_for_seals_and_the_date_lies_below_the_last(
    printed: dict[str, list[Sheet]],
) -> None:
    pages = printed["落款"]
    page = next(one for one in pages if any("第一某局" in line.words for line in one.lines))
    above, below = page.line("第一某局"), page.line("第三某局")
    assert "第二某局" in above.words
    assert "第四某局" in below.words
    assert below.top - above.top > 42
    assert page.line("第四某局").left < 184
    date = [one for one in page.lines if "2024" in one.words][-1]
    assert date.top > page.line("第四某局").top


def test_an_attachment_begins_a_page_and_its_title_stands_on_the_third_line(printed: dict[str, list[Sheet]]) -> None:
    last = printed["落款"][-1]
    body = [one for one in last.lines if 36 < one.top < 262]
    assert [one.words.replace(" ", "") for one in body[:2]] == ["附件1", "名单"]
    line = 28.95 / 72 * 25.4
    assert body[0].left == pytest.approx(28, abs=NEAR)
    assert (body[1].bottom - body[0].bottom) / line == pytest.approx(2, abs=0.25)
