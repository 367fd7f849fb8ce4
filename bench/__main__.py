"""`make bench`: the figures that the README quotes, one script after the other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPTS = ("brief.py", "gates.py", "turn.py")


def main() -> int:
    """Run each script; the exit code is that of the first one that fails, else 0."""
    for script in SCRIPTS:
        print(f"== bench/{script}", flush=True)
        ended = subprocess.run([sys.executable, Path(__file__).with_name(script)], check=False)
        if ended.returncode:
            return ended.returncode
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
