"""Files that nobody should be hurt by: real ones, cut and flipped, and others built to cost as much as they can.

Every file is made from a seed, so that what was found once can be found again.
"""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

from readers.drawing import Words, drawn_pdf, grid, paragraph, typst_pdf
from readers.packing import open_document, raw_word, zipped

LINE = (
    "Sundhedsklyngen drøftede den tværsektorielle aftale, og Ida Holm følger op inden udgangen af maj 2025. "
)
MARKUP = f"""= Referat af møde i Driftsforum
*Mødedato* 12. maj 2025
#outline()
== Punkt 1: Økonomi
{LINE * 8}

#table(columns: 3, [Projekt], [2024], [2025], [Drift], [1.000 kr.], [2.000 kr.], [I alt], [1.000], [2.000])

Det indstilles, at Driftsforum
+ godkender budgettet
- punkt
== Punkt 2: Eventuelt
#columns(2)[{LINE * 6}]"""
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Referat</title></head><body><nav><a href=/>x</a></nav><main>
<h1>Referat af møde</h1><dl><dt>Sted</dt><dd>Teams</dd></dl><h2>Punkt 1: Økonomi</h2><p>{LINE * 4}</p>
<ul><li>Ét<ol><li>To</ol></ul><table><tr><th>A<th>B<tr><td>1<td colspan=2>2</table><details><summary>x</summary>y</details>
</main><footer>z</footer></body></html>"""
TEXT = f"""REFERAT Driftsforum d. 12-05-2025

Mødedato Mandag d. 12. maj 2025 kl. 12:30

Punkt 1: Økonomi

Beslutning
**Godkendt.** {LINE}
- punkt
1. Godkender 250.000 kr.

| A | B |
|---|---|
| 1 | 2 |
\f# Punkt 2
Fraværende Ida Holm, Bo Agerkær
"""
SBSYS = f"""<?xml version="1.0" encoding="utf-8"?><Dagsorden Dagsordentype="Referat"><Møde Udvalg="Driftsforum" Mødedato="2. maj 2026"/>
<Dagsordenpunkter><Dagsordenpunkt Nummer="1" Åbent="true"><Overskrift>Økonomi</Overskrift><Indhold>
<Beslutning><![CDATA[<p>{LINE}</p><ul><li>a</li></ul>]]></Beslutning></Indhold><Bilagsliste><Bilag Navn="b.pdf"/></Bilagsliste>
</Dagsordenpunkt></Dagsordenpunkter></Dagsorden>"""
RTF = (
    r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\pard{\b Referat}\par " + LINE.replace("ø", r"\'f8") * 3
    + r"\par{\listtext 1.\tab}Godkender\par\trowd A\cell B\cell\row\pard Slut{\footnote Note}\par}"
)  # fmt: skip
WORD_BODY = (
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Punkt 1: Økonomi</w:t></w:r></w:p>'
    f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{LINE}</w:t></w:r></w:p>" * 5
    + '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Godkender</w:t></w:r></w:p>' * 3
    + "<w:tbl>" + ("<w:tr>" + "<w:tc><w:p><w:r><w:t>1.000 kr.</w:t></w:r></w:p></w:tc>" * 3 + "</w:tr>") * 4 + "</w:tbl>"
)  # fmt: skip
NUMBERS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
ODT_BODY = (
    '<text:h text:outline-level="1">Punkt 1</text:h>' + f"<text:p>{LINE}</text:p>" * 5
    + "<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>"
    + "<table:table><table:table-row>" + "<table:table-cell><text:p>1</text:p></table:table-cell>" * 3 + "</table:table-row></table:table>"
)  # fmt: skip
SPACES = 100_000_000


@cache
def _pdfs() -> tuple[bytes, ...]:
    drawn = [
        *paragraph(70, 90, [LINE] * 20),
        *grid([60, 200, 400], [500, 530, 560]),
        Words(70, 515, "A"),
        Words(210, 545, "B"),
    ]
    return typst_pdf(MARKUP), drawn_pdf(drawn, drawn), drawn_pdf(drawn, packed=True)


@cache
def whole_files(kind: str) -> tuple[bytes, ...]:
    """Return the files of a kind that are as they should be."""
    return {
        "pdf": _pdfs,
        "docx": lambda: (raw_word(WORD_BODY, numbering=NUMBERS),),
        "odt": lambda: (open_document(ODT_BODY),),
        "rtf": lambda: (RTF.encode("latin-1", "replace"),),
        "html": lambda: (PAGE.encode(), PAGE.encode("cp1252")),
        "xml": lambda: (SBSYS.encode(),),
        "txt": lambda: (TEXT.encode(), TEXT.encode("cp1252"), TEXT.encode("utf-16")),
        "md": lambda: (TEXT.replace("Punkt 1", "# **Punkt 1**").encode(),),
    }[kind]()


KINDS = ("pdf", "docx", "odt", "rtf", "html", "xml", "txt", "md")
EVERY = 12  # one file in so many is built to cost, the others are mutated


def hostile_file(kind: str, number: int, seed: int) -> tuple[str, bytes]:
    """Return what was done to the file, and its bytes."""
    rng = random.Random(f"{seed}/{kind}/{number}")
    costly = COSTLY.get(kind, ())
    if costly and number % EVERY == 0:
        make = costly[number // EVERY % len(costly)]
        return make.__name__.strip("_"), make(rng)
    data = rng.choice(whole_files(kind))
    if kind in ("docx", "odt") and rng.random() < 0.7:
        return "mutated inside", _mutated_inside(data, rng)
    return "mutated", _mutated(data, rng)


def _mutated(data: bytes, rng: random.Random) -> bytes:
    """Return the bytes cut, flipped, moved, doubled, or filled."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        at = rng.randrange(len(out) + 1)
        size = rng.choice((1, 2, 8, 64, 512, 4096))
        step = rng.randrange(8)
        if step == 0:
            del out[at:]
        elif step == 1:
            del out[at : at + size]
        elif step == 2:
            out[at:at] = out[at : at + size]
        elif step == 3:
            out[at : at + size] = bytes(rng.randrange(256) for _ in range(size))
        elif step == 4:
            out[at : at + size] = bytes(size)
        elif step == 5:
            other = rng.randrange(len(out) + 1)
            out[at:at] = out[other : other + size]
        else:
            for place in range(at, min(at + size, len(out)), max(size // 4, 1)):
                out[place] ^= 1 << rng.randrange(8)
        if not out:
            break
    return bytes(out)


def _mutated_inside(data: bytes, rng: random.Random) -> bytes:
    """Return a packed file that is whole, of which one part is not."""
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    victim = max(parts, key=lambda name: len(parts[name]) * rng.random())
    parts[victim] = rng.choice((_mutated, _mangled))(parts[victim], rng)
    return zipped(**parts)


def _mangled(data: bytes, rng: random.Random) -> bytes:
    """Return XML that is well-formed as far as it was, with other values in it."""
    for _ in range(rng.choice((1, 3, 10))):
        start = data.find(b'"', rng.randrange(len(data) + 1))
        end = data.find(b'"', start + 1)
        if start >= 0 and end > start:
            value = rng.choice((b"", b"-1", b"99999999999", b"x" * 1000, b"1.5", "æ".encode(), b"%1%2%3%9"))
            data = data[: start + 1] + value + data[end:]
    return data


# --- built to cost ----------------------------------------------------------------------------------------------------


def _with_stream(stream: bytes) -> bytes:
    good = drawn_pdf([Words(70, 100, "x")])
    packed = zlib.compress(stream, 6)
    start, end = good.index(b"<< /Length"), good.index(b"endstream")
    head = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
    return good[:start] + head + packed + b"\n" + good[end:]


def pdf_of_spaces(rng: random.Random) -> bytes:
    return _with_stream(b" " * SPACES)


def pdf_with_a_full_page(rng: random.Random) -> bytes:
    words = b"".join(
        b"1 0 0 1 %d %d Tm (ord %d) Tj\n" % (rng.randrange(600), rng.randrange(800), n) for n in range(60_000)
    )
    return _with_stream(b"BT /F0 4 Tf " + words + b" ET")


def pdf_with_a_full_grid(rng: random.Random) -> bytes:
    lines = b"".join(b"%d 0 m %d 800 l S 0 %d m 600 %d l S\n" % (n, n, n, n) for n in range(0, 800, 3))
    words = b"".join(b"1 0 0 1 %d %d Tm (%d) Tj\n" % (n % 90 * 6, n // 90 * 6, n % 10) for n in range(9_000))
    return _with_stream(lines + b"BT /F0 4 Tf " + words + b" ET")


def pdf_with_many_pages(rng: random.Random) -> bytes:
    data = drawn_pdf(paragraph(70, 90, [LINE] * 40))
    return data.replace(b"/Kids [7 0 R] /Count 1", b"/Kids [" + b"7 0 R " * 1_900 + b"] /Count 1900")


def pdf_with_a_huge_page(rng: random.Random) -> bytes:
    return drawn_pdf(paragraph(70, 90, [LINE])).replace(b"[0 0 595.0 842.0]", b"[0 0 9e9 9e9]")


def pdf_that_holds_itself(rng: random.Random) -> bytes:
    return drawn_pdf(paragraph(70, 90, [LINE])).replace(b"/Kids [7 0 R]", b"/Kids [2 0 R]")


def docx_of_spaces(rng: random.Random) -> bytes:
    return raw_word("<w:p><w:r><w:t>" + " " * SPACES + "</w:t></w:r></w:p>")


def docx_of_spaces_between(rng: random.Random) -> bytes:
    return raw_word("<w:p><w:r><w:t>" + (" " * 9_000_000 + "</w:t><w:t>") * 6 + "x</w:t></w:r></w:p>")


def docx_with_a_million_cells(rng: random.Random) -> bytes:
    return raw_word("<w:tbl>" + ("<w:tr>" + "<w:tc><w:p/></w:tc>" * 100 + "</w:tr>") * 10_000 + "</w:tbl>")


def docx_with_many_cells(rng: random.Random) -> bytes:
    cell = "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"
    return raw_word("<w:tbl>" + ("<w:tr>" + cell * 100 + "</w:tr>") * 700 + "</w:tbl>")


def docx_of_nested_tables(rng: random.Random) -> bytes:
    return raw_word("<w:tbl><w:tr><w:tc>" * 60 + WORD_BODY * 20 + "</w:tc></w:tr></w:tbl>" * 60)


def docx_nested_too_deep(rng: random.Random) -> bytes:
    return raw_word("<w:sdt><w:sdtContent>" * 3_000 + WORD_BODY + "</w:sdtContent></w:sdt>" * 3_000)


def docx_with_an_entity_bomb(rng: random.Random) -> bytes:
    return zipped(**{"[Content_Types]_D_xml": "<Types/>", "word__document_D_xml": _entity_bomb("w:document")})


def docx_with_wide_spans(rng: random.Random) -> bytes:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>'
    return raw_word("<w:tbl>" + f"<w:tr>{cell * 50}</w:tr>" * 300 + "</w:tbl>")


def zip_of_many_parts(rng: random.Random) -> bytes:
    return zipped(**{"[Content_Types]_D_xml": "<Types/>", **{f"word__{n}": "" for n in range(21_000)}})


def odt_of_spaces(rng: random.Random) -> bytes:
    return open_document("<text:p>" + " " * SPACES + "</text:p>")


def odt_of_nested_lists(rng: random.Random) -> bytes:
    return open_document(
        "<text:list><text:list-item>" * 100 + "<text:p>x</text:p>" + "</text:list-item></text:list>" * 100
    )


def odt_of_repeated_cells(rng: random.Random) -> bytes:
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
    return open_document(
        "<table:table>" + f"<table:table-row>{cell * 20}</table:table-row>" * 400 + "</table:table>"
    )


def odt_of_paragraphs(rng: random.Random) -> bytes:
    return open_document("<text:p>a</text:p>" * 140_000)


def rtf_of_groups(rng: random.Random) -> bytes:
    return b"{\\rtf1 " + b"{\\b a}" * 140_000 + b"}"


def rtf_nested_too_deep(rng: random.Random) -> bytes:
    return b"{\\rtf1 " + b"{" * 1_000_000


def rtf_of_cells(rng: random.Random) -> bytes:
    return b"{\\rtf1 \\intbl " + b"x\\cell " * 90_000 + b"\\row}"


def html_of_divs(rng: random.Random) -> bytes:
    return b"<!DOCTYPE html>" + b"<div class=menu>" * 140_000 + b"x"


def html_of_cells(rng: random.Random) -> bytes:
    return b"<!DOCTYPE html><table>" + (b"<tr>" + b"<td>1" * 100) * 900


def html_of_spans(rng: random.Random) -> bytes:
    return b"<!DOCTYPE html><table>" + b"<tr><td colspan=1000 rowspan=1000>x" * 20_000


def html_of_nested_tables(rng: random.Random) -> bytes:
    return b"<!DOCTYPE html>" + b"<table><tr><td>a<td>" * 10_000 + PAGE.encode()


def html_of_spaces(rng: random.Random) -> bytes:
    return b"<!DOCTYPE html><p>x" + b" " * 25_000_000


def html_of_paragraphs(rng: random.Random) -> bytes:
    return b"<!DOCTYPE html><main>" + b"<p>Punkt" * 140_000


def _entity_bomb(root: str) -> str:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "bombe"}">' for n in range(12))
    return f"<?xml version='1.0'?><!DOCTYPE {root} [{entities}]><{root}>&e11;</{root}>"


def xml_with_an_entity_bomb(rng: random.Random) -> bytes:
    return _entity_bomb("Dagsorden").encode()


def xml_nested_too_deep(rng: random.Random) -> bytes:
    return b"<?xml version='1.0'?><Dagsorden>" + b"<a>" * 100_000


def xml_of_items(rng: random.Random) -> bytes:
    item = '<Dagsordenpunkt Nummer="1"><Overskrift>x</Overskrift><Indhold><Sag>&lt;p&gt;x</Sag></Indhold></Dagsordenpunkt>'
    return f"<?xml version='1.0'?><Dagsorden><Dagsordenpunkter>{item * 12_000}</Dagsordenpunkter></Dagsorden>".encode()


def text_of_spaces(rng: random.Random) -> bytes:
    return b"x" + b" " * 4_500_000 + b"x"


def text_too_long(rng: random.Random) -> bytes:
    return b" " * SPACES + b"x"


def text_of_one_sign(rng: random.Random) -> bytes:
    return (
        rng.choice(
            (
                "*",
                "#",
                "|",
                "-",
                "(",
                ".",
                "1",
                "_",
                "[",
                "<",
                "\n",
                "\t",
                "\f",
                "æ",
                "Punkt 1\n",
                "a\n",
                "kr. ",
            )
        ).encode()
        * 200_000
    )


def text_of_minutes(rng: random.Random) -> bytes:
    return TEXT.encode() * 2_500


COSTLY: dict[str, tuple[Callable[[random.Random], bytes], ...]] = {
    "pdf": (
        pdf_with_a_full_page, pdf_of_spaces, pdf_with_a_full_grid, pdf_with_many_pages, pdf_with_a_huge_page, pdf_that_holds_itself,
    ),
    "docx": (
        docx_with_many_cells, docx_of_spaces, docx_with_a_million_cells, docx_of_nested_tables, docx_nested_too_deep,
        docx_with_an_entity_bomb, docx_with_wide_spans, zip_of_many_parts, docx_of_spaces_between,
    ),
    "odt": (odt_of_paragraphs, odt_of_spaces, odt_of_nested_lists, odt_of_repeated_cells),
    "rtf": (rtf_of_groups, rtf_nested_too_deep, rtf_of_cells),
    "html": (html_of_cells, html_of_divs, html_of_spans, html_of_nested_tables, html_of_spaces, html_of_paragraphs),
    "xml": (xml_of_items, xml_with_an_entity_bomb, xml_nested_too_deep),
    "txt": (text_of_minutes, text_of_spaces, text_too_long, text_of_one_sign, text_of_one_sign),
    "md": (text_of_one_sign, text_of_spaces),
}  # fmt: skip
