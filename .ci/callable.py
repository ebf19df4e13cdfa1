#!/usr/bin/env python3
"""Leave ``docgen`` callable by its name: a link in ~/.local/bin where the shell looks there, else the line to type."""

import os
from pathlib import Path

from console import ROOT

COMMAND = ROOT / ".venv" / "bin" / "docgen"


def linked(folder):
    """True where ``docgen`` in *folder* is ours now; another's is left alone."""
    link = folder / "docgen"
    try:
        if link.is_symlink() and link.readlink() == COMMAND:
            return True
        if link.is_symlink() and not link.exists():
            link.unlink()  # it led to a project that is gone
        if os.path.lexists(link):
            return False
        link.symlink_to(COMMAND)
    except OSError:
        return False
    return True


def main():
    folder = Path.home() / ".local" / "bin"
    asked = os.environ.get("PATH", "").split(os.pathsep)
    if str(folder) in asked and folder.is_dir() and linked(folder):
        print("命令装好了，以后这样用：docgen --help")
        return
    print("以后这样用，先运行一次这一行（写进 ~/.profile 就不用再运行）：")
    print(f'  export PATH="{COMMAND.parent}:$PATH"')
    print("再运行：docgen --help")


if __name__ == "__main__":
    main()
