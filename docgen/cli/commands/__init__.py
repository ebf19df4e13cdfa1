"""Every command: its name, what it is for, and where it is declared.

Help, completion and the hint for a name mistyped need the names only, so a module of this
package, with the options of its commands, is imported when one of them is called. The work
of a command is in a module of ``docgen.cli`` again, imported when its options are right.
The modules do not postpone annotations: the parser would compile each of them anew.
"""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A command: the module of this package and the function there that declares it, and its line of help."""

    module: str
    function: str
    help: str


class Family(NamedTuple):
    """A command that has commands."""

    help: str
    commands: dict[str, Entry]


HELP = "docgen：把一份案件记录（YAML）做成办案和宣传要用的各种文书。"
COMMANDS: dict[str, Entry | Family] = {
    "render": Entry("papers", "render", "生成文书：docgen render 记录.yaml --as recommendation"),
    "build": Entry("papers", "build", "成批生成：一个案件的全部文书、一场发布会的全套材料，没有变的不重做"),
    "web": Entry("papers", "web", "把一场发布会做成网页和一图读懂：目录一页，每个案例一页"),
    "figures": Entry("finished", "figures", "数字对照表和人物对照表：每个数、每个人在每份材料里怎样写，不一致的标出来"),
    "import": Entry("records", "bring", "导入：把已有的案例、案例集、新闻稿变成记录，文字照录"),
    "check": Entry("records", "check", "检查记录：一次说出全部问题，不生成文件"),
    "explain": Entry("records", "explain", "解释代码：意思、依据、正误例子、怎样关闭"),
    "snapshot": Entry("records", "snapshot", "快照：核对各种文书的内容有没有变"),
    "scan": Entry("public", "scan", "查泄密：成品文件里有没有真名、号码、住址和作者痕迹"),
    "publish": Entry("public", "publish", "公开版：只有公开内容的记录，拿到别的网络上做对外文书"),
    "mapping": Entry("public", "mapping", "真名和对外称呼的对照表，只随卷存放"),
    "diff": Entry("finished", "diff", "对比：一段一段对齐，一个字一个字标出不同"),
    "measure": Entry("finished", "measure", "量版面：纸、边、行、字、字体、颜色、页码，逐条和版式对照"),
    "preview": Entry("papers", "preview", "预览：边写边在浏览器里看纸面，只在这台电脑上"),
    "absorb": Entry("records", "absorb", "吸收：把 Word 里的修改、修订和批注带回记录"),
    "schema": Entry("records", "schema", "记录的 JSON Schema，供编辑器提示和检查"),
    "doctor": Entry("start", "doctor", "看看这台电脑缺什么、怎样装"),
    "ledger": Entry("records", "ledger", "台账：一案一行，文号、日期、各项期限、是否超期"),
    "init": Entry("start", "init", "建立项目：设置、示例记录、编辑器的提示和检查"),
    "templates": Family(
        "查看、取出和检查文书模板。",
        {
            "list": Entry("templates", "listed", "列出全部文种和它们的模板"),
            "eject": Entry("templates", "eject", "把内置模板取到自己的 templates/ 里，改了就用改过的"),
            "check": Entry("templates", "check", "检查模板：语法、用到的名字、阶段和公开范围"),
        },
    ),
    "new": Family(
        "新建记录和模板：只写选定的文书要用的内容。",
        {
            "case": Entry("start", "new_case", "新建案件记录"),
            "conference": Entry("start", "new_conference", "新建发布会记录，列出项目里的全部案件"),
            "release": Entry("start", "new_release", "新建发布稿记录"),
            "template": Entry("start", "new_template", "新建文书模板"),
        },
    ),
}
