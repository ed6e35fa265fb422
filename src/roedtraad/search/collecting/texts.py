"""Texts as they may be in the index: what is masked is not, whoever asks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from roedtraad.accounts.policy import Viewer
from roedtraad.documents.masking import hide
from roedtraad.documents.queries import hidden_words

_INVISIBLE = re.compile("[\u00ad\u200b\ufeff\u0002\ufffe]")  # soft hyphens and their like


def clean(text: str) -> str:
    """Return the text in NFC, without letters that cannot be seen."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


class Texts:
    """How the texts of some records are written into the index."""

    def __init__(self, hidden: Mapping[int, tuple[str, ...]]) -> None:
        """`hidden`: by record, the words that somebody masked by hand in what it was read from."""
        self._hidden = hidden

    def shown(self, text: str, *records: int) -> str:
        """Return a text of these records without contact data, and without what was masked in any of them."""
        if not text:
            return ""
        words = tuple(word for record in records for word in self._hidden.get(record, ()))
        return clean(hide(text, words))

    def all_shown(self, texts: Iterable[str], *records: int) -> tuple[str, ...]:
        """Return those of these texts that say something."""
        return tuple(shown for text in texts if (shown := self.shown(text, *records)).strip())


def texts_of(stranger: Viewer, pks: Iterable[int]) -> Texts:
    """Return how the texts of these records are written. One query."""
    return Texts(hidden_words(stranger, record_ids=pks))
