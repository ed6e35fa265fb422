"""Word files: what would be printed is read, with the numbers that Word counts and the text does not hold."""

import io
import itertools
import zipfile

import pytest

from readers.marked import content, levels, marked
from readers.packing import numbered, paragraph, raw_word, run, word_document, zipped
from referat.errors import ReadError
from referat.readers import read
from referat.source import MarkKind


def text_of(body: str, **parts: str) -> str:
    return read(raw_word(body, **parts)).text


LEVELS = """<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Punkt %1:"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>"""


def test_an_ordinary_document_is_read_as_it_was_written():
    def fill(document):
        document.sections[0].header.paragraphs[0].text = "Sundhedsklynge Vestbælt"
        document.sections[0].footer.paragraphs[0].text = "Region Bæltet"
        document.add_heading("Referat af møde", 0)
        document.add_heading("Punkt 1: Økonomi", 1)
        line = document.add_paragraph()
        line.add_run("Mødedato:").bold = True
        line.add_run(" 12. maj 2025")
        document.add_paragraph("Godkender", style="List Number")
        document.add_paragraph("Drøfter", style="List Number")
        document.add_paragraph("Ét punkt", style="List Bullet")
        table = document.add_table(rows=2, cols=3)
        for cell, text in zip([cell for row in table.rows for cell in row.cells], "ABCDEF", strict=True):
            cell.text = text
        document.add_paragraph("Slut")

    source = read(word_document(fill), filename="referat.docx")
    assert source.text.split("\n\n") == [
        "Sundhedsklynge Vestbælt",
        "Referat af møde",
        "Punkt 1: Økonomi",
        "Mødedato: 12. maj 2025",
        "1. Godkender\n2. Drøfter\n• Ét punkt",
        "A\tB\tC\nD\tE\tF",
        "Slut",
        "Region Bæltet",
    ]
    assert marked(source, MarkKind.HEADING) == ["Referat af møde", "Punkt 1: Økonomi"]
    assert "Mødedato:" in marked(source, MarkKind.BOLD)
    assert marked(source, MarkKind.FURNITURE) == ["Sundhedsklynge Vestbælt", "Region Bæltet"]
    assert len(marked(source, MarkKind.LIST_ITEM)) == 3


@pytest.mark.parametrize(
    ("style", "level"),
    [
        ('<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="heading 2"/></w:style>', 2),
        ('<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="Overskrift 2"/></w:style>', 2),
        ('<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="Punktoverskrift"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>', 4),
        ('<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="Punkt"/><w:basedOn w:val="Heading1"/></w:style>', 1),
        ('<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="Titel"/></w:style>', 1),
        ("", 2),
    ],
)  # fmt: skip
def test_a_heading_is_known_by_its_style_whatever_its_language(style, level):
    source = read(raw_word(paragraph("Økonomi", '<w:pStyle w:val="Overskrift2"/>'), styles=style))
    assert levels(source, MarkKind.HEADING) == [level]


def test_numbers_are_counted_as_word_counts_them():
    body = (
        numbered("a") + numbered("b") + numbered("c", level=1) + numbered("d", level=1) + numbered("e", level=2)
        + numbered("f", level=2) + numbered("g") + numbered("h", level=1) + paragraph("mellem") + numbered("i")
        + numbered("j", number=3) + numbered("k", number=3)
    )  # fmt: skip
    lines = text_of(body, numbering=LEVELS).replace("\n\n", "\n").split("\n")
    assert [line.strip() for line in lines] == [
        "1. a", "2. b", "2.1 c", "2.2 d", "a) e", "b) f", "3. g", "3.1 h", "mellem", "4. i", "1. j", "2. k",
    ]  # fmt: skip


def test_bullets_and_other_markers_are_those_that_are_seen():
    body = numbered("x", number=2) + numbered("y", number=2, level=1) + numbered("z", number=4)
    assert text_of(body, numbering=LEVELS) == "• x\n  o y\nPunkt III: z"


def test_a_numbered_heading_has_its_number():
    style = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    body = paragraph("Velkomst", '<w:pStyle w:val="H"/>') + paragraph("Budget", '<w:pStyle w:val="H"/>')
    source = read(raw_word(body, numbering=LEVELS, styles=style))
    assert marked(source, MarkKind.HEADING) == ["1. Velkomst", "2. Budget"]


def test_insertions_are_in_and_deletions_are_out():
    body = paragraph(
        run("Beløbet er ")
        + '<w:del w:id="1"><w:r><w:delText>100.000</w:delText></w:r></w:del>'
        + f'<w:ins w:id="2">{run("250.000")}</w:ins>'
        + run(" kr.")
        + f'<w:moveFrom w:id="3">{run("flyttet")}</w:moveFrom><w:moveTo w:id="4">{run(" Slut.")}</w:moveTo>'
    )
    assert text_of(body) == "Beløbet er 250.000 kr. Slut."


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    body = paragraph("Udvalget ", "<w:rPr><w:del w:id='1'/></w:rPr>") + paragraph("godkendte.")
    assert text_of(body) == "Udvalget godkendte."


def test_the_code_of_a_field_is_out_and_its_result_is_in():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("Bilag 1")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert text_of(paragraph(run("Se ") + field + run(" her"))) == "Se Bilag 1 her"


def test_a_table_of_contents_is_lines_that_follow_each_other():
    styles = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    lines = "".join(
        paragraph(run(title) + "<w:r><w:tab/></w:r>" + run(page), '<w:pStyle w:val="T1"/>')
        for title, page in (("Velkomst", "2"), ("Budget", "3"))
    )
    assert text_of(lines, styles=styles) == "Velkomst\t2\nBudget\t3"


def test_tabs_breaks_hyphens_and_symbols():
    pieces = (
        run("a") + "<w:r><w:tab/></w:r>" + run("b") + "<w:r><w:br/></w:r>" + run("c\u00a0d")
        + "<w:r><w:noBreakHyphen/></w:r>" + run("e") + "<w:r><w:softHyphen/></w:r>" + run("f")
        + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("skjult", "<w:vanish/>")
    )  # fmt: skip
    assert text_of(paragraph(pieces)) == "a\tb\nc d-ef☒"


def test_pages_begin_where_word_broke_them():
    body = (
        paragraph("Side et") + paragraph(run("Stadig et, ") + "<w:r><w:lastRenderedPageBreak/></w:r>" + run("nu to"))
        + paragraph('<w:r><w:br w:type="page"/></w:r>') + paragraph("Side tre") + paragraph("Side fire", "<w:pageBreakBefore/>")
    )  # fmt: skip
    source = read(raw_word(body))
    starts = [*source.pages, len(source.text)]
    pages = [source.text[start:end].strip() for start, end in itertools.pairwise(starts)]
    assert pages == ["Side et\n\nStadig et,", "nu to", "Side tre", "Side fire"]


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else paragraph(content)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_merged_cells_leave_empty_ones_and_the_columns_stand():
    body = table(
        cell("År") + cell("Kommuner", '<w:gridSpan w:val="2"/>'),
        cell("2024", '<w:vMerge w:val="restart"/>') + cell("Fjordby") + cell("1"),
        cell("2024", "<w:vMerge/>") + cell("Hedelund") + cell("2"),
    )
    assert text_of(body) == "År\tKommuner\t\n2024\tFjordby\t1\n\tHedelund\t2"


def test_the_paragraphs_of_a_cell_and_a_table_inside_it_are_one_line():
    inner = table(cell("x") + cell("y"))
    body = table(
        cell(paragraph("Ét") + paragraph("to")) + cell(paragraph("før") + inner + paragraph("efter"))
    )
    source = read(raw_word(body))
    assert marked(source, MarkKind.TABLE) == ["Ét to\tfør x y efter"]
    assert marked(source, MarkKind.CELL_LINE) == ["Ét", "to", "før", "x", "y", "efter"]


def test_a_deleted_row_is_out():
    assert (
        text_of(table(cell("a") + cell("b"), "<w:trPr><w:del w:id='1'/></w:trPr>" + cell("c") + cell("d")))
        == "a\tb"
    )


def test_a_table_with_prose_in_it_is_text_and_short_cells_introduce_it():
    prose = paragraph("Godkendt.") + numbered("Ét") + numbered("To")
    source = read(
        raw_word(
            table(cell("Beslutning") + cell(prose), cell("1") + cell("Budget") + cell(prose)),
            numbering=LEVELS,
        )
    )
    assert marked(source, MarkKind.TABLE) == []
    assert source.text.split("\n\n") == [
        "Beslutning\tGodkendt.",
        "1. Ét\n2. To",
        "1\tBudget",
        "Godkendt.",
        "3. Ét\n4. To",
    ]


def test_a_row_of_its_own_around_an_item_is_no_table():
    row = table(
        cell(paragraph("3. Budget") + paragraph("(10 min.)"))
        + cell(paragraph("Godkendt.") + paragraph("Frist: –"))
    )
    source = read(raw_word(row))
    assert marked(source, MarkKind.TABLE) == []
    assert source.text.split("\n\n") == ["3. Budget", "(10 min.)", "Godkendt.", "Frist: –"]


def test_a_frame_of_one_cell_is_no_table():
    assert marked(read(raw_word(table(cell("Resumé"), cell("Sagen kort")))), MarkKind.TABLE) == []


def test_content_controls_are_opened_and_their_prompts_are_out():
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Udfyldt')}</w:sdtContent></w:sdt>"
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('Klik her')}</w:sdtContent></w:sdt>"
    )
    assert text_of(body) == "Udfyldt"


def test_text_boxes_are_read_once():
    box = f"<w:txbxContent>{paragraph('I boksen')}</w:txbxContent>"
    drawing = (
        '<w:r><mc:AlternateContent xmlns:mc="mc"><mc:Choice><w:drawing>' + box + "</w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict>" + box + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(paragraph(drawing + run("Ved siden af"))) == "Ved siden af\n\nI boksen"


def test_notes_stand_last_and_their_references_are_no_words():
    relations = '<Relationships><Relationship Id="r" Type="http://x/footnotes" Target="footnotes.xml"/></Relationships>'
    notes = (
        '<w:footnotes XMLNS><w:footnote w:id="2">'
        + paragraph("En note.")
        + '</w:footnote><w:footnote w:id="3">'
        + paragraph("Ubrugt.")
        + "</w:footnote></w:footnotes>"
    )
    body = paragraph(run("Tekst") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" videre"))
    source = read(raw_word(body, word___rels__document_D_xml_D_rels=relations, word__footnotes_D_xml=notes))
    assert source.text == "Tekst[1] videre\n\n[1] En note."
    assert marked(source, MarkKind.FOOTNOTE) == ["[1] En note."]
    assert marked(source, MarkKind.MARKUP) == ["[1]"]


def test_comments_are_out():
    body = paragraph(
        '<w:commentRangeStart w:id="1"/>'
        + run("Godkendt")
        + '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    )
    assert text_of(body) == "Godkendt"


def test_a_header_that_is_on_every_section_is_read_once():
    def fill(document):
        document.add_paragraph("Ét")
        document.sections[0].header.paragraphs[0].text = "Klyngen"
        second = document.add_section()
        second.header.is_linked_to_previous = False
        second.header.paragraphs[0].text = "Klyngen"
        document.add_paragraph("To")

    source = read(word_document(fill))
    assert source.text.count("Klyngen") == 1
    assert content(source) == "Ét\n\nTo"


def test_the_header_of_the_first_page_alone_is_text():
    def fill(document):
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "Referat fra Seniorrådet"
        section.header.paragraphs[0].text = "Fortsat"
        document.add_paragraph("Mødet begyndte.")

    source = read(word_document(fill))
    assert content(source) == "Referat fra Seniorrådet\n\n\n\nMødet begyndte."
    assert marked(source, MarkKind.FURNITURE) == ["Fortsat"]


def test_a_broken_file_and_a_bomb_are_refused():
    whole = raw_word(paragraph("Tekst"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 200_000_000)
    for data, code in (
        (whole[: len(whole) // 2], "broken"),
        (buffer.getvalue(), "too_large"),
        (zipped(**{"[Content_Types]_D_xml": "", "word__document_D_xml": "<a><b></a>"}), "broken"),
        (zipped(**{"[Content_Types]_D_xml": "", "word__document_D_xml": "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>"}), "broken"),
    ):  # fmt: skip
        with pytest.raises(ReadError) as refusal:
            read(data, filename="referat.docx")
        assert refusal.value.code == code


def test_a_document_with_nothing_in_it_is_refused():
    with pytest.raises(ReadError) as refusal:
        read(raw_word(paragraph("")))
    assert refusal.value.code == "no_text"
