"""Agendas and minutes as PDF (typst) and DOCX (Word), made of their frozen content."""

from roedtraad.publishing.typesetting.pdf import as_pdf
from roedtraad.publishing.typesetting.word import as_docx

__all__ = ["as_docx", "as_pdf"]
