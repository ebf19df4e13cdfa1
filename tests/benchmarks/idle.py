"""What a preview costs while nobody does anything: ``python -m tests.benchmarks.idle``.

1,500 records in a project; the server runs in a process of its own, a page waits for changes. Prints the
processor's share over half a minute, told by the system and looked for, and the time from a save to the answer.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "cases" / "示例" / "母婴室建设.yaml"
SERVE = """
import sys, threading
from pathlib import Path
from docgen.review.preview import studio
from docgen.review.preview.server import server
if sys.argv[1] == "look":
    plain = studio.Watch
    studio.Watch = lambda *a: plain(*a, told=False)
made = server(studio.Studio(Path()))
print(made.address, flush=True)
made.serve_forever()
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1500)
    parser.add_argument("--seconds", type=float, default=30.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "docgen.yaml").touch()
        text = SAMPLE.read_text(encoding="utf-8")
        for number in range(asked.records):
            (folder / f"{number // 100:02}").mkdir(exist_ok=True)
            (folder / f"{number // 100:02}" / f"{number:04}.yaml").write_text(text, encoding="utf-8")
        for way, words in (("tell", "told by the system"), ("look", "looked for")):
            share, answer = _measured(folder, way, asked.seconds)
            print(f"{words}: {share:.2%} of a processor over {asked.seconds:.0f} s, {answer:.2f} s from save to answer")


def _measured(folder: Path, way: str, seconds: float) -> tuple[float, float]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    served = subprocess.Popen(
        [sys.executable, "-c", SERVE, way], cwd=folder, stdout=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert served.stdout is not None
        address = urlsplit(served.stdout.readline().strip())
        base, token = f"http://{address.netloc}", address.fragment
        version = _asked(f"{base}/list", token).partition('"version": "')[2].partition('"')[0]
        time.sleep(2)
        start, clock = _spent(served.pid), time.monotonic()
        while (left := seconds - (time.monotonic() - clock)) > 0:
            try:
                _asked(f"{base}/wait?version={version}", token, left)
            except TimeoutError:
                break
        share = (_spent(served.pid) - start) / (time.monotonic() - clock)
        clock = time.monotonic()
        record = folder / "00" / "0000.yaml"
        record.write_text(record.read_text(encoding="utf-8") + f"# {way}\n", encoding="utf-8")
        while version in _asked(f"{base}/wait?version={version}", token):
            continue
        return share, time.monotonic() - clock
    finally:
        served.terminate()
        served.wait()


def _asked(address: str, token: str, seconds: float = 60.0) -> str:
    request = urllib.request.Request(address, headers={"X-Docgen-Token": token})
    with urllib.request.urlopen(request, timeout=max(seconds, 0.1)) as answer:
        return str(answer.read().decode())


def _spent(process: int) -> float:
    """Seconds of the processor that *process* has taken, by /proc."""
    cells = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(cells[11]) + int(cells[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
