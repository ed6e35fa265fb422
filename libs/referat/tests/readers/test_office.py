"""OpenDocument and RTF: the same text as from any other word processor."""

import subprocess
import sys

import pytest

from readers.marked import content, levels, marked
from readers.packing import open_document
from referat.errors import ReadError
from referat.readers import read
from referat.source import MarkKind

LISTS = """<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>
<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="–"/></text:list-style>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>"""

TEXT = """<text:tracked-changes><text:changed-region><text:deletion><text:p>Slettet</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">Referat af møde</text:h>
<text:p><text:span text:style-name="T1">Sted:</text:span><text:tab/>Teams<text:s text:c="2"/>og mere<text:line-break/>næste linje</text:p>
<text:list text:style-name="N"><text:list-item><text:p>Godkender</text:p><text:list><text:list-item><text:p>under</text:p></text:list-item></text:list></text:list-item>
<text:list-item><text:p>Drøfter</text:p></text:list-item></text:list>
<text:list text:style-name="B"><text:list-item><text:p>Punkt</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell><text:p>B</text:p><text:p>b</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>C</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>
<text:p text:style-name="P1">Side to<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>En note.</text:p></text:note-body></text:note>
<office:annotation><text:p>Kommentar</text:p></office:annotation><draw:frame><draw:text-box><text:p>I boksen</text:p></draw:text-box></draw:frame></text:p>"""


def test_an_opendocument_text_is_read_as_it_would_be_printed():
    header = "<office:master-styles><style:master-page><style:header><text:p>Klyngen</text:p></style:header></style:master-page></office:master-styles>"
    source = read(open_document(TEXT, automatic=LISTS, styles=header), filename="referat.odt")
    assert content(source).split("\n\n") == [
        "Referat af møde",
        "Sted:\tTeams  og mere\nnæste linje",
        "1. Godkender\n  a) under\n2. Drøfter\n– Punkt",
        "A\tB b\nC\t",
        "Side to[1]",
        "I boksen",
        "[1] En note.",
    ]
    assert marked(source, MarkKind.FURNITURE) == ["Klyngen"]
    assert marked(source, MarkKind.BOLD) == ["Sted:"]
    assert levels(source, MarkKind.LIST_ITEM) == [0, 1, 0, 0]
    assert source.text[source.pages[1] :].startswith("Side to")


def test_an_opendocument_text_with_a_password_is_refused():
    data = open_document("", **{"META-INF__manifest_D_xml": "<manifest><encryption-data/></manifest>"})
    with pytest.raises(ReadError) as refusal:
        read(data)
    assert refusal.value.code == "encrypted"


RTF = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\stylesheet{\s0 Normal;}{\s1 heading 1;}}
{\*\generator Word;}{\info{\title Skjult}}{\header Klyngen\par}
\pard\s1 Referat af m\'f8de\par\pard {\b M\'f8dedato:} 12. maj\~2025\par
{\listtext\tab 1.\tab}Godkender \u8211? \'e5rsplan\u230\'3f{\footnote \pard En note.}\par
{\*\pn\pnlvlblt}{\pntext\'b7\tab}Dr\'f8fter {\deleted slettet}{\v skjult}{\field{\*\fldinst HYPERLINK x}{\fldrslt Bilag}}\par\pard
\trowd\intbl Projekt\cell Bel\'f8b\cell\row\trowd\intbl Drift\par og l\'f8n\cell 250.000 kr.\cell\row
\pard{\pict\pngblip 89504e47}Slut\page Side to\par}"""


def test_an_rtf_text_is_read_as_it_would_be_printed():
    source = read(RTF, filename="referat.rtf")
    assert source.text.split("\n\n") == [
        "Referat af møde",
        "Mødedato: 12. maj 2025",
        "1. Godkender – årsplanæ[1]\n• Drøfter Bilag",
        "Projekt\tBeløb\nDrift og løn\t250.000 kr.",
        "Slut\nSide to",
        "[1] En note.",
    ]
    assert marked(source, MarkKind.HEADING) == ["Referat af møde"]
    assert marked(source, MarkKind.BOLD) == ["Mødedato:"]
    assert source.text[source.pages[1] :].startswith("Side to")


@pytest.mark.parametrize(
    "data",
    [b"{\\rtf1", b"{\\rtf1 " + b"{" * 5_000, b"{\\rtf1\\bin99999999 x", b"{\\rtf1 \\'", b"{\\rtf1 }}}}x"],
)
def test_rtf_in_pieces_is_read_or_refused(data):
    try:
        read(data)
    except ReadError as error:
        assert error.code in ("no_text", "too_large", "broken")  # noqa: PT017


def test_the_library_reads_text_without_what_other_formats_need():
    program = (
        "import sys; sys.modules['lxml'] = None; sys.modules['pypdfium2'] = None\n"
        "from referat.errors import ReadError; from referat.readers import read\n"
        "assert read(b'Referat').text == 'Referat'\n"
        "for data in (b'<!DOCTYPE html><p>x', b'%PDF-1.7 x'):\n"
        "    try: read(data)\n"
        "    except ReadError as error: print(error.code, error.message)\n"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert said.count("missing_reader") == 2
    assert "pip install 'referat[html]'" in said
    assert "pip install 'referat[pdf]'" in said
