"""Install the offline package without a network and with an empty HOME: ``python -m tests.reliability.bundle [ZIP]``.

Without a ZIP it is made first, which needs pip's downloads. Prints what was verified and the size; ends with 1 where it fails.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIMIT = 80 << 20


def main() -> int:
    with tempfile.TemporaryDirectory() as scratch:
        if len(sys.argv) > 1:
            path = Path(sys.argv[1])
        else:
            version = "{}.{}".format(*sys.version_info[:2])
            words = ["manylinux_x86_64", "--python", version, "--out", scratch]
            made = subprocess.run(
                [sys.executable, ROOT / ".ci/bundle.py", *words], capture_output=True, text=True, check=True
            )
            path = Path(made.stdout.strip())
        home = Path(scratch) / "home"
        home.mkdir()
        with zipfile.ZipFile(path) as archive:
            archive.extractall(scratch)
        folder = Path(scratch) / path.stem
        environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        done = subprocess.run(
            ["unshare", "-rn", "sh", folder / "安装.sh"], env=environment, capture_output=True, check=False
        )
        print(done.stdout.decode(), done.stderr.decode(), sep="")
        size = path.stat().st_size
        print(f"{size / (1 << 20):.1f} MB; exit code {done.returncode}")
        return int(done.returncode != 0 or size > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
