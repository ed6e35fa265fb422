"""What may be asked of the command, and the sentence for what may not."""

from pathlib import Path

import pytest
from cli.shell import a_file, referat


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Skriv, hvilke filer eller mapper der skal læses."),
        (("x.txt", "--jsom"), "Tilvalget --jsom findes ikke."),
        (("x.txt", "--jsom=1"), "Tilvalget --jsom findes ikke."),
        (("x.txt", "--json=1"), "Tilvalget --json tager ingen værdi."),
        (("x.txt", "--json", "--out"), "Tilvalget --out mangler en værdi."),
        (("x.txt", "--out", "mappe"), "--out bruges kun sammen med --json."),
        (("x.txt", "--json", "--findings"), "--json og --findings kan kun bruges sammen"),
        (("x.txt", "--jobs", "0"), "«0» er ikke et helt tal fra 1 til 256."),
        (("x.txt", "--jobs", "to"), "«to» er ikke et helt tal fra 1 til 256."),
        (("x.txt", "--time-limit", "nan"), "«nan» er ikke et antal sekunder"),
        (("x.txt", "--time-limit", "-3"), "«-3» er ikke et antal sekunder"),
        (("-", "-"), "Standard-input (-) kan kun læses én gang."),
    ],
)
def test_wrong_usage_is_told_in_danish_with_status_2(
    words: tuple[str, ...], sentence: str, tmp_path: Path
) -> None:
    run = referat(*words, cwd=tmp_path)
    assert run.status == 2
    assert sentence in run.err
    assert "referat --help" in run.err
    assert run.out == ""
    assert "Traceback" not in run.err


def test_help_is_danish_and_status_0() -> None:
    run = referat("--help")
    assert run.status == 0
    assert run.out.startswith("Brug: referat ")
    for word in ("--json", "--out", "--findings", "--jobs", "--time-limit", "mappe"):
        assert word in run.out
    for english in ("usage", "options", "show this", "positional"):
        assert english not in run.out


def test_a_time_limit_may_be_written_with_a_decimal_comma(tmp_path: Path) -> None:
    assert referat(a_file(tmp_path, "a.txt"), "--time-limit", "20,5").status == 0


def test_options_may_stand_between_the_files(tmp_path: Path) -> None:
    first, second = a_file(tmp_path, "a.txt"), a_file(tmp_path, "b.txt")
    run = referat(first, "--json", second)
    assert run.status == 0
    assert len(run.out.splitlines()) == 2


def test_after_two_dashes_a_name_may_begin_with_a_dash(tmp_path: Path) -> None:
    a_file(tmp_path, "--json")
    run = referat("--", "--json", cwd=tmp_path)
    assert run.status == 0
    assert "Sundhedsklynge Vestbælt" in run.out


def test_out_cannot_be_a_file(tmp_path: Path) -> None:
    taken = a_file(tmp_path, "optaget")
    run = referat(a_file(tmp_path, "a.txt"), "--json", "--out", taken)
    assert run.status == 2
    assert "navnet er optaget af en fil" in run.err
