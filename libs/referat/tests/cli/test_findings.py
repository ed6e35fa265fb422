"""A line for each thing that does not add up: file, page, line, sentence."""

import re
from dataclasses import replace
from pathlib import Path

from cli import made
from cli.shell import CLEAN, MINUTES, a_file, referat

from referat.cli.worker import finding_lines


def test_findings_are_a_line_each_with_file_page_and_line(tmp_path: Path) -> None:
    path = a_file(tmp_path, "a.txt", MINUTES)
    run = referat(path, a_file(tmp_path, "b.txt", CLEAN), "--findings")
    assert run.status == 0
    line = MINUTES[: MINUTES.index("31. november")].count("\n") + 1
    assert re.fullmatch(rf"{re.escape(str(path))}:1:{line}: .*november.*\. \[date_impossible\]\n", run.out)
    assert "1 sted stemmer ikke: 1 umulig dato." in run.err


def test_no_finding_prints_nothing(tmp_path: Path) -> None:
    run = referat(a_file(tmp_path, "a.txt", CLEAN), "--findings")
    assert run.out == ""
    assert "Intet fundet, der ikke stemmer." in run.err


def test_findings_can_be_printed_while_json_goes_to_files(tmp_path: Path) -> None:
    run = referat(a_file(tmp_path, "a.txt", MINUTES), "--json", "--out", tmp_path / "ud", "--findings")
    assert "[date_impossible]" in run.out
    assert (tmp_path / "ud/a.json").exists()


def test_a_file_name_cannot_break_the_line(tmp_path: Path) -> None:
    run = referat(a_file(tmp_path, "to\nlinjer\x1b.txt", MINUTES), "--findings")
    assert len(run.out.splitlines()) == 1
    assert "\x1b" not in run.out


def test_a_finding_on_a_later_page_has_the_line_on_that_page() -> None:
    lines = finding_lines(made.source(), made.minutes(), name="referat.pdf")
    assert lines == "referat.pdf:2:4: Beløbet er nævnt med to værdier. [amount_conflict]\n"


def test_findings_come_in_the_order_of_the_text() -> None:
    (finding,) = made.minutes().findings
    earlier = replace(finding, spans=made.quote("Asta Lindegaard").spans)
    lines = finding_lines(made.source(), replace(made.minutes(), findings=(finding, earlier)), name="a.pdf")
    assert [line[:9] for line in lines.splitlines()] == ["a.pdf:1:2", "a.pdf:2:4"]


def test_a_finding_about_the_whole_document_stands_at_its_beginning() -> None:
    whole = replace(made.minutes().findings[0], spans=())
    lines = finding_lines(made.source(), replace(made.minutes(), findings=(whole,)), name="referat.pdf")
    assert lines.startswith("referat.pdf:1:1: ")
