"""Words that the archive uses and the word list does not know: possible parts of compounds.

They are taken from what is public when an index is built, and stand for the life of that generation: what an entry is
found by does not depend on when it was written, nor on anything that is closed.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice

from roedtraad.accounts.models import Record, RecordKind
from roedtraad.search.collecting import entries_of
from roedtraad.search.language import Analyser, shipped_lexicon
from roedtraad.search.language.folding import words_of
from roedtraad.search.language.lexicon import SHORTEST_OF_ARCHIVE

SAMPLE = 4000  # the newest public items and decisions
AT_A_TIME = 400
LEAST_ENTRIES = 3  # in which a word must stand: fewer is a slip of the pen
MOST_WORDS = 20_000


def archive_words() -> tuple[str, ...]:
    """Return the words, sorted. Some hundred queries, a few seconds for a large archive."""
    kinds = (RecordKind.ITEM, RecordKind.DECISION)
    pks = Record.objects.filter(is_public=True, kind__in=kinds).order_by("-pk").values_list("pk", flat=True)
    analyser = Analyser(shipped_lexicon())
    seen: Counter[str] = Counter()
    newest = iter(list(pks[:SAMPLE]))
    while chunk := list(islice(newest, AT_A_TIME)):
        for entry in entries_of(chunk).values():
            card = entry.card
            seen.update({word for text in (card.title, card.lead, *card.texts) for word in words_of(text)})
    common = (word for word, count in seen.most_common() if count >= LEAST_ENTRIES)
    return tuple(sorted(islice((word for word in common if _is_unknown(word, analyser)), MOST_WORDS)))


def _is_unknown(word: str, analyser: Analyser) -> bool:
    """Return whether a word is neither in the list nor made of words that are."""
    if len(word) < SHORTEST_OF_ARCHIVE or not word.isalpha() or word in analyser.lexicon.names:
        return False
    return analyser.lexicon.raw_stem(word) not in analyser.lexicon.simple and not analyser.word(word).parts
