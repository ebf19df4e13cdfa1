"""The eve of a conference in the docs is what docgen prints."""

from __future__ import annotations

import kit_transcript


def test_the_page_tells_what_is_printed_and_nothing_goes_wrong_in_silence() -> None:
    page = kit_transcript.PAGE.read_text(encoding="utf-8")
    assert kit_transcript.renewed(page) == page, "python -m tests.kit_transcript"
    steps = page.partition(kit_transcript.BEGIN)[2].partition(kit_transcript.END)[0].split("$ docgen ")[1:]
    codes = [step.rpartition("（退出码 ")[2][0] for step in steps]
    assert codes == ["1", "0", "0", "1", "0", "3", "0"]
    assert "G002" in steps[0] and "B008" in steps[0]
    assert "没有变化" in steps[2]
    assert "F002" in steps[3] and "B008" in steps[3]
    assert "B009" in steps[5] and "旧稿" in steps[5]
    assert "仍按定稿做" in steps[6]
