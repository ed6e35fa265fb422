"""Readers: the bytes of a document become `SourceText`. What a reader cannot read it refuses in a Danish sentence."""

from referat.readers.door import read, read_text
from referat.readers.pdf import Box, NoSuchPage, NotItsText, boxes, page_image

__all__ = ["Box", "NoSuchPage", "NotItsText", "boxes", "page_image", "read", "read_text"]
