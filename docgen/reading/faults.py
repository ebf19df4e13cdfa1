"""What PyYAML objects to, said so that a person who never heard of YAML can mend it."""

from __future__ import annotations

import yaml

from docgen.errors import Problem, problem
from docgen.reading.lines import Mended
from docgen.source import Span

_QUOTE_IT = "把整个值用英文单引号 ' 括起来，或者把英文标点换成中文标点"

_KNOWN: tuple[tuple[str, str, str, str], ...] = (
    ("mapping values are not allowed", "Y021", "这里多了一个英文冒号", "把它改成中文冒号“：”"),
    ("could not find expected ':'", "Y028", "这一行缺少冒号", "写成“键: 值”；如果是上一项的正文，就缩进两格"),
    ("while scanning a simple key", "Y028", "这一行缺少冒号", "写成“键: 值”；如果是上一项的正文，就缩进两格"),
    ("',' or ']'", "Y028", "方括号里缺少英文逗号，或者没有用“]”结尾", "各项之间用英文逗号“,”，最后写“]”"),
    ("',' or '}'", "Y028", "花括号里缺少英文逗号，或者没有用“}”结尾", "各项之间用英文逗号“,”，最后写“}”"),
    ("did not find expected key", "Y025", "这一行和上面的行对不齐", "同一层的键左边对齐，下一层缩进两格"),
    ("expected <block end>", "Y025", "这一行和上面的行对不齐", "同一层的键左边对齐，下一层缩进两格"),
    ("expected '-' indicator", "Y025", "这一行和上面的列表项对不齐", "列表的每一项都以“- ”开头，左边对齐"),
    ("block sequence entries are not allowed", "Y028", "“- ”不能写在这里", "列表另起一行，缩进两格，每项以“- ”开头"),
    ("sequence entries are not allowed", "Y028", "“- ”不能写在这里", "列表另起一行，缩进两格，每项以“- ”开头"),
    ("block mapping", "Y025", "这一行和上面的行对不齐", "同一层的键左边对齐，下一层缩进两格"),
    ("escape character", "Y028", "双引号里的反斜杠“\\”用错了", "把外面的双引号换成英文单引号 '"),
    ("escape code", "Y006", "双引号里的“\\”写的不是一个能打印的字符", "把外面的双引号换成英文单引号 '"),
    ("quoted scalar", "Y020", "引号没有配对", "在值的末尾补上引号，或者换成中文引号“ ”"),
    ("tag", "Y026", "不支持 YAML 标签“!”", _QUOTE_IT),
    ("anchor", "Y026", "不支持 YAML 锚点“&”", _QUOTE_IT),
    ("alias", "Y026", "不支持 YAML 引用“*”", _QUOTE_IT),
    ("directive", "Y026", "不支持以“%”开头的 YAML 指令", "删去这一行"),
    ("incompatible YAML document", "Y026", "不支持以“%”开头的 YAML 指令", "删去这一行"),
    ("<document start>", "Y025", "这一行和上面的行对不齐", "同一层的键左边对齐，下一层缩进两格"),
    ("block scalar", "Y028", "“|”后面的写法看不懂", "“|”后面直接换行，正文另起一行，缩进两格"),
    ("cannot start any token", "Y028", "这里不能以这个符号开头", _QUOTE_IT),
    ("not allowed", "Y006", "这里有不能打印的字符", "删去这个字符，再重新输入这里的文字"),
)
_PLAIN = ("这里的写法看不懂", "对照样例检查这一行的冒号、引号、括号和缩进")


def translated(fault: Exception, mended: Mended) -> Problem:
    """*fault* as a Problem at the place where it was typed; never a word of English."""
    if isinstance(fault, yaml.MarkedYAMLError):
        words = f"{fault.problem or ''} {fault.context or ''}"
        mark = fault.problem_mark or fault.context_mark
        if fault.context_mark is not None and "end of stream" in words:
            mark = fault.context_mark  # where the quote opens, not the end of the file
        span = mended.span(mark.line, mark.column) if mark is not None else Span(mended.file)
        for part, code, message, hint in _KNOWN:
            if part in words:
                return problem(span, code, message, hint)
        return problem(span, "Y028", *_PLAIN)
    return problem(Span(mended.file), "Y028", *_PLAIN)
