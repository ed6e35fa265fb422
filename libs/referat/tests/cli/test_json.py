"""JSON: for another program, on standard output or in files."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
from cli.shell import CLEAN, MINUTES, a_file, environment, referat


def test_one_document_is_printed_as_json_to_read(tmp_path: Path) -> None:
    run = referat(a_file(tmp_path, "a.txt", MINUTES), "--json")
    document = json.loads(run.out)
    assert run.status == 0
    assert document["source"]["filename"] == "a.txt"
    assert [item["title"] for item in document["items"]] == ["Godkendelse af dagsorden", "Fælles akutteam"]
    assert len(run.out.splitlines()) > 20
    assert "æ" in run.out  # letters stay letters


def test_json_follows_the_schema(tmp_path: Path) -> None:
    schema = json.loads(
        (Path(__file__).parents[1] / "samples/minutes.schema.json").read_text(encoding="utf-8")
    )
    run = referat(a_file(tmp_path, "a.txt", MINUTES), "--json")
    jsonschema.Draft202012Validator(schema).validate(json.loads(run.out))


def test_many_documents_are_printed_as_a_line_each_in_their_order(tmp_path: Path) -> None:
    for name in "abc":
        a_file(tmp_path, f"{name}.txt", MINUTES + name)
    run = referat(tmp_path, "--json")
    assert [json.loads(line)["source"]["filename"] for line in run.out.splitlines()] == [
        "a.txt",
        "b.txt",
        "c.txt",
    ]
    assert "3 dokumenter på" in run.err


def test_with_out_each_document_is_a_file_and_nothing_is_printed(tmp_path: Path) -> None:
    a_file(tmp_path, "ind/a.txt", MINUTES)
    a_file(tmp_path, "ind/under/b.txt", CLEAN)
    out = tmp_path / "ud/her"
    run = referat(tmp_path / "ind", "--json", "--out", out)
    assert run.status == 0
    assert run.out == ""
    assert sorted(path.name for path in out.iterdir()) == ["a.json", "b.json"]
    assert json.loads((out / "a.json").read_text(encoding="utf-8"))["meeting"]["date"] == "2024-05-14"
    assert f"2 filer skrevet i {out}." in run.err


def test_files_with_one_stem_are_kept_apart_and_it_is_said(tmp_path: Path) -> None:
    a_file(tmp_path, "ind/a.txt", MINUTES)
    a_file(tmp_path, "ind/a.md", CLEAN)
    run = referat(tmp_path / "ind", "--json", "--out", tmp_path / "ud")
    assert sorted(path.name for path in (tmp_path / "ud").iterdir()) == ["a.md.json", "a.txt.json"]
    assert "Flere filer hedder «a»; de gemmes som a.md.json, a.txt.json." in run.err


def test_a_document_that_cannot_be_read_leaves_no_file(tmp_path: Path) -> None:
    run = referat(a_file(tmp_path, "tom.txt", ""), "--json", "--out", tmp_path / "ud")
    assert run.status == 1
    assert list((tmp_path / "ud").iterdir()) == []


def test_a_second_run_writes_over_the_files_of_the_first(tmp_path: Path) -> None:
    path = a_file(tmp_path, "a.txt", MINUTES)
    referat(path, "--json", "--out", tmp_path / "ud")
    a_file(tmp_path, "a.txt", CLEAN)
    referat(path, "--json", "--out", tmp_path / "ud")
    assert len(json.loads((tmp_path / "ud/a.json").read_text(encoding="utf-8"))["items"]) == 1


def test_standard_input_is_read_as_a_document() -> None:
    run = referat("-", "--json", stdin=MINUTES.encode())
    assert run.status == 0
    assert json.loads(run.out)["meeting"]["body"] == "Sundhedsklynge Vestbælt"


def test_a_file_name_that_is_no_utf8_is_no_trouble(tmp_path: Path) -> None:
    name = str(tmp_path / b"r\xe6f.txt".decode("utf-8", "surrogateescape"))
    Path(name).write_text(MINUTES, encoding="utf-8")
    run = referat(name, "--json")
    assert run.status == 0
    assert json.loads(run.out)["source"]["filename"] == "r�f.txt"
    assert referat(name).status == 0


def test_json_is_utf8_whatever_the_terminal_is(tmp_path: Path) -> None:
    run = referat(a_file(tmp_path, "a.txt", MINUTES), "--json", variables={"PYTHONIOENCODING": "ascii"})
    assert "Fælles akutteam" in run.out


def test_a_terminal_without_danish_letters_is_no_trouble(tmp_path: Path) -> None:
    run = referat(a_file(tmp_path, "a.txt", MINUTES), variables={"PYTHONIOENCODING": "ascii"})
    assert run.status == 0
    assert "Traceback" not in run.err


def test_a_folder_of_ones_own_modules_is_not_run(tmp_path: Path) -> None:
    a_file(tmp_path, "json.py", "raise SystemExit('kapret')")
    a_file(tmp_path, "textwrap.py", "raise SystemExit('kapret')")
    path = a_file(tmp_path, "a.txt")
    run = subprocess.run(
        [sys.executable, "-P", "-m", "referat", path, "--findings"],  # -P: as the installed command has it
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0
    assert b"kapret" not in run.stdout + run.stderr
