"""Builds the demo archive: each meeting in `kilder/` becomes a file in `vestbaelt/`.

    python samples/build.py [NAME…]

The tools that make PDF and DOCX are those of the reading library's own samples.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "libs/referat/tests/samples"))

from skabeloner import TEMPLATES  # noqa: E402 (the path comes first)
from skabeloner.meeting import read_meeting  # noqa: E402


def main(names: list[str]) -> int:
    """Build the meetings named, or all."""
    total = 0
    for path in sorted((HERE / "kilder").glob("*.toml")):
        if names and not any(name in path.stem for name in names):
            continue
        meeting = read_meeting(path)
        suffix, template = TEMPLATES[meeting.template]
        content = template(meeting)
        (HERE / "vestbaelt" / f"{meeting.name}{suffix}").write_bytes(content)
        total += len(content)
        sys.stdout.write(f"{meeting.name}{suffix}: {len(content)} bytes\n")
    sys.stdout.write(f"{total} bytes in all\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
