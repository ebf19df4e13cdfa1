"""Records of the size that real cases have: some 190 lines, two letters each, five pages a letter."""

from __future__ import annotations

from pathlib import Path

PLACES = ("东环路", "西环路", "南门街", "北门街", "滨河路", "建设路", "人民路", "解放街", "朝阳路", "和平里")
AGENCIES = {"区城管局": "云江省青川市临河区城市管理局", "区住建局": "云江省青川市临河区住房和城乡建设局"}
LETTERS = len(AGENCIES)
"""How many letters each record gives."""
PAGES = 5
FINDINGS = 40


def text(number: int) -> str:
    """The record of case *number*, from 1."""
    count, day = number % 50 + 1, number % 28 + 1
    figures = "".join(
        f"  {place}缺失井盖:\n    值: {(number + order) % 40 + 2}处\n    对外: 多处\n    期间: 2024年3月\n    出处: 现场勘察笔录\n"
        for order, place in enumerate(PLACES)
    )
    findings = "".join(f"  {finding(number, order)}\n" for order in range(1, FINDINGS + 1))
    filings = "".join(
        f"  - 机关: {agency}\n    日期: 2024年3月{day}日\n    文号: 临检行公立〔2024〕{2 * number + order}号\n    决定送达: 2024年4月1日\n"
        for order, agency in enumerate(AGENCIES)
    )
    return (
        "检察院: 云江省青川市临河区人民检察院\n"
        f"事由: 整治第{number}号片区井盖缺失\n"
        "示例: 是\n"
        "机关:\n"
        + "".join(f"  {short}:\n    全称: {full}\n" for short, full in AGENCIES.items())
        + f"数据:\n{figures}"
        + f"线索:\n  来源: 12345市民服务热线\n  说法: 群众投诉\n  日期: 2024年3月{day}日\n"
        + f"立案:\n{filings}"
        + f"公益受损: |\n  第{number}号片区{count}条道路的窨井盖缺失、破损，行人和车辆的安全受到威胁，社会公共利益受到侵害。\n"
        + f"查明: |\n{findings}"
        + "证据:\n"
        + "".join(f"  - {place}现场勘察笔录及照片\n" for place in PLACES)
        + "法律依据:\n  职责:\n    - 《城市道路管理条例》第六条\n  违反:\n    - 《城市道路管理条例》第二十三条\n"
        + "检察建议:\n"
        + "".join(letter(number, order, agency) for order, agency in enumerate(AGENCIES))
    )


def finding(number: int, order: int) -> str:
    place = PLACES[order % len(PLACES)]
    return f"{place}第{order}处窨井盖缺失{number % 9 + 1}日，没有设置警示标志。"


def letter(number: int, order: int, agency: str) -> str:
    """The entry of the letter to *agency*."""
    advice = "".join(
        f"      - 督促产权单位补装、更换{place}缺失、破损的｛{place}缺失井盖｝窨井盖，并在补装以前设置警示标志。\n"
        for place in PLACES
    )
    breach = "".join(f"      你单位没有督促{place}的产权单位及时补装窨井盖。\n" for place in PLACES)
    return (
        f"  - 被建议单位: {agency}\n"
        "    类别: 公益诉讼\n"
        "    职责: |\n"
        "      根据｛法律依据.职责｝的规定，你单位负有对城市道路附属设施的养护、维修实施监督管理的职责。\n"
        f"    认定: |\n{breach}"
        f"    建议:\n{advice}"
        f"    文号: 临检行公建〔2024〕{2 * number + order}号\n"
        "    日期: 2024年4月22日\n"
    )


def write(folder: Path, count: int) -> None:
    """A project of *count* such cases in *folder*."""
    cases = folder / "案"
    cases.mkdir(parents=True, exist_ok=True)
    (folder / "docgen.yaml").write_text("", encoding="utf-8")
    for number in range(1, count + 1):
        (cases / f"{number:05}.yaml").write_text(text(number), encoding="utf-8")
