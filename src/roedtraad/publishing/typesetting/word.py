"""A paper as DOCX, with Word's own styles, so that a template of the body gives it another look."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from roedtraad.publishing.content import ItemContent, PaperContent
from roedtraad.publishing.logos import HEIGHT_MM, Logo
from roedtraad.publishing.prose import Block, BlockKind

LANGUAGE = "da-DK"


def as_docx(
    content: PaperContent,
    *,
    mark: str,
    at: datetime,
    template: Path | None = None,
    logo: Logo | None = None,
) -> bytes:
    """Return the file. `mark` stands in its properties; `template` is a Word file whose styles and margins are taken over."""
    paper = docx.Document(str(template) if template else None)
    _properties(paper, content, mark=mark, at=at)
    if logo is not None:
        _logo(paper, logo)
    paper.add_paragraph(content.collaboration)
    paper.add_heading(content.heading, level=1)
    paper.add_paragraph().add_run(content.body).bold = True
    if content.title:
        paper.add_paragraph(content.title)
    paper.add_paragraph(f"{content.labels.time}: {content.when}")
    if content.place:
        paper.add_paragraph(f"{content.labels.place}: {content.place}")
    for group in content.people:
        paper.add_heading(group.heading, level=2)
        for name in group.names:
            paper.add_paragraph(name, style="List Bullet")
    for item in content.items:
        _item(paper, item, label=content.labels.item)
    saved = BytesIO()
    paper.save(saved)
    return saved.getvalue()


def _properties(paper: Document, content: PaperContent, *, mark: str, at: datetime) -> None:
    properties = paper.core_properties
    properties.title = f"{content.heading}, {content.body}, {content.when}"[:255]
    properties.author = content.body[:255]
    properties.keywords = mark
    properties.language = LANGUAGE
    properties.comments = ""
    properties.created = properties.modified = at.replace(tzinfo=None)
    fonts = paper.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    fonts.append(language)


def _logo(paper: Document, logo: Logo) -> None:
    shape = paper.add_paragraph().add_run().add_picture(BytesIO(logo.as_png()), height=Mm(HEIGHT_MM))
    shape._inline.docPr.set("descr", logo.alt)


def _item(paper: Document, item: ItemContent, *, label: str) -> None:
    number = f"{label} {item.number}. " if item.number else ""
    paper.add_heading(f"{number}{item.title}", level=2)
    if item.note:
        paper.add_paragraph().add_run(item.note).italic = True
    for part in item.parts:
        paper.add_heading(part.heading, level=3)
        for block in part.blocks:
            _block(paper, block)


def _block(paper: Document, block: Block) -> None:
    if block.kind is BlockKind.TABLE:
        _table(paper, block)
    elif block.kind is BlockKind.BULLETS:
        for line in block.lines:
            paper.add_paragraph(line, style="List Bullet")
    elif block.kind is BlockKind.NUMBERS:
        # Written out: Word's own numbers would run on from the list of the item before.
        for number, line in enumerate(block.lines, start=block.start):
            paper.add_paragraph(f"{number}. {line}")
    elif block.kind is BlockKind.HEADING:
        paper.add_paragraph().add_run(block.text).bold = True
    else:
        paragraph = paper.add_paragraph()
        for number, line in enumerate(block.lines):
            run = paragraph.add_run(line)
            if number < len(block.lines) - 1:
                run.add_break()


def _table(paper: Document, block: Block) -> None:
    table = paper.add_table(rows=len(block.rows), cols=len(block.rows[0]), style="Table Grid")
    for row, told in zip(table.rows, block.rows, strict=True):
        for cell, words in zip(row.cells, told, strict=True):
            cell.text = words.text
            if words.is_number:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    # The first row is repeated on the next page, and read out as heading.
    first = table.rows[0]._tr.get_or_add_trPr()
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    first.append(header)
