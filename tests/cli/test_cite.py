"""``docgen cite``: who cites a law, what it means that day, whom a change concerns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

HEAD = "检察院: 云江省青川市临河区人民检察院\n事由: 规范母婴室建设\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "docgen.yaml").write_text("", encoding="utf-8")
    (tmp_path / "甲.yaml").write_text(
        HEAD + "立案: 2024年3月4日\n查明: 违反《中华人民共和国妇女权益保障法》第七十七条、第四十条。\n",
        encoding="utf-8",
    )
    (tmp_path / "乙.yaml").write_text(
        HEAD + "立案: 2026年5月4日\n查明: 违反《中华人民共和国环境保护法》第四十二条、《妇女权益保障法》第二条。\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(cli: Any, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(cli("cite", *words, "--json").out)["citations"]
    return found


def test_every_record_that_cites_a_law_is_told_with_its_place(project: Path, cli: Any) -> None:
    found = rows(cli, "妇女权益保障法")
    assert [(row["文件"], row["行"], row["条"]) for row in found] == [
        ("乙.yaml", 4, ["第二条"]),
        ("甲.yaml", 4, ["第七十七条", "第四十条"]),
    ]
    assert all("2023年1月1日起施行的文本" in row["文本"] for row in found)


def test_a_day_decides_what_a_citation_means(project: Path, cli: Any) -> None:
    (before,) = rows(cli, "《中华人民共和国环境保护法》", "--on", "2026年8月14日")
    (after,) = rows(cli, "环境保护法", "--on", "2026年8月15日")
    assert "2015年1月1日起施行的文本" in before["文本"]
    assert after["文本"] == "2026年8月15日已经废止，代替它的是《生态环境法典》"


def test_laws_that_changed_since_lead_to_their_records(project: Path, cli: Any) -> None:
    (row,) = rows(cli, "--changed-since", "2026年1月1日")
    assert (row["文件"], row["名称"]) == ("乙.yaml", "中华人民共和国环境保护法")
    assert row["变化"] == ["2026年8月15日废止，由《生态环境法典》代替"]


def test_files_of_a_folder_are_asked_too(project: Path, cli: Any) -> None:
    (project / "旧文").mkdir()
    (project / "旧文" / "通稿.txt").write_text("根据《妇女权益保障法》第七十七条。\n", encoding="utf-8")
    assert "旧文/通稿.txt" in [row["文件"] for row in rows(cli, "妇女权益保障法", "--in", "旧文")]


def test_without_a_name_the_command_says_what_to_type(project: Path, cli: Any) -> None:
    ran = cli("cite")
    assert ran.code == 2
    assert "docgen cite 妇女权益保障法" in ran.talk


def test_a_file_that_cannot_be_read_is_told(project: Path, cli: Any) -> None:
    (project / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    ran = cli("cite", "妇女权益保障法", "--in", "坏.docx")
    assert ran.code == 2
    assert "“坏.docx”读不了" in ran.talk
    assert "乙.yaml:4:" in ran.out.decode()


def test_a_paper_in_word_is_read(project: Path, cli: Any) -> None:
    import docx

    paper = docx.Document()
    paper.add_paragraph("依据《中华人民共和国妇女权益保障法》第七十七条。")
    paper.save(str(project / "文书.docx"))
    found = rows(cli, "妇女权益保障法", "--in", "文书.docx")
    assert [row["条"] for row in found if row["文件"] == "文书.docx"] == [["第七十七条"]]
