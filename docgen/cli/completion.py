"""Completion of commands and options in a shell: the words that may come next, and the scripts that ask for them."""

from __future__ import annotations

import os
from pathlib import Path

from docgen.cli.options import HELP, Command, Group
from docgen.errors import ConfigError, WriteError, nearest, problem
from docgen.files import refused

ASKED = "_DOCGEN_COMPLETE"
"""The variable by which a script asks; COMP_WORDS and COMP_CWORD say what is typed and which word is begun."""

_BASH = """_docgen() {
    local IFS=$'\\n'
    COMPREPLY=($(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD _DOCGEN_COMPLETE=1 docgen))
}
complete -o default -F _docgen docgen
"""
_FISH = """complete -c docgen -a '(COMP_WORDS=(commandline -cp) COMP_CWORD=(count (commandline -cpo)) _DOCGEN_COMPLETE=1 docgen)'
"""
_POWERSHELL = """Register-ArgumentCompleter -Native -CommandName docgen -ScriptBlock {
    param($word, $line, $cursor)
    $env:_DOCGEN_COMPLETE = '1'; $env:COMP_WORDS = "$line"
    $env:COMP_CWORD = $line.CommandElements.Count - [int]($word -ne '')
    docgen | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
    Remove-Item Env:_DOCGEN_COMPLETE, Env:COMP_WORDS, Env:COMP_CWORD
}
"""
_SCRIPTS = {"bash": _BASH, "zsh": f"autoload -U +X bashcompinit && bashcompinit\n{_BASH}", "fish": _FISH}
_STARTS = {
    "bash": (".bashrc", 'eval "$(docgen --show-completion bash)"'),
    "zsh": (".zshrc", 'eval "$(docgen --show-completion zsh)"'),
    "fish": (".config/fish/config.fish", "docgen --show-completion fish | source"),
}
"""Shell → the file that it reads at its start, and the line that it needs there."""


def offered(app: Group) -> list[str]:
    """What may be typed next where the variables of a script say so."""
    words = os.environ.get("COMP_WORDS", "").split()
    at = os.environ.get("COMP_CWORD", "")
    index = int(at) if at.isdigit() else len(words)
    begun = words[index] if index < len(words) else ""
    try:
        command, _ = app.found([word for word in words[1:index] if not word.startswith("-")])
    except ConfigError:
        return []
    if isinstance(command, Command):
        names = [name for one in command.options for name in (*one.declared.names, *one.declared.opposites)]
    else:
        names = list(command.commands)
    return [name for name in (*names, *HELP) if name.startswith(begun) and (begun or not name.startswith("-"))]


def script(shell: str) -> str:
    """The script for *shell*: bash, zsh, fish or powershell. Raises ConfigError for another."""
    if shell == "powershell":
        return _POWERSHELL
    if shell not in _SCRIPTS:
        known = [*_SCRIPTS, "powershell"]
        like = nearest(shell, known)
        hint = f"是不是“{like}”？" if like else "可以写：" + "、".join(known)
        raise ConfigError([problem(None, "U001", f"没有“{shell}”这种终端的补全", hint)])
    return _SCRIPTS[shell]


def install(shell: str) -> Path:
    """Add the line to the start file of *shell*, once; gives the file.

    Raises ConfigError for a shell that has none, WriteError where the file cannot be written.
    """
    script(shell)
    if shell not in _STARTS:
        hint = "把 docgen --show-completion powershell 印出来的内容放进 $PROFILE"
        raise ConfigError([problem(None, "U001", "PowerShell 的补全要自己放", hint)])
    name, line = _STARTS[shell]
    path = Path.home() / name
    try:
        known = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        if line not in known:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(f"{'' if known.endswith(chr(10)) or not known else chr(10)}{line}\n")
    except OSError as fault:
        raise WriteError([refused(path, fault)]) from None
    return path
