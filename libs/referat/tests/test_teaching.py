"""The worked examples of docs/referat.md: a new word and a new format are taught just as the page says."""

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import referat
from referat.source import SourceText

PAGE = Path(__file__).parents[3] / "docs/referat.md"
if not PAGE.exists():
    pytest.skip("the page is not part of the library's own distribution", allow_module_level=True)
BLOCKS = re.findall(
    r"^```(\w+)\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
)
SHOW = """
import sys
from referat import parse
from referat.source import SourceText

for item in parse(SourceText(sys.stdin.read())).items:
    print(item.title.text)
    for section in item.sections:
        outcomes = ", ".join(one.outcome.value for one in item.conclusions) if section.kind == "decision" else ""
        print(f"{section.kind.value}: {section.quote.text}" + (f" ({outcomes})" if outcomes else ""))
"""


def only(language: str) -> list[str]:
    return [text for name, text in BLOCKS if name == language]


def with_the_change(words: str, change: str) -> str:
    """Return the file of words with a change as `diff` writes it: a line that is there, then lines to add."""
    there, *added = change.splitlines()
    assert there.startswith(" ")
    assert all(line.startswith("+") for line in added)
    line = there[1:] + "\n"
    assert words.count("\n" + line) == 1, f"{line!r} stands once in words.toml"
    return words.replace("\n" + line, "\n" + line + "".join(one[1:] + "\n" for one in added))


def shown_by(packages: Path, text: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", SHOW],
        input=text.encode(),
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(packages), "PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    return run.stdout.decode("utf-8")


def test_a_word_is_taught_by_one_line_in_words_toml(tmp_path: Path) -> None:
    copy = tmp_path / "referat"
    shutil.copytree(Path(referat.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (minutes,), (change,) = only("text"), only("diff")
    before, after, _ = only("output")
    assert shown_by(tmp_path, minutes) == before
    path = copy / "danish/words.toml"
    path.write_text(with_the_change(path.read_text(encoding="utf-8"), change), encoding="utf-8")
    assert shown_by(tmp_path, minutes) == after


def test_a_format_is_taught_by_a_function_that_returns_a_source_text() -> None:
    (code,) = only("python")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, str(PAGE), "exec"), {})
    assert printed.getvalue() == only("output")[-1]


HEAD = "Referat af møde i Strandby Havneudvalg den 3. juni 2025\n\n"
ITEM = "1. Ny kran\nBeslutning\nGodkendt. {}\n\n2. Eventuelt\nBeslutning\nIntet.\n"


def test_the_page_is_right_that_two_meetings_in_one_file_are_read_as_one() -> None:
    text = HEAD + ITEM.format("") + "\n\n" + HEAD.replace("juni", "september") + ITEM.format("")
    minutes = referat.parse(SourceText(text))
    assert minutes.meeting.held_on == date(2025, 6, 3)
    (problem,) = [problem for problem in minutes.problems if problem.code == "several_meetings"]
    assert text[problem.spans[0].start :].startswith(
        "Referat af møde i Strandby Havneudvalg den 3. september"
    )


def test_an_attachment_that_is_called_minutes_is_no_second_meeting() -> None:
    listed = "1. Ny kran\nBeslutning\nGodkendt.\n\nBilag\n\nReferat af møde den 3. maj 2025\n\n"
    points = "2. Økonomi\nIndstilling\nDet indstilles, at udvalget\n1. godkender regnskabet\n2. drøfter budgettet\n"
    minutes = referat.parse(SourceText(HEAD + listed + points + "Beslutning\nGodkendt.\n"))
    assert [problem.code for problem in minutes.problems] == []


def test_the_page_is_right_that_running_text_has_no_items_and_is_given_back_as_unread() -> None:
    prose = (
        "Vi mødtes i klubhuset. Asta bød velkommen. Vi blev enige om at skifte brædderne inden sommerferien."
    )
    minutes = referat.parse(SourceText(HEAD + prose + "\n"))
    assert minutes.items == ()
    assert prose in [(HEAD + prose)[start:end] for start, end in minutes.unread]


@pytest.mark.parametrize(
    "words", ["Den koster 20.000 euro.", "Kranen koster 480.000.", "Heraf betaler kommunen halvdelen."]
)
def test_the_page_is_right_that_these_are_no_amounts(words: str) -> None:
    assert referat.parse(SourceText(HEAD + ITEM.format(words))).items[0].amounts == ()
