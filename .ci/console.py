"""Talk to the user and run other programs, for the set-up scripts."""

import codecs
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class SetupError(Exception):
    """A fault the user can do something about; its text is shown as it is."""


def say(text):
    """Write a line to stderr, whatever the console's encoding."""
    encoding = codecs.lookup(sys.stderr.encoding or "utf-8").name
    if encoding == "ascii":
        encoding = "utf-8"
    sys.stderr.flush()
    sys.stderr.buffer.write((text + "\n").encode(encoding, "replace"))
    sys.stderr.buffer.flush()


def tail(output, lines=12):
    """Return the last lines of a program's output, indented."""
    kept = [line for line in output.splitlines() if line.strip()][-lines:]
    return "\n".join("    " + line for line in kept)


def run(command, env=None, cwd=ROOT):
    """Run a command without input; return (worked, output)."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=str(cwd),
            check=False,
        )
    except OSError as error:
        return False, str(error)
    return done.returncode == 0, done.stdout.decode("utf-8", "replace")


def run_twice(command, env=None, cwd=ROOT):
    """Run a command that uses the network; try once more if it fails."""
    worked, output = run(command, env, cwd)
    if not worked:
        time.sleep(2)
        worked, output = run(command, env, cwd)
    return worked, output
