"""The one way in: what a file is, is seen from its bytes; what cannot be read is refused in a Danish sentence."""

import io
import zipfile

import pytest

from referat.errors import ReadError
from referat.readers import read, read_text


def packed(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def refused(data: bytes, **named: str) -> ReadError:
    with pytest.raises(ReadError) as refusal:
        read(data, **named)
    return refusal.value


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "filename", "code", "says"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "r.doc", "unknown_format", "gem den som DOCX eller PDF"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "r.docx", "encrypted", "adgangskode"),
        (b"\x89PNG\r\n\x1a\n" + b"\1" * 99, "r.png", "no_text", "tekstgenkendelse"),
        (packed(xl__workbook=b"x"), "r.xlsx", "unknown_format", "regneark"),
        (packed(a=b"x"), "r.zip", "unknown_format", "Pak den ud"),
        (b"PK\x03\x04 in pieces", "r.docx", "broken", "Word-fil"),
        (b"\x00\x01\x02\x03" * 500, "r.pdf", "broken", "PDF-fil"),
        (b"\x00\x01\x02\x03" * 500, "r.dat", "unknown_format", "«.dat»"),
        (b"\x00\x01\x02\x03" * 500, "r.txt", "broken", "indholdet er ikke tekst"),
        (b"<?xml version='1.0'?><faktura><sum>3</sum></faktura>", "r.xml", "unknown_format", "XML"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence_that_says_what_to_do(data, filename, code, says):
    error = refused(data, filename=filename)
    assert error.code == code
    assert says in error.message
    assert error.message.endswith(".")


def test_the_bytes_decide_what_it_is_and_not_the_name():
    assert read(b"<!DOCTYPE html><p>Referat", filename="referat.txt").media_type == "text/html"
    assert read(b"Referat", filename="referat.pdf").media_type == "text/plain"


def test_the_name_decides_where_the_bytes_are_silent():
    assert read(b"Referat", filename="referat.md").media_type == "text/markdown"
    assert read(b"Referat", media_type="text/markdown; charset=utf-8").media_type == "text/markdown"
    assert read(b"Referat", filename="uden-endelse").media_type == "text/plain"


def test_a_text_that_mentions_a_tag_is_no_web_page():
    assert read(b"Brug <p> i HTML.\n</p> slutter.").media_type == "text/plain"


def test_characters_can_be_read_without_a_file():
    source = read_text("Punkt 1\n", filename="indsat")
    assert (source.text, source.sha256, source.filename) == ("Punkt 1\n", None, "indsat")


def test_a_document_of_more_lines_than_minutes_have_is_refused_in_a_sentence():
    assert read(b"Punkt\n\n" * 50_000, filename="referat.txt").text.count("Punkt") == 50_000
    for data, name in (
        (b"Punkt\n\n" * 100_001, "referat.txt"),
        (b"<p>Punkt</p>" * 100_001, "referat.html"),
    ):
        with pytest.raises(ReadError) as refusal:
            read(data, filename=name)
        assert refusal.value.code == "too_large"
        assert "Del dokumentet i flere filer" in refusal.value.message
