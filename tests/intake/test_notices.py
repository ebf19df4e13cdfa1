"""Notices to the public: their headings with one line each, and at the end whom to ask, who signs and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.intake.take import take

END = ("联系人：钱书怡", "联系电话：0600—5550118", "青川市人民检察院", "2024年6月28日")
NOTICES = {
    "听证公告": [
        "青川市人民检察院听证公告",
        "根据有关规定，本院决定对督促保护耕地行政公益诉讼案召开公开听证会。现将有关事项公告如下：",
        "一、听证时间", "2024年7月5日（星期五）下午3时",
        "二、听证地点", "本院办公楼七楼听证室",
        "三、听证方式", "本次听证公开进行，公众可以申请旁听。",
        "特此公告。",
    ],
    "公告送达": [
        "青川市人民检察院公告送达",
        "本院办理的督促保护耕地公益诉讼案，因用其他方式无法送达，现依法公告送达。",
        "一、送达文书", "民事公益诉讼告知书一份。",
        "二、送达期限", "自公告之日起经过三十日，视为送达。",
        "三、领取地点", "本院检察服务中心二楼。",
        "特此公告。",
    ],
    "招募公告": [
        "青川市人民检察院公益诉讼志愿者招募公告",
        "为了汇聚公益保护力量，本院面向社会招募公益诉讼检察志愿者，现将有关事项公告如下：",
        "一、招募对象", "年满十八周岁，热心公益的市民。",
        "二、工作内容", "提供公益损害线索，参与公开听证。",
        "三、报名方式", "填写报名表，送到本院检察服务中心。",
        "特此公告。",
    ],
}  # fmt: skip


def numbered(lines: list[str], twice: bool) -> list[str]:
    return [line.replace("三、", "二、") if twice else line for line in lines]


@pytest.mark.parametrize("twice", [False, True], ids=["numbers", "a number twice"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["close", "wide"])
@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_keeps_its_headings_and_its_end(name: str, gap: str, twice: bool, tmp_path: Path) -> None:
    lines = numbered(NOTICES[name], twice)
    source = tmp_path / "公告.txt"
    source.write_text(gap.join([*lines, *END]) + "\n", encoding="utf-8")
    (taken,) = take([source], tmp_path / "记录")
    values = taken.imported.found.drafts[0].values if taken.imported.found else {}
    assert values["标题"] == lines[0]
    assert [str(one["标题"])[-4:] for one in values["正文"]] == [line[2:] for line in lines[2:8:2]]
    assert str(values["文末"]).splitlines() == list(END)
    assert taken.comparison is not None and taken.comparison.identical
    assert taken.verified is not None and taken.verified.faultless
