"""The README tells the truth: its code runs, and prints what the README says that it prints."""

import contextlib
import io
import re
from pathlib import Path

import pytest

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)


def test_every_example_prints_what_stands_below_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    printed, compared = "", 0
    for language, text in BLOCKS:
        if language == "text":
            (tmp_path / "referat.txt").write_text(text, encoding="utf-8")
        elif language == "python":
            output = io.StringIO()
            with contextlib.redirect_stdout(output):
                exec(compile(text, "README.md", "exec"), names)  # the reader's own words, run as they stand
            printed = output.getvalue()
        elif language == "output":
            assert printed == text
            compared += 1
    assert compared == [language for language, _ in BLOCKS].count("python") > 2


def test_the_first_example_is_five_lines() -> None:
    first = next(text for language, text in BLOCKS if language == "python")
    assert len([line for line in first.splitlines() if line.strip()]) == 5


def test_the_file_that_the_examples_read_is_shown_first() -> None:
    assert BLOCKS[0][0] == "text"
