"""A first day: from an empty folder, with the commands of README alone, to the twelve papers of an assistant's day.

Nobody opens the sample of the repository: what is typed goes behind the keys that ``docgen new`` and ``add`` wrote.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from helpers import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAPERS = {
    "立案决定书", "送达回证", "磋商纪要", "听证方案", "听证通知书", "听证公告", "听证主持词", "听证笔录", "检察建议书",
    "检察建议备案报告", "回访记录", "终结案件决定书",
}  # fmt: skip
TYPED: dict[str, str | list[str]] = {
    "领域": "无障碍环境建设",
    "机关/城市管理局/对外": "区城市管理部门",
    "线索/来源": "12345市民服务热线",
    "线索/说法": "群众投诉",
    "线索/日期": "2024年1月9日",
    "立案/日期": "2024年2月20日",
    "立案/文号": "临检行公立〔2024〕31号",
    "立案/决定送达": "2024年2月23日",
    "公益受损": "临河区部分道路的盲道被停放的车辆长期占用，视力障碍者出行受阻，社会公共利益受到侵害。",
    "查明": "本院现场勘察解放路等路段，盲道被机动车和非机动车占用，没有人管理。",
    "证据": ["现场勘察笔录及照片", "12345市民服务热线投诉工单"],
    "法律依据/职责": ["《中华人民共和国无障碍环境建设法》第八条"],
    "法律依据/违反": ["《中华人民共和国无障碍环境建设法》第二十六条"],
    "磋商/日期": "2024年3月14日",
    "磋商/方式": "磋商座谈会",
    "磋商/参加": ["本院承办检察官", "区城市管理局分管负责人"],
    "磋商/结果": "2024年3月14日，本院与城市管理局召开磋商座谈会，城市管理局对现场勘察发现的问题没有异议。",
    "听证会/时间": "2024年4月12日9时30分",
    "听证会/地点": "本院检察听证室",
    "听证会/院址": "云江省青川市临河区法治路6号",
    "听证会/公开": "是",
    "听证会/批准": "检察长2024年4月1日批准",
    "听证会/通知日期": "2024年4月2日",
    "听证会/公告日期": "2024年4月3日",
    "听证会/主持人": "第四检察部主任周明川",
    "听证会/记录人": "书记员何知微",
    "听证会/听证员/姓名": "林若棠",
    "听证会/听证员/身份": "区人大代表",
    "听证会/议题": ["城市管理局对占用盲道行为的监督管理职责"],
    "听证会/旁听/名额": "10",
    "听证会/旁听/截止": "2024年4月10日17时",
    "听证会/旁听/电话": "0600-5550118",
    "听证会/联系人": "钱书怡 0600-5550118",
    "听证会/评议意见": "听证员经评议认为，盲道应当保证畅通，检察机关应当依法督促整改。",
    "检察建议/履职情况": "你单位对群众投诉没有实地核查。",
    "检察建议/职责": "你单位负有对占用盲道的行为监督管理的职责。",
    "检察建议/认定": "你单位没有依法查处占用盲道的行为，属于不依法履行监督管理职责，社会公共利益处于受侵害状态。",
    "检察建议/建议": ["对解放路等路段占用盲道的行为依法查处", "对全区盲道的使用情况进行排查"],
    "检察建议/文号": "临检行公建〔2024〕31号",
    "检察建议/日期": "2024年4月22日",
    "检察建议/送达地点": "本院检察听证室",
    "检察建议/送达方式": "直接送达",
    "检察建议/送达日期": "2024年4月24日",
    "回访/日期": "2024年9月5日",
    "回访/地点": "解放路等路段",
    "回访/情况": "本院对整改路段逐一查看，盲道均保持畅通。",
    "其他文书/磋商纪要/地点": "本院检察听证室",
    "其他文书/磋商纪要/主持人": "第四检察部主任周明川",
    "其他文书/磋商纪要/编发日期": "2024年3月18日",
    "其他文书/听证方案/日期": "2024年4月1日",
    "其他文书/听证方案/案情": "本院发现部分路段盲道被占用，已经立案并与城市管理局磋商。",
    "其他文书/听证方案/听证理由": "整改方案是否可行，需要听取群众意见。",
    "其他文书/听证方案/分工": ["第四检察部：联系参加单位"],
    "其他文书/听证笔录/结束时间": "11时20分",
    "其他文书/听证笔录/到会代表": ["城市管理局副局长许知白"],
    "其他文书/听证笔录/案情介绍": "承办检察官介绍立案、现场勘察和磋商的情况。",
    "其他文书/听证笔录/各方说明": "城市管理局的代表称，对查明的问题没有异议。",
    "其他文书/听证笔录/提问回答": "听证员问整改的期限，城市管理局的代表作了说明。",
    "其他文书/听证笔录/最后陈述": "城市管理局的代表表示，将逐一核查。",
    "其他文书/听证笔录/总结": "主持人总结：各方对存在的问题没有分歧。",
    "其他文书/检察建议备案报告/上级院": "云江省青川市人民检察院",
    "其他文书/检察建议备案报告/报告日期": "2024年4月26日",
    "其他文书/回访记录/参加人": ["承办检察官周明川"],
    "其他文书/回访记录/记录人": "何知微",
    "其他文书/终结案件决定书/日期": "2024年9月18日",
    "其他文书/终结案件决定书/文号": "临检行公终〔2024〕31号",
    "其他文书/终结案件决定书/查明情况": "你单位收到检察建议后，对占用盲道的行为依法查处，盲道恢复畅通。",
    "其他文书/终结案件决定书/理由": "你单位已经依法履行监督管理职责，社会公共利益得到有效保护。",
    "其他文书/终结案件决定书/依据": ["《人民检察院公益诉讼办案规则》第七十四条"],
}


def filled(text: str) -> str:
    """*text* with what is typed behind the keys that stand empty: nothing but the page in front of the typist is used."""
    made: list[str] = []
    above: list[tuple[int, str]] = []
    skip = False
    for line in text.split("\n"):
        found = re.match(r"( *)(- )?([\u4e00-\u9fff]+):( \|)?(?: +([^#\s].*?))?( +#.*)?$", line)
        if not found:
            if not (skip and line.strip() == "-"):
                made.append(line)
            continue
        skip = False
        margin = len(found[1]) + len(found[2] or "")
        above = [one for one in above if one[0] < margin - (found[3] == "文种")]
        name = found[5] if found[3] == "文种" else found[3]
        above.append((margin - (found[3] == "文种"), str(name)))
        value = TYPED.get("/".join(key for _, key in above))
        if value is None or found[5]:
            made.append(line)
        elif isinstance(value, list):
            made += [line, *(f"{' ' * margin}  - {item}" for item in value)]
            skip = True
        elif found[4]:
            made += [line, f"{' ' * margin}  {value}"]
        else:
            made.append(f"{' ' * margin if not found[2] else found[1] + '- '}{found[3]}: {value}{found[6] or ''}")
    return "\n".join(made)


def commands(heading: str) -> list[str]:
    part = README[README.index(f"\n## {heading}\n") :]
    part = part[: part.index("\n## ", 5)]
    (block,) = re.findall(r"```console\n(.*?)```", part, re.S)
    return [line.removeprefix("$ ") for line in block.strip().split("\n")]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", *shlex.split(command)]
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    return subprocess.run(program, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_from_an_empty_folder_to_the_twelve_papers_of_a_day(tmp_path: Path) -> None:
    folder = tmp_path
    record = Path()
    told = ""
    for command in commands("一、写一个案件，做它的文书"):
        if command.startswith("cd "):
            folder = folder / command[3:]
            continue
        done = run(command, folder)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        told += done.stdout + done.stderr
        if "docgen new" in command:
            record = folder / done.stdout.strip()
        if "docgen new" in command or "docgen add" in command:
            record.write_text(filled(record.read_text(encoding="utf-8")), encoding="utf-8")
    assert "接下来" in told and "最迟" in told
    papers = [path for path in (folder / "output").rglob("*.docx") if "整治占用盲道" in path.name]
    assert {path.name.split("-")[0] for path in papers} >= PAPERS
    # A final paper has no gap: that the run ended well says so, the drafts of the same record say it again.
    drafts = run("docgen render 案件/整治占用盲道.yaml --format txt -o 看 --as " + ",".join(sorted(PAPERS)), folder)
    assert "待补" not in drafts.stderr, drafts.stderr
    texts = [path.read_text(encoding="utf-8") for path in (folder / "看").rglob("*.txt")]
    assert len(texts) >= len(PAPERS) and not any("待补" in text for text in texts)


def test_the_other_two_tasks_of_the_readme_run(tmp_path: Path) -> None:
    for command in commands("二、做一场发布会的全套材料"):
        done = run(command, tmp_path)
        assert done.returncode == 0, (command, done.stderr)
    assert list((tmp_path / "发布" / "output" / "对外").rglob("*.zip")) or list(tmp_path.rglob("*.zip"))
    head = "案名,检察院,事由,立案对象,立案日期\n"
    office = "云江省青川市临河区人民检察院"
    row = f"督促整治井盖行政公益诉讼案,{office},整治井盖,云江省青川市临河区城市管理局,2024年2月20日\n"
    (tmp_path / "台账.csv").write_text(head + row, encoding="utf-8")
    import_, *others = commands("三、管一批案件")
    for command in (import_.replace(".xlsx", ".csv"), *others):
        done = run(command, tmp_path)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    assert "2024年2月27日　立案送达" in done.stdout
