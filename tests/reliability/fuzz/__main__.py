"""The command: pieces, processes, seeds, counts."""

from __future__ import annotations

import argparse
import faulthandler
import json
import multiprocessing
import pickle
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from . import commands, files, records, templates
from . import settings as offices

LIMIT = 10.0
"""Seconds of the processor after which an input counts as a hang; sixty times as many of the clock end the process."""
PIECE = 500


class Target(NamedTuple):
    """What is made by ``inputs`` goes to ``check``; ``share`` of all inputs, in parts of a hundred."""

    inputs: SearchStrategy[Any]
    check: Callable[[Any], None]
    share: int


TARGETS = {
    "record: bytes": Target(records.raw, records.bytes_of, 16),
    "record: fields": Target(records.fields, records.in_fields, 8),
    "record: one value": Target(records.values, records.printed, 4),
    "template: text": Target(templates.texts, templates.text_of, 22),
    "template: header": Target(templates.headers, templates.header_of, 12),
    "template: Word file": Target(templates.word_files, templates.word_of, 3),
    "import": Target(files.imports, files.imported, 5),
    "absorb": Target(files.absorbed, files.taken_back, 2),
    "picture": Target(files.pictures, files.picture, 8),
    "docgen.yaml": Target(offices.settings, offices.project_of, 3),
    "house.yaml": Target(offices.houses, offices.house_of, 2),
    "command line": Target(commands.arguments, commands.command_line, 14),
    "read by a command": Target(commands.readers, commands.reading, 1),
}


class Hang(BaseException):
    """No Exception: nobody on the way may take it for a fault of the input."""


def _over(number: int, frame: FrameType | None) -> None:
    raise Hang


def piece(name: str, count: int, number: int, folder: Path, tell: Any) -> None:
    """Give *count* inputs of the seed *number* to a target; what went wrong is sent to *tell*, the inputs kept in *folder*."""
    target = TARGETS[name]
    signal.signal(signal.SIGPROF, _over)
    done, slowest = 0, 0.0

    def one(value: Any) -> None:
        nonlocal done, slowest
        done += 1
        (folder / "now").write_bytes(pickle.dumps(value))
        faulthandler.dump_traceback_later(60 * LIMIT, exit=True)
        begun = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, LIMIT)
        fault: BaseException | None = None
        try:
            target.check(value)
        except (Exception, Hang, SystemExit) as found:
            fault = found
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            faulthandler.cancel_dump_traceback_later()
        slowest = max(slowest, time.process_time() - begun)
        if fault is not None:
            kept = folder / f"{number}-{done}"
            (folder / "now").replace(kept)
            tell.send((f"{type(fault).__name__} at {_place(fault)}", str(fault)[:300], str(kept)))

    wanted = settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    # Where the same input comes twice Hypothesis stops early: go on with another seed of the same piece.
    again = 0
    while done < count and again < 20:
        left = wanted if not again else settings(wanted, max_examples=count - done)
        left(seed(number * 20 + again)(given(target.inputs)(one)))()
        again += 1
    tell.send((done, slowest))


def _place(fault: BaseException) -> str:
    """The last line of docgen's own in the traceback, else the very last."""
    frames = traceback.extract_tb(fault.__traceback__)
    own = [frame for frame in frames if "/docgen/" in frame.filename and "/tests/" not in frame.filename]
    last = (own or frames)[-1]
    return f"{Path(last.filename).name}:{last.lineno}" + (f" {str(fault)[:60]}" if not own else "")


def run(count: int, first: int, start: int = 0, only: str = "", say: Callable[[str], None] = print) -> Counter[str]:
    """Give *count* inputs to the targets; the counts of what was seen, faults by their kind and place."""
    seen: Counter[str] = Counter()
    folder = Path(tempfile.mkdtemp(prefix="docgen-fuzz-kept-"))
    context = multiprocessing.get_context("fork")
    plan = [
        (name, min(PIECE, whole - at))
        for name, target in TARGETS.items()
        if only in name
        for whole in [max(1, count * target.share // 100) if not only else count]
        for at in range(0, whole, PIECE)
    ]
    # In an order in which every target has its turn early: a run that is stopped has tried them all.
    random.Random(0).shuffle(plan)
    for at, (name, size) in enumerate(plan):
        if at < start:
            continue
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=piece, args=(name, size, first + at, folder, there))
        process.start()
        there.close()
        try:
            while True:
                found = here.recv()
                if len(found) == 2:
                    seen["inputs"] += found[0]
                    seen[f"inputs: {name}"] += found[0]
                    say(f"piece {at}/{len(plan)} {name}: {found[0]} inputs, slowest {found[1]:.1f} s")
                    continue
                what, words, kept = found
                seen["faults"] += 1
                seen["hangs"] += what.startswith("Hang")
                seen["broken outputs"] += "broken" in words or "lacks" in words
                seen[f"fault: {name}: {what}"] += 1
                if seen[f"fault: {name}: {what}"] == 1:
                    say(f"FAULT {name}: {what}: {words} ({kept})")
        except EOFError:
            process.join()
        if process.exitcode:
            kept = folder / f"{first + at}-died"
            (folder / "now").replace(kept)
            seen["faults"] += 1
            seen["processes that died"] += 1
            say(f"FAULT {name}: the process ended with {process.exitcode} ({kept})")
    return seen


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.reliability.fuzz")
    parser.add_argument("inputs", nargs="?", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--from", dest="start", type=int, default=0, metavar="PIECE")
    parser.add_argument("--only", default="", metavar="TARGET")
    parser.add_argument("--again", type=Path, metavar="FILE", help="give one kept input to the target of --only")
    wanted = parser.parse_args()
    if wanted.again:
        (target,) = [target for name, target in TARGETS.items() if wanted.only in name]
        value = pickle.loads(wanted.again.read_bytes())
        print(repr(value)[:2000])
        target.check(value)
        return 0
    print(f"seed {wanted.seed}", flush=True)
    begun = time.monotonic()
    seen = run(
        wanted.inputs,
        wanted.seed,
        wanted.start,
        wanted.only,
        lambda line: print(line.encode("utf-8", "backslashreplace").decode(), flush=True),
    )
    for name in ("faults", "hangs", "broken outputs", "processes that died"):
        seen[name] += 0
    print(json.dumps(dict(sorted(seen.items())), ensure_ascii=False, indent=1))
    print(f"{seen['inputs']} inputs, {seen['faults']} faults, {time.monotonic() - begun:.0f} s")
    return 1 if seen["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
