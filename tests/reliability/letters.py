"""A folder of made-up cases, each good for a recommendation of about one page; some of them broken on purpose."""

from __future__ import annotations

from pathlib import Path

LETTER = """检察院: 云江省青川市临河区人民检察院
事由: 整治第{number}号路段井盖缺失
示例: 是
机关:
  区城管局: {{全称: 云江省青川市临河区城市管理局}}
数据:
  缺失井盖: {{值: {count}处, 对外: 多处, 期间: 2024年3月, 出处: 现场勘察笔录}}
线索: {{来源: 12345市民服务热线, 说法: 群众投诉, 日期: 2024年3月{day}日}}
立案: [{{机关: 区城管局, 日期: 2024年3月{day}日, 文号: 临检行公立〔2024〕{number}号, 决定送达: 2024年4月1日}}]
公益受损: |
  第{number}号路段窨井盖缺失、破损，过往行人和车辆的安全受到威胁，社会公共利益受到侵害。
查明: |
  2024年4月，本院对第{number}号路段现场勘察，发现窨井盖缺失、破损｛缺失井盖｝，均没有设置警示标志。
证据: [现场勘察笔录及照片, 投诉工单]
法律依据:
  职责: [《城市道路管理条例》第六条]
  违反: [《城市道路管理条例》第二十三条]
检察建议:
  - 被建议单位: 区城管局
    类别: 公益诉讼
    职责: |
      根据｛法律依据.职责｝的规定，你单位负有对城市道路附属设施的养护、维修实施监督管理的职责。
    认定: |
      你单位没有督促产权单位及时补装、更换窨井盖，属于不依法履行监督管理职责。
    建议:
      - 督促产权单位补装、更换缺失、破损的｛缺失井盖｝窨井盖，并在补装以前设置警示标志。
      - 对辖区道路的窨井盖进行排查，建立台账，明确养护责任。
    文号: 临检行公建〔2024〕{number}号
    日期: 2024年4月22日
"""
KILLS, HANGS = "杀进程的记录", "停不下来的记录"
"""The 事由 of the record that takes its worker down, and of the one whose template never ends."""


def text(number: int, matter: str = "") -> str:
    """The record of case *number*, from 1."""
    made = LETTER.format(number=number, count=number % 50 + 1, day=number % 28 + 1)
    return made.replace(f"整治第{number}号路段井盖缺失", matter) if matter else made


def write(folder: Path, count: int, *, bad: int = 0, kills: int = 0, hangs: int = 0) -> None:
    """A project of *count* cases in *folder*, so many of them bad in one of four ways, spread evenly over the plan."""
    cases = folder / "案"
    cases.mkdir(parents=True, exist_ok=True)
    (folder / "docgen.yaml").write_text("", encoding="utf-8")
    numbers = range(1, count + 1)
    faults = spread(count, bad + kills + hangs)
    for number in numbers:
        record = text(number)
        if number in faults:
            order = faults.index(number)
            if order < bad:
                record = _broken(number, order % 4)
            elif order < bad + kills:
                record = text(number, KILLS)
            else:
                record = text(number, HANGS)
        (cases / f"{number:05}.yaml").write_text(record, encoding="utf-8")


def spread(count: int, faults: int) -> list[int]:
    """*faults* numbers of 1 … *count*, as far apart as can be."""
    return [1 + (2 * order + 1) * count // (2 * faults) for order in range(faults)]


def _broken(number: int, way: int) -> str:
    record = text(number)
    match way:
        case 0:
            return record.replace("公益受损: |", "公益授损授: |")
        case 1:
            return record.replace("2024年4月22日", "2024年4月32日")
        case 2:
            return record.replace("｛缺失井盖｝", "｛没有登记｝", 1)
        case _:
            return record.replace("检察院: ", '检察院: "', 1)


def hanging_template(project: Path, built_in: str) -> None:
    """The recommendation of *project*, as the text *built_in* has it, with a loop that does not end for one record.

    Its rounds are few and long, so that the time limit of the run comes before the budget of templates.
    """
    loop = (
        "{% if 事由 == '"
        + HANGS
        + "' %}{% set 甲 = '字' * 4000000 %}{% for 乙 in range(99999) %}{% set 丙 = 甲 | replace('字', '词') %}{% endfor %}{% endif %}\n"
    )
    folder = project / "templates"
    folder.mkdir(exist_ok=True)
    (folder / "recommendation.j2").write_text(built_in.rstrip("\n") + "\n" + loop, encoding="utf-8")
