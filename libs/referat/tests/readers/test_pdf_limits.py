"""Bad PDF files: each ends in a sentence, and none crashes, fills or holds up whoever reads it."""

import concurrent.futures
import contextlib
import os
import signal
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pypdf
import pytest

from readers.drawing import Words, drawn_pdf, paragraph, typst_pdf
from referat.errors import ReadError
from referat.readers import read
from referat.readers.limits import MAX_SECONDS
from referat.readers.pdf import pool, read_pdf

GOOD = drawn_pdf(paragraph(70, 100, ["Punkt 1: Velkomst", "Formanden bød velkommen."]))

BUSY = 4  # times slower than a quiet machine: without the limits these files take minutes


def refused(data: bytes) -> ReadError:
    with pytest.raises(ReadError) as refusal:
        read(data, filename="referat.pdf")
    return refusal.value


def with_stream(stream: bytes, extra: bytes = b"") -> bytes:
    """Return a PDF of one page with this content."""
    good = drawn_pdf([Words(70, 100, "x")])
    start, end = good.index(b"<< /Length"), good.index(b"endstream")
    return good[:start] + b"<< /Length %d%s >>\nstream\n%s\n" % (len(stream), extra, stream) + good[end:]


def test_a_broken_file_is_refused():
    assert refused(GOOD[: len(GOOD) // 3]).code == "broken"
    assert refused(b"%PDF-1.7\nnothing more").code == "broken"


def test_a_password_is_said_to_be_one(tmp_path):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("hemmelig", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    error = refused((tmp_path / "locked.pdf").read_bytes())
    assert error.code == "encrypted"
    assert "adgangskode" in error.message


def test_a_scan_is_said_to_have_no_text():
    error = refused(drawn_pdf([], []))
    assert error.code == "no_text"
    assert "scanning" in error.message


def test_a_page_without_text_among_others_is_a_problem_and_no_refusal(tmp_path):
    image = typst_pdf("#rect(width: 3cm, height: 3cm, fill: gradient.linear(red, blue))\n")
    assert refused(image).code == "no_text"
    source = read(drawn_pdf(paragraph(70, 100, ["Formanden bød velkommen til mødet."]), []))
    assert len(source.pages) == 2


def test_a_text_in_letters_that_nobody_knows_is_refused():
    """A font without a table of its characters: pdfium can only guess."""
    known = b"/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding"
    unknown = (
        b"/Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 "
        b"/BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>]"
    )
    data = drawn_pdf(paragraph(70, 100, ["Godkendt af alle."] * 20)).replace(known, unknown, 1)
    error = refused(data)
    assert error.code == "no_text"
    assert "hvilke bogstaver" in error.message


def test_a_bomb_is_refused_within_the_limits():
    bomb = zlib.compress(b" " * 400_000_000, 9)
    start = time.perf_counter()
    error = refused(with_stream(bomb, b" /Filter /FlateDecode"))
    assert error.code in ("too_large", "broken", "too_slow", "no_text")
    assert time.perf_counter() - start < BUSY * MAX_SECONDS


def test_a_page_with_endless_work_is_stopped():
    forms = b"q 1 0 0 1 1 1 cm BT /F0 9 Tf 5 5 Td (endless) Tj ET Q\n" * 400_000
    start = time.perf_counter()
    with contextlib.suppress(ReadError):
        read(with_stream(zlib.compress(forms), b" /Filter /FlateDecode"))
    assert time.perf_counter() - start < BUSY * MAX_SECONDS


def test_a_file_that_is_too_slow_is_stopped_and_the_next_is_read():
    slow = with_stream(
        zlib.compress(b"BT /F0 9 Tf 5 5 Td (slow) Tj ET\n" * 100_000), b" /Filter /FlateDecode"
    )
    with pytest.raises(ReadError) as refusal:
        pool.ask({"task": "read"}, slow, seconds=0.05)
    assert refusal.value.code == "too_slow"
    assert read(GOOD).text.startswith("Punkt 1")


def test_a_child_that_died_while_it_waited_is_replaced():
    read(GOOD)
    for child in list(pool._POOL._idle):
        os.kill(child._process.pid, signal.SIGKILL)
        child._process.wait()
    assert read(GOOD).text.startswith("Punkt 1")


def test_many_threads_read_at_once():
    files = [drawn_pdf(paragraph(70, 100, [f"Referat nummer {number} af mange"])) for number in range(24)]
    with concurrent.futures.ThreadPoolExecutor(6) as threads:
        texts = [source.text for source in threads.map(read, files)]
    assert texts == [f"Referat nummer {number} af mange" for number in range(24)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_forked_process_starts_its_own_child():
    read(GOOD)
    if (pid := os.fork()) == 0:
        os._exit(0 if read(GOOD).text.startswith("Punkt 1") else 1)
    assert os.waitpid(pid, 0)[1] == 0
    assert read(GOOD).text.startswith("Punkt 1")


def test_the_child_is_kept_for_the_next_file():
    read_pdf(GOOD)
    before = [child._process.pid for child in pool._POOL._idle]
    read_pdf(GOOD)
    assert [child._process.pid for child in pool._POOL._idle] == before


def test_a_module_that_lies_where_somebody_works_is_not_loaded_by_the_child(tmp_path: Path) -> None:
    for name in ("types", "struct", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('not mine')\n", encoding="utf-8")
    (tmp_path / "referat.pdf").write_bytes(typst_pdf("Referat af møde"))
    program = "from pathlib import Path; from referat import read; print(read(Path('referat.pdf').read_bytes()).text)"
    run = subprocess.run(
        [sys.executable, "-P", "-c", program], cwd=tmp_path, capture_output=True, check=True, encoding="utf-8"
    )
    assert run.stdout.strip() == "Referat af møde"
