"""What the fields of citations are called in words, and how their words are marked on a page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.meetings.models import OutcomeKind

# The whole stretch of an item is no fact of its own: the facts stand in it.
WHOLE = "item"
# The beginning of a field → its word, and how the words are marked.
FIELDS: tuple[tuple[str, Promise, str], ...] = (
    ("held_on", gettext_lazy("date"), "m-date"),
    ("ends_on", gettext_lazy("last day"), "m-date"),
    ("start_time", gettext_lazy("time"), "m-date"),
    ("end_time", gettext_lazy("time"), "m-date"),
    ("place", gettext_lazy("place"), "m-text"),
    ("body", gettext_lazy("body"), "m-text"),
    ("participant.", gettext_lazy("participant"), "m-person"),
    ("file_number", gettext_lazy("file number"), "m-text"),
    ("number", gettext_lazy("number"), "m-text"),
    ("section.summary", gettext_lazy("summary"), "m-text"),
    ("section.case", gettext_lazy("case"), "m-text"),
    ("section.recommendation", gettext_lazy("recommendation"), "m-text"),
    ("section.attachments", gettext_lazy("list of attachments"), "m-text"),
    ("section.absence", gettext_lazy("absence"), "m-person"),
    ("point.", gettext_lazy("recommendation"), "m-text"),
    ("history.", gettext_lazy("earlier treatment"), "m-text"),
    ("statement.", gettext_lazy("statement"), "m-person"),
    ("vote.", gettext_lazy("vote"), "m-person"),
    ("consent.", gettext_lazy("answer of a party"), "m-person"),
    ("heading", gettext_lazy("heading"), "m-text"),
    ("title", gettext_lazy("title"), "m-text"),
    ("text", gettext_lazy("decision"), "m-text"),
    ("recommender", gettext_lazy("recommended by"), "m-text"),
)


def word_for(field: str) -> str:
    """Return what a field is called: 'beslutning', 'udfald: godkendt', 'deltager'."""
    start, _dot, kind = field.partition(".")
    if start == "outcome" and kind in OutcomeKind.values:
        return _("outcome: %(outcome)s") % {"outcome": OutcomeKind(kind).label}
    return next((str(word) for stem, word, _css in FIELDS if field.startswith(stem)), field)


def mark_of(field: str) -> str:
    """Return the class of the words that a field was read from."""
    return next((css for stem, _word, css in FIELDS if field.startswith(stem)), "m-text")
