"""Builds the samples: each file in `sources/` becomes a document and its gold record beside that folder.

    python libs/referat/tests/samples/build.py [NAME…]

Some are printed by Chromium or ReportLab; without them the file in the repository is left as it is.
"""

from __future__ import annotations

import sys
from pathlib import Path

from writing.documents import build

HERE = Path(__file__).parent


def main(names: list[str]) -> int:
    """Build the samples named, or all."""
    for folder in (HERE, HERE / "heldout", HERE / "heldout2", HERE / "heldout3"):
        for path in sorted((folder / "sources").iterdir()):
            if not names or any(name in path.stem for name in names):
                sys.stdout.write(build(path, into=folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
