"""Faults as values: a Problem has a place, a code and a way out.

Expected faults are collected as Problems and shown all at once. Exceptions exist
only at the seams between stages and carry Problems; ``cli`` and ``build`` are the
only places that catch them. Everything here survives pickling, so that a worker
process can send it home.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from docgen.core.source import Span

# — codes —
# The one scheme of codes: a letter by subject and three digits.
#
# Y files and YAML · R records · V what a paper may see (stage, face) · M masking ·
# G gaps · T templates · C configuration · I import · N norms · W writing ·
# B building many documents · S snapshots · E environment ·
# K edits taken back · U usage. The rules of ``docgen check`` bring their own codes (``checks.rules``); their
# letters stand in ``LETTERS``. A code, once given, keeps its meaning.

Level = Literal["error", "reminder", "hint"]

LEVEL_NAMES: dict[Level, str] = {"error": "错误", "reminder": "提醒", "hint": "提示"}


LETTERS = {
    "L": "引用的法律",
    "A": "文书要素",
    "D": "日期和期限",
    "J": "机关、人员和案名",
    "X": "用语",
    "P": "标点",
    "F": "数字和数据",
    "Q": "宣传稿",
}
"""The letters of the rules of ``docgen check``, with their subjects."""


class Code(NamedTuple):
    level: Level
    title: str


CODES: dict[str, Code] = {
    # Y: the file and its YAML
    "Y001": Code("error", "文件打不开"),
    "Y002": Code("error", "文件编码认不出"),
    "Y003": Code("reminder", "文件不是 UTF-8 编码"),
    "Y004": Code("error", "文件是空的"),
    "Y005": Code("error", "文件太大"),
    "Y006": Code("error", "有不能打印的字符"),
    "Y007": Code("reminder", "Word 的换行符已当作换行"),
    "Y010": Code("reminder", "全角冒号已当作半角冒号"),
    "Y011": Code("reminder", "冒号后缺空格"),
    "Y012": Code("reminder", "缩进里有制表符、全角空格或不间断空格"),
    "Y013": Code("reminder", "列表符号“-”后缺空格"),
    "Y014": Code("reminder", "“|”后面直接写了正文"),
    "Y015": Code("reminder", "段首空格已去掉"),
    "Y016": Code("reminder", "多行文字没有写“|”"),
    "Y020": Code("error", "引号没有包住整个值"),
    "Y021": Code("error", "一行里有两个冒号"),
    "Y022": Code("error", "“#”后面的文字会丢失"),
    "Y023": Code("error", "同一个键写了两次"),
    "Y024": Code("error", "正文没有缩进"),
    "Y025": Code("error", "缩进对不上"),
    "Y026": Code("error", "不支持锚点、引用、合并键和标签"),
    "Y027": Code("error", "嵌套太深"),
    "Y028": Code("error", "YAML 写法有误"),
    "Y029": Code("error", "一个文件只能放一份记录"),
    # R: records
    "R001": Code("error", "认不出是哪种记录"),
    "R002": Code("error", "没有这个键"),
    "R003": Code("error", "缺少必填项"),
    "R004": Code("error", "值的类型不对"),
    "R005": Code("error", "日期不对"),
    "R006": Code("error", "只能写“是”或“否”"),
    "R007": Code("error", "应当是一行文字"),
    "R008": Code("error", "引用的名字没有登记"),
    "R009": Code("error", "不在可选范围内"),
    "R010": Code("reminder", "编号自动生成，已去掉手写的编号"),
    "R011": Code("reminder", "疑似硬换行"),
    "R012": Code("error", "文号写法不对"),
    "R013": Code("reminder", "全角逗号不分隔列表项"),
    "R015": Code("error", "登记的名称和数里又有引用"),
    "R016": Code("error", "数字写法不对"),
    "R017": Code("reminder", "“无”“否”按没有写处理"),
    "R018": Code("error", "名字已经有别的意思"),
    "R019": Code("error", "事由不用写前后的套话"),
    "R020": Code("error", "简写的位置不对"),
    "R021": Code("error", "所列的记录用不了"),
    "R022": Code("error", "同一个案例列了两次"),
    "R023": Code("error", "几项不能这样配在一起"),
    "R024": Code("error", "名称里混进了别的内容"),
    "R025": Code("error", "一项里写了几项"),
    "R026": Code("error", "还在说已经撤下的案例"),
    "R027": Code("reminder", "像是在说已经撤下的案例"),
    "R028": Code("error", "用到的记录里有错误"),
    "R029": Code("error", "检察院的名称不对"),
    "R030": Code("error", "找不到图片文件"),
    "R031": Code("error", "图片文件用不了"),
    "R032": Code("reminder", "亮点没有写给读者看的话"),
    "R035": Code("error", "签到表的行数不对"),
    "R036": Code("reminder", "禁发时间和发布会的不一样"),
    "R038": Code("reminder", "各案例的体例不齐"),
    "R037": Code("error", "只内部掌握的话写进了对外的内容"),
    "R045": Code("error", "不是 UTF-8 编码的记录，不往里加内容"),
    "R046": Code("error", "加了内容的记录读不通，没有写"),
    "R047": Code("error", "记录的版本比程序新"),
    "R055": Code("error", "该写当事人的地方写了机关"),
    "R056": Code("reminder", "写给了自己，或者不是检察院"),
    "R057": Code("reminder", "听证会上一个人写了两处"),
    "R058": Code("reminder", "号码的位数或者日期不对"),
    "R059": Code("reminder", "用了繁体字"),
    "R060": Code("reminder", "到会的人不在名单上"),
    "R061": Code("reminder", "名额不是一个数"),
    "R062": Code("reminder", "列表里有空的一项"),
    "R063": Code("reminder", "同一项写了两次"),
    "R064": Code("reminder", "名称后面带着括号里的话"),
    "R065": Code("reminder", "“其他文书”里的这一项没有用上"),
    "R066": Code("reminder", "同一个联系人写了两个电话"),
    "R067": Code("reminder", "像是未成年人，没有写“未成年: 是”"),
    "R068": Code("reminder", "简称和检察院的全称对不上"),
    "R069": Code("reminder", "两个当事人的身份证号码相同"),
    "R070": Code("reminder", "发布会的时间不合先后"),
    "R071": Code("reminder", "“不是人名”和文字对不上"),
    "R072": Code("reminder", "“对外”写的就是真名"),
    "R073": Code("reminder", "像是写错了键的值"),
    "R074": Code("reminder", "“对外”的姓和姓名不一样"),
    # V: what a paper may see
    "V001": Code("error", "文书读取了以后阶段的内容"),
    "V002": Code("error", "对外文书读取了内部内容"),
    "V003": Code("error", "没有对外称呼"),
    "V004": Code("error", "有密级的记录不能做对外文书"),
    # M: masking
    "M001": Code("hint", "直接写出来的名字已换成对外的称呼"),
    "M002": Code("error", "对外文书里有不公开的内容"),
    "M003": Code("error", "两个当事人的对外称呼相同"),
    "M004": Code("error", "对外的称呼没有隐去真名"),
    "M005": Code("error", "对外文书里疑似有个人信息"),
    "M006": Code("error", "文件里有不该有的东西"),
    "M007": Code("error", "文件扫描不了"),
    "M008": Code("hint", "按 --allow 放行"),
    "M009": Code("error", "分不清哪些字是名字"),
    "M010": Code("reminder", "可能是登记过的人，没有换"),
    "M012": Code("error", "读一个文件要的时间或者内存太多"),
    "M013": Code("error", "不是普通的文件，没有读"),
    "M014": Code("error", "Word 文件里的内容多得、套得不正常"),
    "M015": Code("reminder", "发现太多，没有全部列出"),
    "M016": Code("reminder", "和姓名写法一样的常用词，没有换"),
    # G: gaps
    "G001": Code("reminder", "待补"),
    "G002": Code("error", "定稿里还有待补"),
    "G003": Code("reminder", "模板不适用于这一项，已跳过"),
    "G004": Code("reminder", "宣传稿的文字还不是查明的事实"),
    "G005": Code("reminder", "没有写完的记号，会照印"),
    "G006": Code("error", "定稿里还有没写完的记号"),
    "G007": Code("reminder", "“你局”“你单位”说的不是收文单位"),
    "G008": Code("reminder", "投诉人、举报人的姓名送到了被监督的机关"),
    "G009": Code("hint", "编了甲、乙，这份文书里却只有一个人"),
    # T: templates
    "T001": Code("error", "找不到文书模板"),
    "T002": Code("error", "模板头有误"),
    "T003": Code("error", "模板语法有误"),
    "T004": Code("error", "模板用了没有的名字"),
    "T005": Code("error", "行内的值不能有换行"),
    "T006": Code("error", "模板运行出错"),
    "T007": Code("error", "没有这个角色"),
    "T008": Code("error", "模板标记有误"),
    "T009": Code("error", "两个模板用了同一个文种"),
    "T010": Code("error", "Word 模板用不了"),
    "T011": Code("error", "模板超出限度"),
    "T012": Code("error", "模板里没有写完的记号，会照印"),
    "T013": Code("reminder", "自己的模板比内置的旧"),
    "T014": Code("reminder", "Word 模板里有不印的东西"),
    "T015": Code("error", "打不开 docgen.yaml 写的 Word 模板"),
    "T016": Code("reminder", "Word 模板没有用到文种要有的内容"),
    # C: configuration
    "C001": Code("error", "配置有误"),
    # F: figures and persons
    "F001": Code("error", "同一个数两处登记得不一样"),
    "F002": Code("error", "合计对不上"),
    "F003": Code("error", "手写的数和登记的不一样"),
    "F004": Code("reminder", "正文里的数没有登记"),
    "F005": Code("error", "人物的职务两处不一样"),
    "F006": Code("error", "人物的先后两处不一样"),
    "F007": Code("error", "各期的数画不成一条线"),
    "F008": Code("reminder", "同一份对外材料里，一个数又是准数又是约数"),
    "F009": Code("reminder", "手写的案例件数和发布会列的不一样"),
    "F010": Code("reminder", "句子里的期间和这个数登记的期间不一样"),
    "F011": Code("reminder", "主办单位或者发言人的单位，在案例里登记了对外的称呼，材料里印的是那个称呼"),
    "C002": Code("reminder", "要关闭的检查规则不存在"),
    # N: norms
    "N001": Code("error", "版式数据有误"),
    "N010": Code("error", "纸上量得的和版式不符"),
    # W: writing
    "W001": Code("error", "写不出文件"),
    "W002": Code("error", "文件被人改过，没有覆盖"),
    "W003": Code("error", "输出位置不对"),
    # B: building many documents
    "B001": Code("error", "做得太久，已停止"),
    "B002": Code("error", "做这份文书的进程没有了"),
    "B003": Code("error", "内存不够"),
    "B004": Code("error", "文件不是现在的记录会做出来的"),
    "B005": Code("error", "集群不能用"),
    "B006": Code("reminder", "压缩包里缺少材料"),
    "B007": Code("reminder", "成品还是按旧的记录做的"),
    "B008": Code("reminder", "有错误，对外的一套没有换"),
    "B010": Code("reminder", "材料还有待补，不对外"),
    "B009": Code("error", "对外的成品里有不能再公开的内容，已经撤下"),
    # S: snapshots
    "S001": Code("error", "快照有差异"),
    "S002": Code("error", "缺少快照"),
    "S003": Code("error", "快照没有用到"),
    # E: environment
    "E001": Code("error", "缺少组件"),
    "E002": Code("reminder", "缺少字体"),
    "E003": Code("error", "程序内部错误"),
    "E004": Code("error", "字体里没有这个字"),
    # I: import
    "I001": Code("error", "这个文件不能导入"),
    "I002": Code("error", "已有同名的记录，没有覆盖"),
    "I003": Code("error", "记录写不成原样"),
    "I004": Code("error", "导入的记录印出来和原文不同"),
    "I005": Code("error", "台账里的这一行不能导入"),
    "I006": Code("reminder", "台账里的内容没有导入"),
    "I009": Code("reminder", "原文有很大一部分没有导入"),
    "I010": Code("reminder", "文书里有没认出来的话"),
    "I011": Code("reminder", "用记录再印一次和原文不同"),
    "I012": Code("reminder", "同一案件的几份文书说法不一"),
    "I013": Code("reminder", "登记了可能不公开的姓名和号码"),
    "I014": Code("reminder", "文书里没有认出必要的部分"),
    "I015": Code("reminder", "登记以后会改变文字，没有登记"),
    "I016": Code("reminder", "这个文件不登记数和名称"),
    # K: edits taken back
    "K001": Code("reminder", "改的是模板的文字"),
    "K002": Code("reminder", "改的是引用或者推出的内容"),
    "K003": Code("reminder", "这处修改写不回记录"),
    "K004": Code("hint", "批注"),
    "K005": Code("hint", "修订"),
    "K006": Code("reminder", "记录在生成这份文书以后改过"),
    "K007": Code("error", "认不出文书的来源"),
    "K008": Code("reminder", "Word 里的域、图片、隐藏文字没有带回"),
    "K009": Code("error", "在预览里改的写不进记录"),
    "K010": Code("reminder", "有的地方放不了批注"),
    "K011": Code("reminder", "文稿里有修订"),
    # U: usage
    "U001": Code("error", "命令写法有误"),
}
"""Every code with its usual level and its title, in Chinese."""


# — errors —

__all__ = [
    "ConfigError",
    "DocgenError",
    "EnvironmentFault",
    "NormError",
    "Problem",
    "RecordError",
    "TemplateError",
    "WriteError",
    "has_errors",
    "nearest",
    "problem",
    "sort_problems",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: where, what is wrong, what to type instead.

    ``span`` is ``None`` where no file is at fault (a missing library). ``level``
    is ``error``, ``reminder`` or ``hint``; only errors change the exit code.
    """

    span: Span | None
    code: str
    level: Level
    message: str
    hint: str = ""

    def sort_key(self) -> tuple[str, int, int]:
        place = self.span or Span("")
        return place.file, place.line, place.column


def problem(span: Span | None, code: str, message: str, hint: str = "", level: Level | None = None) -> Problem:
    """A Problem with the level that its code has in the table of codes, unless *level* is given."""
    return Problem(span, code, level or CODES[code].level, message, hint)


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in the order of files and lines, each only once; at one place in the order found."""
    return sorted(dict.fromkeys(problems), key=Problem.sort_key)


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(item.level == "error" for item in problems)


def nearest(word: str, known: Iterable[str]) -> str:
    """The name in *known* most like *word*, ``""`` where none is like it.

    Short Chinese words share few characters, so the cut-off is lower than difflib's own.
    """
    import difflib

    found = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.45)
    return found[0] if found else ""


ExitCode = Literal[1, 2, 3, 4, 5]


class DocgenError(Exception):
    """A stage could not go on; ``problems`` say why. ``exit_code`` is the contract of the command line."""

    exit_code: ExitCode = 1

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "；".join(item.message for item in self.problems)


class ConfigError(DocgenError):
    """docgen.yaml, house.yaml or the command line asks for something that cannot be."""

    exit_code: ExitCode = 2


class RecordError(DocgenError):
    """A record cannot be read or used."""

    exit_code: ExitCode = 3


class TemplateError(DocgenError):
    """A template is at fault."""

    exit_code: ExitCode = 4


class NormError(DocgenError):
    """A norm file is at fault."""

    exit_code: ExitCode = 2


class WriteError(DocgenError):
    """A finished document could not be put on disk."""

    exit_code: ExitCode = 5


class EnvironmentFault(DocgenError):
    """A library, a font or a program is missing."""

    exit_code: ExitCode = 5
