"""What a person is shown of a document: complete, dense, and readable in any terminal."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from cli import made
from cli.shell import MINUTES, a_file, environment, referat

from referat.cli import plain_layout, rich_layout
from referat.cli.overview import MOST_ROWS, overview
from referat.model import DocumentType, Item, Level, Meeting, Minutes, Quote, Table
from referat.source import SourceText, Span

LAYOUTS = {"rich": rich_layout.laid_out, "plain": plain_layout.laid_out}
every_layout = pytest.mark.parametrize("layout", LAYOUTS)


def shown(layout: str, *, width: int = 80, colour: bool = False) -> str:
    return LAYOUTS[layout](
        overview(made.source(), made.minutes(), name="referat.pdf"), width=width, colour=colour
    )


def folded(text: str) -> str:
    return " ".join(text.split())


@every_layout
def test_the_overview_shows_everything_with_its_place(layout: str) -> None:
    lines = [folded(line) for line in shown(layout).splitlines()]
    assert re.fullmatch("referat.pdf ─+ referat · 2 sider", lines[0])
    for expected in (
        "Sundhedsklynge Vestbælt · fagligt strategisk niveau",
        "tirsdag den 14. maj 2024 kl. 14.00–16.00",
        "2 personer: 1 til stede, 1 fraværende",
        "1 Godkendelse af dagsorden (5 min.) s. 1 l. 4",
        "[godkendt] Godkendt. s. 1 l. 5",
        "2 Fælles akutteam (lukket) s. 2 l. 2",
        "2 Beløbet er nævnt med to værdier. s. 2 l. 4",
        "»250.000 kr.«",
        "2 Året er udledt. s. 2 l. 5",
        "»Noget, som ingen regel forstår.« s. 2 l. 6",
    ):
        assert expected in lines
    assert "ca. 1.700.000 kr." in shown(layout)
    assert "(2 gange)" in shown(layout)
    assert re.search(r"november 2024 +2 +\[Sekretariatet\] Sekretariatet vender", shown(layout))


@every_layout
@pytest.mark.parametrize("width", [60, 80, 132])
def test_no_line_is_wider_than_the_terminal(layout: str, width: int) -> None:
    assert max(map(len, shown(layout, width=width).splitlines())) <= width


@every_layout
def test_a_long_name_has_a_line_of_its_own(layout: str) -> None:
    name = "arkiv/sundhedsklynge-vestbaelt/2024/faelles-moede-med-driftsforum-14-maj.pdf"
    page = LAYOUTS[layout](overview(made.source(), made.minutes(), name=name), width=80, colour=False)
    first, second = page.splitlines()[:2]
    assert first == name
    assert re.fullmatch("─+ referat · 2 sider", second)
    assert len(second) == 80


@every_layout
def test_without_colour_there_is_no_escape(layout: str) -> None:
    assert "\x1b" not in shown(layout)


def test_with_colour_the_words_are_the_same() -> None:
    coloured = shown("rich", colour=True)
    assert "\x1b[" in coloured
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == shown("rich").splitlines()


@every_layout
def test_a_document_cannot_steer_the_terminal(layout: str) -> None:
    text = "Fælles \x1b[2J\x1b]0;overtaget\x07 akut\u202eteam"
    title = Quote(text, (Span(0, len(text)),))
    item = Item("1\x1b[31m", title, Span(0, len(text)))
    minutes = Minutes(Meeting(DocumentType.AGENDA, None, Level.UNKNOWN, None), items=(item,))
    page = LAYOUTS[layout](overview(SourceText(text), minutes, name="a\x1bb\n.txt"), width=80, colour=False)
    assert not set(page) & {"\x1b", "\x07", "\u202e"}


@every_layout
def test_what_is_missing_is_said(layout: str) -> None:
    minutes = Minutes(Meeting(DocumentType.AGENDA, None, Level.UNKNOWN, None))
    page = LAYOUTS[layout](overview(SourceText(""), minutes, name="tom.txt"), width=80, colour=False)
    assert "Det fremgår ikke, hvem der mødtes" in page
    assert "dato ikke fundet" in page
    assert "Der er ikke fundet nogen punkter i dokumentet." in page
    assert "dagsorden" in page.splitlines()[0]


@every_layout
def test_that_all_is_understood_is_said_too(layout: str) -> None:
    minutes = replace(made.minutes(), unread=())
    page = LAYOUTS[layout](overview(made.source(), minutes, name="a.txt"), width=80, colour=False)
    assert "Al tekst er forstået." in page


@every_layout
def test_rows_that_are_left_out_are_counted(layout: str) -> None:
    second = made.second_item()
    minutes = replace(made.minutes(), items=(replace(second, commitments=second.commitments * 30),))
    page = LAYOUTS[layout](overview(made.source(), minutes, name="a.txt"), width=80, colour=False)
    assert page.count("november 2024") == MOST_ROWS
    assert f"… og {30 - MOST_ROWS} til" in page


def test_one_overview_for_each_document_then_the_summary(tmp_path: Path) -> None:
    run = referat(a_file(tmp_path, "a.txt", MINUTES), a_file(tmp_path, "b.txt", MINUTES + "\n"))
    assert run.status == 0
    assert run.err == ""
    first, second, end = (run.out.index(words) for words in ("a.txt", "b.txt", "2 dokumenter på"))
    assert first < second < end
    assert max(map(len, run.out[:end].splitlines())) <= 80


def test_documents_come_in_their_order_whichever_is_read_first(tmp_path: Path) -> None:
    a_file(tmp_path, "a.txt", MINUTES * 200)
    for name in ("b.txt", "c.txt", "d.txt"):
        a_file(tmp_path, name)
    run = referat(".", "--jobs", "4", cwd=tmp_path)  # a short path leaves room for the rule behind it
    heads = re.findall(r"(\w)\.txt ─", run.out)
    assert heads == ["a", "b", "c", "d"]


def test_without_rich_the_overview_is_plain_and_complete(tmp_path: Path) -> None:
    missing = tmp_path / "uden/rich"
    missing.mkdir(parents=True)
    asked = tmp_path / "spurgt"
    (missing / "__init__.py").write_text(
        f"open({str(asked)!r}, 'w').close()\nraise ModuleNotFoundError('rich')"
    )
    path = os.pathsep.join([str(missing.parent), os.environ.get("PYTHONPATH", "")])
    run = referat(a_file(tmp_path, "a.txt", MINUTES), variables={"PYTHONPATH": path.rstrip(os.pathsep)})
    assert run.status == 0
    assert asked.exists()
    for words in ("Sundhedsklynge Vestbælt", "Fælles akutteam", "250.000 kr.", "1 dokument på"):
        assert words in run.out


def in_a_terminal(*words: str | Path, **variables: str) -> str:
    """Run the command with a terminal as standard output and standard error; return what the terminal got."""
    main, side = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "referat", *map(str, words)],
        stdin=side,
        stdout=side,
        stderr=side,
        env=environment(TERM="xterm", **variables),
    )
    os.close(side)
    got = b""
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:  # Linux's way to say that the other end is closed
            break
        if not part:
            break
        got += part
    os.close(main)
    assert process.wait(30) == 0
    return got.decode("utf-8")


def test_a_terminal_gets_colour_and_a_progress_bar(tmp_path: Path) -> None:
    got = in_a_terminal(a_file(tmp_path, "a.txt"), a_file(tmp_path, "b.txt"))
    assert "\x1b[1m" in got
    assert re.search(r"\[#+\] 2/2", got)


def test_no_color_is_obeyed(tmp_path: Path) -> None:
    got = in_a_terminal(a_file(tmp_path, "a.txt"), NO_COLOR="1")
    assert "Sundhedsklynge Vestbælt" in got
    assert "\x1b[1m" not in got


def test_a_pipe_gets_no_colour_and_no_progress_bar(tmp_path: Path) -> None:
    run = referat(a_file(tmp_path, "a.txt"), a_file(tmp_path, "b.txt"))
    assert "\x1b" not in run.out + run.err
    assert "[#" not in run.out + run.err


def test_columns_decides_the_width(tmp_path: Path) -> None:
    run = referat(a_file(tmp_path, "a.txt", MINUTES), variables={"COLUMNS": "120"})
    assert 80 < max(map(len, run.out.splitlines())) <= 120


def test_the_words_around_an_amount_are_whole_words_of_its_paragraph() -> None:
    money = next(
        table
        for table in overview(made.source(), made.minutes(), name="a").tables
        if table.heading == "Penge"
    )
    assert [row[2].text for row in money.rows] == [
        "… Punkt 2. Fælles akutteam Der er afsat 250.000 kr. til teamet, og ca. 1,7 mio. kr. til en bil. … (2 gange)",
        "… Der er afsat 250.000 kr. til teamet, og ca. 1,7 mio. kr. til en bil. I alt er det 250.000 kr. mindre …",
    ]


def test_the_amounts_of_a_table_are_one_row_and_not_one_each() -> None:
    second = made.second_item()
    start, end = second.amounts[0].quote.start, second.amounts[1].quote.end
    table = Table((("Post", "Kroner"), ("Team", "250.000 kr.")), (), Span(start, end))
    minutes = replace(made.minutes(), items=(replace(second, tables=(table,)),))
    money = next(one for one in overview(made.source(), minutes, name="a").tables if one.heading == "Penge")
    assert [(row[0].text, row[2].text.split(":")[0]) for row in money.rows] == [
        ("2 beløb", "i en tabel med 2 rækker"),
        (
            "250.000 kr.",
            "… og ca. 1,7 mio. kr. til en bil. I alt er det 250.000 kr. mindre end sidste år. Beslutning",
        ),
    ]
