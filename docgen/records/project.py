"""docgen.yaml: the office's settings; the file marks the root of the project.

Typography is not set here but in ``templates/house.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from docgen.core.dates import DateStyle, When
from docgen.core.errors import ConfigError, Problem, has_errors, problem
from docgen.core.source import Located, Span, shown
from docgen.records.yaml.bind import bind
from docgen.records.yaml.fields import ListOf, MapOf, Model, ModelOf, Scalar, entry, text, texts
from docgen.records.yaml.parse import read

FILE_NAME = "docgen.yaml"
FORMAT = 1
"""The version of the format of records: one more where a key changes its meaning, not where one is new."""

DATE_STYLES: tuple[DateStyle, ...] = ("阿拉伯数字", "汉字")


@dataclass(frozen=True, kw_only=True)
class Settings(Model):
    """What docgen.yaml may hold."""

    SHORT: ClassVar[tuple[str, ...]] = ()

    record_format: int | None = entry(
        Scalar("whole"), "记录格式", f"记录格式的版本，现在是 {FORMAT}；比程序新的不读，见“升级”", default=str(FORMAT)
    )
    office_code: Located | None = text("机关代字", "文号里的机关代字，如“临检”；只用来核对填写的文号")
    number_patterns: Mapping[str, Located] = entry(
        MapOf(Scalar("text")),
        "文号格式",
        "每种文书的文号格式，如“检察建议书: 临检行公建〔{年}〕{序号}号”；只核对，不生成",
    )
    word_templates: Mapping[str, Located] = entry(
        MapOf(Scalar("text")),
        "Word模板",
        "这个文种的 docx 用本院自己的 Word 文件，如“检察建议书: 本院.docx”；别的格式照旧",
    )
    date_style: Located | None = text(
        "日期样式", "成文日期的写法；正文里的日期一律用阿拉伯数字", DATE_STYLES, default="阿拉伯数字"
    )
    objection: Located | None = text("异议期限", "检察建议书里的异议期限，如“收到本检察建议书之日起十五日内”")
    masking: Located | None = text(
        "隐名", "没有写“对外”的当事人怎样称呼：李某甲、李某1、李某某", ("某甲", "某1", "某某"), default="某甲"
    )
    silenced: tuple[Located, ...] = texts("关闭规则", "本院不用的检查规则，写代码，如“P023”；查代码用 docgen explain")
    levels: Mapping[str, Located] = entry(
        MapOf(Scalar("text", ("错误", "提醒", "提示"))), "规则级别", "改变检查规则的级别，如“L005: 错误”"
    )
    statutes: Located | None = text("法规表", "本院补充的法规表（YAML 文件），每项写名称、施行、废止、代替、条数")
    days_off: tuple[When, ...] = entry(ListOf(Scalar("date")), "放假", "程序的节假日数据之外的放假日期")
    days_on: tuple[When, ...] = entry(ListOf(Scalar("date")), "调休上班", "程序的节假日数据之外的调休上班日期")
    addressees: tuple[Located, ...] = texts("机关名录", "本地行政机关的全称；写了，就核对“机关”里的全称")
    formats: tuple[Located, ...] = texts("默认格式", "不写 --format 时生成的格式", default="docx")


@dataclass(frozen=True)
class Project:
    """A folder of records with the office's settings. ``root`` is a path as the user would type it."""

    root: Path
    settings: Settings
    problems: tuple[Problem, ...] = ()

    @property
    def templates(self) -> Path:
        """The user's own templates; the folder need not exist."""
        return self.root / "templates"

    @cached_property
    def house(self) -> Path | None:
        """The office's changes of typography, ``None`` where there were none when they were first asked for."""
        path = self.templates / "house.yaml"
        return path if path.is_file() else None

    @property
    def date_style(self) -> DateStyle:
        return "汉字" if self.settings.date_style == "汉字" else "阿拉伯数字"


def find(start: Path) -> Project:
    """The project that *start* (a record, or a folder) belongs to: the nearest folder upwards with docgen.yaml.

    Without one the working directory is the root and every setting has its default.
    Raises ConfigError where docgen.yaml has faults.
    """
    for folder in _upwards(start):
        if (folder / FILE_NAME).is_file():
            return _load(folder)
    return Project(Path(), Settings())


def _upwards(start: Path) -> list[Path]:
    """The folders from *start* up, relative while they lie below the working directory."""
    here = Path.cwd()
    absolute = (here / start).resolve() if not start.is_dir() else start.resolve()
    folders = [absolute, *absolute.parents] if absolute.is_dir() else list(absolute.parents)
    return [shown(folder) for folder in folders]


def _load(root: Path) -> Project:
    path = root / FILE_NAME
    node, problems = read(path, str(path), lambda keys: ModelOf(Settings))
    # An empty docgen.yaml only marks the root.
    if node is None and all(item.code == "Y004" for item in problems):
        return Project(root, Settings(span=Span(str(path))))
    settings, faults = bind(node, Settings)
    problems = [*problems, *faults]
    if settings is not None:
        problems += [*_check_patterns(settings), *_not_meant(settings)]
        if (settings.record_format or FORMAT) > FORMAT:
            message = f"记录格式是第 {settings.record_format} 版，这个 docgen 只懂到第 {FORMAT} 版"
            hint = "换新版本的 docgen；记录是用更新的版本写的，硬读会读错"
            raise ConfigError([problem(settings.keys["record_format"].span, "R047", message, hint)])
    if settings is None or has_errors(problems):
        raise ConfigError([replace(item, code="C001") if item.level == "error" else item for item in problems])
    return Project(root, settings, tuple(problems))


def _check_patterns(settings: Settings) -> list[Problem]:
    return [
        problem(pattern.span, "C001", f"“{name}”的文号格式里要有{{年}}和{{序号}}", "例如：临检行公建〔{年}〕{序号}号")
        for name, pattern in settings.number_patterns.items()
        if "{年}" not in pattern or "{序号}" not in pattern
    ]


def _not_meant(settings: Settings) -> Iterator[Problem]:
    """What nobody can have meant: a day that is both off and worked, a period without days, a list strung on one line."""
    off = {day.moment.day for day in settings.days_off}
    for day in settings.days_on:
        if day.moment.day in off:
            yield _reminder(day, f"“{day}”又写在“放假”里，又写在“调休上班”里", "按放假通知留下一处")
    if settings.objection is not None and not re.search(r"[一二三四五六七八九十\d]", settings.objection):
        yield _reminder(
            settings.objection, f"异议期限“{settings.objection}”没有写几日", "例如：收到本检察建议书之日起十五日内"
        )
    for name in settings.addressees:
        if "、" in name:
            yield _reminder(name, "“机关名录”的一项里有“、”，会当作一个名称", "一项一个全称：一行一个，前面写“- ”")


def _reminder(text: Located, message: str, hint: str) -> Problem:
    return problem(text.span, "C001", message, hint, level="reminder")


def number_regex(pattern: str) -> re.Pattern[str]:
    """The office's pattern of a document number as a regular expression."""
    parts = re.split(r"(\{年\}|\{序号\})", pattern)
    known = {"{年}": r"(?:19|20)\d{2}", "{序号}": r"[A-Z]?[1-9]\d*"}
    return re.compile("".join(known.get(part, re.escape(part)) for part in parts))
