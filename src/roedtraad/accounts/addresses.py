"""The public address of a record: Danish, made to be cited, and the same for ever.

`/beslutning/<id>/<slug>`: the id of the registry finds the record, the slug is for people. A page that is asked for with
an old slug, or none, answers with the way to the present one. Pages, feeds and files all ask here.
"""

from __future__ import annotations

import re
import unicodedata

from roedtraad.accounts.models import Record, RecordKind

WORDS = {
    RecordKind.PARTY: "part",
    RecordKind.COLLABORATION: "samarbejde",
    RecordKind.BODY: "organ",
    RecordKind.PERSON: "person",
    RecordKind.DOCUMENT: "dokument",
    RecordKind.CASE: "sag",
    RecordKind.ATTACHMENT: "bilag",
    RecordKind.MEETING: "moede",
    RecordKind.ITEM: "punkt",
    RecordKind.DECISION: "beslutning",
    RecordKind.COMMITMENT: "loefte",
    RecordKind.AGREEMENT: "aftale",
    RecordKind.FOCUS_AREA: "fokusomraade",
    RecordKind.INITIATIVE: "indsats",
    RecordKind.FUND: "midler",
    RecordKind.ENTRY: "postering",
}
LONGEST_SLUG = 70
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ß": "ss"})


def address(record: Record, title: object) -> str:
    """Return the address of a record with this title (or anything that reads as one), from the root of the site. No queries.

    Raises:
        KeyError: records of this kind have no page of their own.
    """
    return address_of(RecordKind(record.kind), record.public_id, title)


def address_of(kind: RecordKind, public_id: str, title: object) -> str:
    """Return the same for a record that has not been loaded."""
    stem, words = f"/{WORDS[kind]}/{public_id}", slug(str(title))
    return f"{stem}/{words}" if words else stem


def slug(title: str) -> str:
    """Return the title in small ASCII letters with hyphens, cut at a word; '' when nothing is left."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", title).lower().translate(_DANISH))
    ascii_only = text.encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    if len(words) <= LONGEST_SLUG:
        return words
    return words[: LONGEST_SLUG + 1].rpartition("-")[0] or words[:LONGEST_SLUG]
