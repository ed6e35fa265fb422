"""Which files are read when folders are named, and what is said of the others."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from cli.shell import a_file, referat

from referat.cli.gathering import gather


def read_in(folder: Path) -> list[str]:
    return [os.path.relpath(document.path, folder) for document in gather([str(folder)]).documents]


def left_out_of(folder: Path) -> dict[str, str]:
    return {os.path.relpath(one.path, folder): one.reason for one in gather([str(folder)]).left_out}


def test_a_folder_is_walked_in_sorted_order_with_its_subfolders(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.pdf", "c.docx", "a.html"):
        a_file(tmp_path, name)
    assert read_in(tmp_path) == ["a/b/c.pdf", "a/z.txt", "a.html", "b.txt", "c.docx"]


def test_named_files_keep_the_order_in_which_they_are_named(tmp_path: Path) -> None:
    paths = [str(a_file(tmp_path, name)) for name in ("b.txt", "a.txt", "c.txt")]
    assert [document.path for document in gather(paths).documents] == paths


def test_hidden_files_and_folders_are_left_out_and_named(tmp_path: Path) -> None:
    a_file(tmp_path, "a.txt")
    a_file(tmp_path, ".skjult.txt")
    a_file(tmp_path, ".git/config.txt")
    assert read_in(tmp_path) == ["a.txt"]
    assert left_out_of(tmp_path) == {".git": "skjult", ".skjult.txt": "skjult"}


def test_what_is_no_document_is_left_out_with_its_kind(tmp_path: Path) -> None:
    a_file(tmp_path, "billede.JPG")
    a_file(tmp_path, "~$referat.docx")
    a_file(tmp_path, "uden-endelse")
    assert read_in(tmp_path) == ["uden-endelse"]
    assert left_out_of(tmp_path) == {
        "billede.JPG": "ikke et dokument (.jpg)",
        "~$referat.docx": "midlertidig fil fra Office",
    }


def test_an_old_kind_of_document_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    a_file(tmp_path, "gammelt.doc")
    assert read_in(tmp_path) == ["gammelt.doc"]


def test_a_named_file_is_tried_whatever_it_is_called(tmp_path: Path) -> None:
    path = a_file(tmp_path, ".skjult.dat")
    assert [document.path for document in gather([str(path)]).documents] == [str(path)]


def test_links_that_go_in_a_ring_end(tmp_path: Path) -> None:
    a_file(tmp_path, "a/b/x.txt")
    (tmp_path / "a/b/op").symlink_to(tmp_path, target_is_directory=True)
    assert read_in(tmp_path) == ["a/b/x.txt"]
    assert left_out_of(tmp_path) == {"a/b/op": "mappen er allerede gennemgået (et link, der går i ring)"}


def test_a_link_to_nothing_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "væk.txt").symlink_to(tmp_path / "findes-ikke.txt")
    assert left_out_of(tmp_path) == {"væk.txt": "linket peger ikke på noget"}


def test_one_file_under_two_names_is_read_once(tmp_path: Path) -> None:
    original = a_file(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to(original)
    assert read_in(tmp_path) == ["a.txt"]
    assert left_out_of(tmp_path) == {"b.txt": f"samme fil som {original}"}


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    path = str(a_file(tmp_path, "a.txt"))
    gathered = gather([path, path, str(tmp_path)])
    assert [document.path for document in gathered.documents] == [path]
    assert len(gathered.left_out) == 2


def test_pipes_and_devices_in_a_folder_are_left_out(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rør.txt")
    assert left_out_of(tmp_path) == {"rør.txt": "ikke en almindelig fil"}


def test_a_folder_hundreds_of_folders_down_is_found(tmp_path: Path) -> None:
    deep = "/".join(["d"] * 400)
    file = a_file(tmp_path / deep, "a.txt")
    try:
        assert read_in(tmp_path) == [f"{deep}/a.txt"]
    finally:  # pytest takes old folders away by recursion, and so deep a one is too much for it
        file.unlink()
        folder = file.parent
        while folder != tmp_path:
            folder.rmdir()
            folder = folder.parent


def test_a_folder_without_documents_is_told_and_is_no_success(tmp_path: Path) -> None:
    a_file(tmp_path, "billede.png")
    run = referat(tmp_path)
    assert run.status == 1
    assert "Der er ingen dokumenter at læse." in run.out
    assert "billede.png: ikke et dokument (.png)" in run.out


@contextmanager
def as_nobody() -> Iterator[None]:
    """Take away the administrator's right to open everything, where the tests run as administrator."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_a_folder_that_may_not_be_opened_is_told_and_the_rest_is_found() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        a_file(folder, "a.txt")
        (folder / "låst").mkdir(mode=0)
        with as_nobody():
            gathered = gather([name])
        assert [document.path for document in gathered.documents] == [str(folder / "a.txt")]
        assert [(one.path, one.reason) for one in gathered.refused] == [
            (
                str(folder / "låst"),
                "Der er ikke adgang til mappen. Ret dens rettigheder, eller kopiér den et andet sted hen.",
            )
        ]


def test_a_path_that_does_not_exist_is_told_and_the_rest_is_found(tmp_path: Path) -> None:
    path = a_file(tmp_path, "a.txt")
    gathered = gather([str(tmp_path / "væk.pdf"), str(path)])
    assert [document.path for document in gathered.documents] == [str(path)]
    assert [one.reason for one in gathered.refused] == [
        "Filen findes ikke. Se efter, om navnet er skrevet rigtigt."
    ]
