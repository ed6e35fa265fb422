"""What the page shows on which a person says whether links are right: each with its reasons and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import capfirst

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.accounts.policy import Viewer
from roedtraad.documents.queries import Source, hidden_words, sources_of
from roedtraad.meetings.models import AgendaItem
from roedtraad.meetings.queries.seeing import shown
from roedtraad.thread.models import LinkKind, LinkState
from roedtraad.thread.queries import links_to
from roedtraad.thread.stories import Linked, Node, Why
from roedtraad.web.sources import newest, source_url

STATES = (LinkState.PROPOSED, LinkState.CONFIRMED, LinkState.REJECTED)


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason in words, the sentence, and the page where it stands."""

    what: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A link as it is judged."""

    pk: int
    state: str
    title: str
    url: str
    where: str
    reasons: tuple[Reason, ...]
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class Group:
    """The links of one initiative: those to be looked at first."""

    initiative: Node
    proposed: tuple[Proposal, ...]
    confirmed: tuple[Proposal, ...]
    rejected: tuple[Proposal, ...]


def proposals_of(viewer: Viewer, initiatives: Iterable[Node]) -> list[Group]:
    """Return the links of these initiatives. Nine queries for each at most."""
    return [_group(viewer, node) for node in initiatives]


def _group(viewer: Viewer, node: Node) -> Group:
    linked = links_to(viewer, node.record, kind=LinkKind.ABOUT, states=STATES) if node.record else []
    keys = [one.link.source_id for one in linked]
    items = AgendaItem.objects.select_related("record", "meeting__body").in_bulk(keys)
    words = hidden_words(viewer, record_ids=keys)
    told = {why.record.pk for one in linked for why in one.reasons}
    sources = sources_of(viewer, told)
    made = [
        _proposal(one, items[one.link.source_id], words, sources)
        for one in linked
        if one.link.source_id in items
    ]
    return Group(
        node,
        *(tuple(one for one in made if one.state == state) for state in STATES),
    )


def _proposal(
    linked: Linked,
    item: AgendaItem,
    words: Mapping[int, tuple[str, ...]],
    sources: Mapping[int, tuple[Source, ...]],
) -> Proposal:
    title = shown(item.title, is_keeper=False, words=words.get(item.pk, ()))
    link = linked.link
    return Proposal(
        pk=link.pk,
        state=link.state,
        title=title,
        url=address(item.record, title),
        where=f"{item.meeting.body.name}, {danish.day(item.meeting.held_on)}",
        reasons=tuple(_reason(why, sources.get(why.record.pk, ())) for why in linked.reasons),
        note=link.note,
        by=danish.moment(link.settled_at) if link.settled_at is not None else "",
    )


def _reason(why: Why, sources: Iterable[Source]) -> Reason:
    fields = (why.field, f"{why.field}.") if why.field else ("title",)
    source = newest(sources, *fields)
    return Reason(
        capfirst(str(why.kind.label)), why.words, source_url(source, why.record) if source is not None else ""
    )
