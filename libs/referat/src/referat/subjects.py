"""What an item is about, as far as the reading must know it: who is present, or the next meeting."""

from __future__ import annotations

from referat.danish.words import WORDS, folded
from referat.manuscript import Manuscript
from referat.outline import Entry


def title_of_item(script: Manuscript, entry: Entry) -> str:
    """Return the title of an item, folded."""
    return folded(" ".join(script.text[start:end] for start, end in entry.title.spans))


def lists_people(script: Manuscript, entry: Entry) -> bool:
    """Whether the title of an item says that the item is a list of who is present."""
    words = title_of_item(script, entry)
    return words in WORDS.attendance_titles or words in WORDS.groups


def is_about_people(script: Manuscript, entry: Entry) -> bool:
    """Whether the title of an item says that it tells, among other things, who is present."""
    words = title_of_item(script, entry)
    first = words.split(" ")[0].strip(".,:") if words else ""
    known = WORDS.attendance_titles | WORDS.welcome_titles
    return lists_people(script, entry) or words in known or (first in known and len(words.split()) <= 6)
