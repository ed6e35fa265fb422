"""The DOCX reader."""

from referat.readers.word.reader import read_docx

__all__ = ["read_docx"]
