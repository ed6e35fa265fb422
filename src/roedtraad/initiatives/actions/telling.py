"""Where something is known from, and who therefore sees it: what all actions here share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Circle, Viewer, may_see
from roedtraad.accounts.records import register
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.matching.folding import fold
from roedtraad.bodies.models import Body, Collaboration
from roedtraad.documents.actions import CitationRow, cite
from roedtraad.documents.spans import Span
from roedtraad.initiatives.models import Told
from roedtraad.meetings import audience
from roedtraad.meetings.models import AgendaItem, Decision, SeenWith


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a document: `spans` count in the reading `text_id`, `page` from 1."""

    text_id: int
    page: int
    spans: tuple[Span, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something is known from: the item that tells of it, the decision that made it so, words, or a source.

    Without an item or a decision it is what the person says, and is seen by whoever sees what it hangs on.
    """

    item: AgendaItem | None = None
    decision: Decision | None = None
    source: str = ""
    words: tuple[Words, ...] = ()

    @property
    def under(self) -> AgendaItem | None:
        """Return the item that it is told under."""
        return self.item or (self.decision.item if self.decision is not None else None)


BY_HAND = Origin()


def circles(collaboration: Collaboration) -> list[str]:
    """Return the tokens of those who take part in any of a collaboration's bodies. One query."""
    bodies = Body.objects.filter(collaboration=collaboration).values_list("pk", flat=True)
    return [Circle.CIRCLE.of(pk) for pk in bodies]


def registered(
    kind: RecordKind,
    collaboration: Collaboration,
    *,
    viewer: Viewer,
    origin: Origin = BY_HAND,
    part_of: Record | None = None,
    is_public: bool = False,
) -> Record:
    """Save the identity of a new record, seen as the item that tells of it, as what it is a part of, or by the circles.

    What is a part of something that is seen with an item is seen with that item.
    """
    under = origin.under
    if under is None and part_of is not None:
        with_item = SeenWith.objects.filter(record=part_of).select_related("item").first()
        under = with_item.item if with_item is not None else None
    if under is not None:
        refuse_unseen(viewer, under.record)
        record = register(kind)
        audience.follow({record.pk: under.pk}, on=viewer.on)
        return record
    public = part_of.is_public if part_of is not None else is_public
    return register(kind, audience=circles(collaboration), is_public=public)


def told(owner: Record, *, viewer: Viewer, origin: Origin = BY_HAND) -> dict[str, Any]:
    """Return the values that say where a row is known from and who sees it; `owner` is what it hangs on. Two queries at most."""
    return {
        "seen_as": _seen_as(origin, viewer) or owner,
        "item": origin.item,
        "decision": origin.decision,
        "source": origin.source.strip()[:300],
        "entered_by": viewer.user,
    }


def noted(
    row: Told,
    owner: Record,
    act: str,
    *,
    viewer: Viewer,
    origin: Origin = BY_HAND,
    facts: Mapping[str, journal.Fact] | None = None,
    reason: str = "",
) -> None:
    """Write the act into the journal, and hang the words of the row on what it hangs on."""
    journal.write(viewer.user, act, owner, facts=facts, reason=reason)
    cite_words(owner, row.cited_as, origin)


def cite_words(record: Record, field: str, origin: Origin) -> None:
    """Hang the words on a record under this field. One query, or none."""
    cite(CitationRow(record.pk, one.text_id, field, one.page, one.spans, one.quote) for one in origin.words)


def folded(name: str, *, longest: int) -> tuple[str, str]:
    """Return a name as it is kept and as it is compared, or refuse one without letters."""
    words = " ".join(name.split())[:longest]
    if not fold(words):
        raise Refused("initiatives.no_name", _("Write a name."))
    return words, fold(words)[:longest]


def said(text: str, sentence: str, *, longest: int | None = None) -> str:
    """Return a text without space around it, or refuse an empty one with this sentence."""
    words = text.strip()
    if not words:
        raise Refused("initiatives.empty", sentence)
    return words[:longest]


def refuse_unseen(viewer: Viewer, record: Record) -> None:
    """Refuse what the viewer may not see, as if it did not exist."""
    if not may_see(viewer, record):
        raise Refused("initiatives.unseen", _("There is nothing of the kind. Choose another."))


def _seen_as(origin: Origin, viewer: Viewer) -> Record | None:
    """Return the record as which a row is seen: the decision, that of the item, or the item."""
    record = origin.decision.record if origin.decision is not None else None
    if record is None and origin.item is not None:
        decision = Decision.objects.select_related("record").filter(item=origin.item).first()
        record = decision.record if decision is not None else origin.item.record
    if record is not None:
        refuse_unseen(viewer, record)
    return record
