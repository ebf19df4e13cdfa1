"""The pages and the picture of a conference: whole in themselves, links only inside, every number with its source."""

from __future__ import annotations

import re

import pytest
from helpers import OCCASION, Scratch

from docgen.building.kit import kit
from docgen.cli.run import run
from docgen.core.errors import ConfigError
from docgen.papers.finish import Options


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return kit.files(OCCASION, Options(final=True))[0]


def test_there_is_a_page_for_each_case_and_every_link_leads_to_a_file_of_the_folder(made: dict[str, bytes]) -> None:
    assert list(made) == ["index.html", "01.html", "02.html", "03.html", kit.PNG, kit.PAGE]
    for name in (name for name in made if name.endswith(".html") and name != kit.PAGE):
        text = made[name].decode()
        links = re.findall(r'(?:href|src)="([^"#]+)"', text)
        assert links and all(link in made or link.startswith("data:image/") for link in links), name
        assert "@media print" in text


def test_each_case_stands_on_its_own_page_only(made: dict[str, bytes]) -> None:
    titles = [re.findall(r"<title>(.*?)</title>", made[f"0{number}.html"].decode())[0] for number in (1, 2, 3)]
    assert [title[:4] for title in titles] == ["案例一：", "案例二：", "案例三："]
    for title in titles:
        assert title in made["index.html"].decode()
        body = title.partition("：")[2]
        seen = {name: data.decode("utf-8", "replace").replace("<wbr>", "") for name, data in made.items()}
        holders = [name for name, page in seen.items() if f">{title}</h" in page]
        assert len(holders) == 1, body


def test_a_case_gives_no_pages(scratch: Scratch) -> None:
    with pytest.raises(ConfigError, match="不是发布会记录"):
        kit.files(scratch.record(""), Options())


def test_a_page_that_a_person_has_edited_stays(scratch: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    scratch.record("摘要: 略。\n基本案情: 略。\n", "甲.yaml")
    path = scratch.file("会.yaml", "案例集名称: 某集\n案例: [甲.yaml]\n")
    out = scratch.root / "网页"
    arguments = ["web", str(path), "-o", str(out)]
    assert run(arguments) == 0
    (out / "01.html").write_bytes(b"edited")
    (out / "index.html").unlink()
    assert run(arguments) == 1
    assert "W002" in capsys.readouterr().err
    assert (out / "01.html").read_bytes() == b"edited"
    assert (out / "index.html").exists()
    assert run([*arguments, "--force"]) == 0
    assert (out / "01.html").read_bytes() != b"edited"
