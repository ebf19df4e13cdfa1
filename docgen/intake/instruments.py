"""Papers of the house among what is imported: an instrument is no release, and none of it may become a public paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.core.errors import Problem, problem
from docgen.core.source import Span

_TITLE = re.compile(
    r"[^，。；：！？、]{0,30}(?:检察建议书?|决定书|笔录|送达回证|通知书|告知书|意见书|起诉书|督促监护令|邀请函|移送函|发文稿纸"
    r"|审批表|审查报告|终结报告|立案报告|调查报告|(?:会议|磋商|圆桌)纪要|请示)(?:[（(].{1,8}[）)])?"
)
_NUMBER = re.compile(r"\S{0,12}检\S{0,8}(?:建|立|公|听|社|行|民|终|函)\S{0,4}[〔\[（(【]20\d\d[〕\]）)】]第?\d*号")
_MARK = re.compile(
    r"[【（(\[]?(?:内部(?:资料|文件|材料|使用|传阅|掌握)?|(?:秘密|机密|绝密)(?:★\S{0,8})?|不得外传|注意保密|严禁外传)[】）)\]]?\S{0,6}"
)
_HEAD = 8
"""Lines at the top of a text in which titles, numbers and marks of papers stand."""
_SHORT = 24


def refused(texts: Sequence[str], file: str) -> Problem | None:
    """I001 where *texts*, the lines of a file, begin as an instrument does or bear a mark of internal use."""
    for number, text in enumerate(texts[:_HEAD], 1):
        words = re.sub(r"\s", "", text)
        if _MARK.fullmatch(words) and len(words) <= _SHORT:
            said = f"第{number}行写着“{words}”，是内部材料"
        elif _TITLE.fullmatch(words) and len(words) <= 2 * _SHORT:
            said = f"第{number}行是“{words[:_SHORT]}”，是办案文书"
        elif _NUMBER.fullmatch(words):
            said = f"第{number}行是文号“{words}”，是办案文书"
        else:
            continue
        hint = "办案文书写成案件记录：docgen new 案件，照着填；要公开的，先写成新闻稿再导入"
        return problem(Span(file), "I001", f"{said}，不能当作发布稿、案例导入", hint)
    return None
