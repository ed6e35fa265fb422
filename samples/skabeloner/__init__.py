"""Templates of the demo archive: one meeting as an SBSYS print, a Word file, a web page or plain text."""

from __future__ import annotations

from collections.abc import Callable

from . import plain_text, sbsys, web_page, word_file
from .meeting import Meeting

TEMPLATES: dict[str, tuple[str, Callable[[Meeting], bytes]]] = {
    "sbsys": (".pdf", sbsys.pdf),
    "word": (".docx", word_file.docx),
    "web": (".html", web_page.page),
    "tekst": (".txt", plain_text.text),
}
