"""The files by which GitHub, GitLab and Gitee run a project's checks: from wheels in the project's own folder 轮子, no index."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_HEAD = """\
# 每次提交都运行：记录有没有错、模板有没有错、文书和快照一样不一样。
# 轮子/ 里放 jiancha-docgen 和它要用的包（离线安装包里的“轮子”文件夹，或者在 docgen 的项目里 pip wheel . -w 轮子）；
# 不从公共的索引上取东西：那里叫 docgen 的是别人的包。
# 看差异时中文文件名变成数字的，运行一次 git config core.quotepath false。
"""
_STEPS = (
    "python3 -m venv .venv",
    ".venv/bin/pip install --no-index --find-links 轮子 jiancha-docgen",
    ".venv/bin/docgen check 案件 --strict{told}",
    ".venv/bin/docgen templates check",
    ".venv/bin/docgen snapshot 案件",
)


def _steps(margin: str, told: str = "") -> str:
    return "".join(f"{margin}{step.format(told=told)}\n" for step in _STEPS)


def _github() -> dict[str, str]:
    text = f"""\
{_HEAD}name: docgen
on: [push, pull_request]
jobs:
  docgen:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {{python-version: "3.11"}}
      - run: |
{_steps("          ", " --format github")}"""
    return {".github/workflows/docgen.yml": text}


def _gitlab() -> dict[str, str]:
    text = f"""\
{_HEAD}docgen:
  image: python:3.11
  script:
{_steps("    - ")}"""
    return {".gitlab-ci.yml": text}


def _gitee() -> dict[str, str]:
    text = f"""\
{_HEAD}version: '1.0'
name: docgen
displayName: docgen
triggers:
  push:
    branches:
      include: ['.*']
stages:
  - name: check
    displayName: 检查
    steps:
      - step: build@python
        name: docgen
        displayName: docgen
        pythonVersion: '3.11'
        commands:
{_steps("          - ")}"""
    return {".workflow/docgen.yml": text}


FILES: Mapping[str, Callable[[], dict[str, str]]] = {"github": _github, "gitlab": _gitlab, "gitee": _gitee}
"""Name of a site → its files, each name with its text."""
