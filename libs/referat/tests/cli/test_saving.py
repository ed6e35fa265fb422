"""The names of the JSON files: one for each document, none written over another."""

from pathlib import Path

import pytest

from referat.cli.gathering import Document
from referat.cli.saving import name_files, write_whole


def names(*paths: str) -> list[str]:
    return list(name_files([Document(path) for path in paths]).names)


def test_a_document_gives_its_stem() -> None:
    assert names("x/referat 2024.pdf", "b.tar.txt") == ["referat 2024.json", "b.tar.json"]


def test_two_of_one_stem_keep_their_suffix_and_the_rest_is_as_it_was() -> None:
    naming = name_files([Document("a.pdf"), Document("a.docx"), Document("b.txt")])
    assert naming.names == ("a.pdf.json", "a.docx.json", "b.json")
    assert naming.shared == {"a": ("a.pdf.json", "a.docx.json")}


def test_two_of_one_name_keep_their_folder() -> None:
    assert names("2023/a.pdf", "2024/a.pdf") == ["2023-a.pdf.json", "2024-a.pdf.json"]


def test_names_that_differ_in_case_only_are_kept_apart() -> None:
    assert names("A.txt", "a.txt") == ["A.txt.json", "a.txt-2.json"]


def test_a_name_made_from_a_suffix_does_not_take_anothers() -> None:
    given = names("a.pdf", "a.docx", "a.pdf.txt", "x/a.pdf")
    assert len({name.casefold() for name in given}) == 4


def test_a_thousand_files_of_one_name_have_a_thousand_names() -> None:
    given = names(*(f"{number % 3}/a.txt" for number in range(1_000)))
    assert len(set(given)) == 1_000


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("før")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, text="x" * 100_000 + "\ud800")
    assert path.read_text() == "før"
    assert list(tmp_path.iterdir()) == [path]
