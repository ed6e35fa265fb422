"""What the page of a thread shows of a story: what is missing, each step with its words and reasons, the frame, the money."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad import danish
from roedtraad.accounts.addresses import WORDS, address
from roedtraad.accounts.models import Record, RecordKind
from roedtraad.meetings.models import OutcomeKind
from roedtraad.thread.models import LinkState, ReasonKind
from roedtraad.thread.stories import Gap, GapKind, Linked, Node, NodeKind, Story, TieKind, settled, together
from roedtraad.web.parts import Link as Station
from roedtraad.web.parts import Shape
from roedtraad.web.sources import source_url

SHAPES: Mapping[NodeKind, Shape] = {
    NodeKind.MONEY: Shape.MONEY,
    NodeKind.MEASUREMENT: Shape.RESULT,
    NodeKind.EVALUATION: Shape.RESULT,
    NodeKind.PROMISE: Shape.PROMISE,
    NodeKind.ITEM: Shape.PROMISE,
    NodeKind.STATE: Shape.STEP,
}
MOST_STATIONS = 7
LONGEST_QUOTE = 260


@dataclass(frozen=True, slots=True)
class Told:
    """A step of the story, as page and table show it."""

    key: str
    when: str
    day: str
    place: str
    kind: str
    text: str
    url: str
    note: str
    shape: Shape
    outcomes: Sequence[OutcomeKind]
    is_changed: bool
    is_loose: bool
    is_coming: bool
    recommended: str
    quote: str
    source_url: str
    amount: Decimal | None
    reasons: tuple[str, ...]
    proposed: bool
    missing: tuple[Told, ...] = ()  # of what stands together: what is missing or waits
    parts: tuple[Told, ...] = ()  # the rest of it


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing: what, since when, who; and the page where it is put right."""

    text: str
    note: str
    url: str
    is_loose: bool


def url_of(record: Record | None, title: str) -> str:
    """Return the page of a record; the thread itself for a kind that has no page of its own. No query."""
    if record is None:
        return ""
    kind = RecordKind(record.kind)
    return address(record, title) if kind in WORDS else reverse("thread", args=[record.public_id])


def kind_words() -> Mapping[NodeKind, str]:
    """Return what each kind of step is called."""
    return {
        NodeKind.AGREEMENT: _("Agreement"),
        NodeKind.VISION: _("Vision"),
        NodeKind.FOCUS_AREA: _("Focus area"),
        NodeKind.INITIATIVE: _("Initiative"),
        NodeKind.CASE: _("Case"),
        NodeKind.ITEM: _("Treatment"),
        NodeKind.RECOMMENDATION: _("Recommendation"),
        NodeKind.DECISION: _("Decision"),
        NodeKind.MONEY: _("Money"),
        NodeKind.ADOPTION: _("Adoption"),
        NodeKind.STATE: _("State"),
        NodeKind.MEASUREMENT: _("Result"),
        NodeKind.EVALUATION: _("Evaluation"),
        NodeKind.PROMISE: _("Promise"),
    }


def steps_of(story: Story, *, is_apart: bool = False) -> list[Told]:
    """Return the steps in the order of time; a recommendation is told with what it led to. No query.

    What the parties adopted of one decision is one step, unless each is to stand apart.
    """
    asked: dict[str, list[str]] = defaultdict(list)
    links: dict[str, list[Linked]] = defaultdict(list)
    for tie in story.ties:
        if tie.kind is TieKind.LEADS_TO:
            node = story.by_key[tie.first]
            asked[tie.second].append(f"{node.note}: {node.text}" if node.note else node.text)
        if tie.link is not None:
            links[tie.first].append(tie.link)
    words = kind_words()
    events = [node for node in story.events if node.kind is not NodeKind.RECOMMENDATION]
    told = {node.key: _told(node, words[node.kind], asked[node.key], links[node.key]) for node in events}
    if is_apart:
        return list(told.values())
    return [_together(group, told) if len(group) > 1 else told[group[0].key] for group in together(events)]


def _together(group: Sequence[Node], told: Mapping[str, Told]) -> Told:
    """Return the adoptions of one decision as a step: how many of each, since when, and each of them below."""
    done = settled(group)
    days = sorted(node.on for node in group if node.on is not None)
    counts = Counter(node.value for node in (*done, *group[: len(group) - len(done)]))
    what = ", ".join(f"{danish.number(number)} {state}" for state, number in counts.items())
    first = told[(done or group)[0].key]
    when = danish.period(days[0], days[-1]) if days and days[0] != days[-1] else first.day
    return replace(
        first,
        when=when,
        day=when,
        text=_("Each party by itself: %(what)s") % {"what": what},
        url=reverse("adoptions", args=[group[0].record.public_id]) if group[0].record else "",
        note="",
        is_loose=group[0].is_loose,
        is_coming=group[0].is_coming,
        shape=Shape.PROMISE if group[0].is_coming or group[0].is_loose else Shape.DECISION,
        missing=tuple(told[node.key] for node in group if node not in done),
        parts=tuple(told[node.key] for node in done),
    )


def _told(node: Node, kind: str, asked: Sequence[str], links: Sequence[Linked]) -> Told:
    return Told(
        key=node.anchor,
        when=", ".join(part for part in (danish.day(node.on) if node.on else "", node.place) if part),
        day=danish.short_day(node.on) if node.on else "",
        place=node.place,
        kind=kind,
        text=node.text,
        url=url_of(node.record, node.title),
        note=capfirst(node.note)
        if node.kind is not NodeKind.DECISION or len(node.note) > len("Godkendt.")
        else "",
        shape=SHAPES.get(node.kind, Shape.DECISION) if not node.is_coming else Shape.PROMISE,
        outcomes=node.outcomes,
        is_changed=node.is_changed,
        is_loose=node.is_loose,
        is_coming=node.is_coming,
        recommended=" · ".join(asked)[:LONGEST_QUOTE],
        quote=_quote(node),
        source_url=source_url(node.source, node.cited) if node.source and node.cited else "",
        amount=node.amount if node.kind is NodeKind.MONEY else None,
        reasons=tuple(reason for link in links for reason in reasons_of(link)),
        proposed=any(one.link.state == LinkState.PROPOSED for one in links),
    )


def _quote(node: Node) -> str:
    """Return the words that a step was read from; '' where they are what the step says already."""
    quote = node.source.quote if node.source is not None else ""
    return "" if " ".join(quote.split()).rstrip(".") == " ".join(node.text.split()).rstrip(".") else quote


def reasons_of(linked: Linked) -> tuple[str, ...]:
    """Return why a link is there, in words. No query."""
    if linked.link.state == LinkState.CONFIRMED and linked.link.note:
        return (_("A person says: %(note)s") % {"note": linked.link.note},)
    if not linked.reasons:
        return (_("Confirmed by a person"),) if linked.link.state == LinkState.CONFIRMED else ()
    return tuple(f"{capfirst(str(ReasonKind(why.kind).label))}: ”{why.words}”" for why in linked.reasons[:3])


def lacks_of(gaps: Iterable[Gap]) -> list[Lack]:
    """Return what is missing in words. No query."""
    return [
        Lack(_lack_text(gap), _lack_note(gap), url_of(gap.record, gap.title), gap.kind in LOOSE)
        for gap in gaps
    ]


LOOSE = frozenset({GapKind.PROMISE, GapKind.ADOPTION, GapKind.EVALUATION})


def _lack_text(gap: Gap) -> str:
    who = danish.listed(gap.who)
    amount = danish.kroner(gap.amount) if gap.amount is not None else ""
    return {
        GapKind.PROMISE: _("Promised and not done: %(what)s"),
        GapKind.ADOPTION: _("%(who)s has not adopted: %(what)s"),
        GapKind.EVALUATION: _("The evaluation is not done: %(what)s"),
        GapKind.UNDECIDED: _("Evaluated and not decided yet: %(what)s"),
        GapKind.UNSPENT: _("%(amount)s is not booked as spent: %(what)s"),
        GapKind.UNASKED: _("No party's own adoption of %(amount)s is known: %(what)s"),
        GapKind.UNKNOWN: _("%(who)s has not counted: %(what)s"),
        GapKind.UNMEASURED: _("Nothing has been measured of %(what)s"),
    }[gap.kind] % {"what": gap.text, "who": who, "amount": amount}


def _lack_note(gap: Gap) -> str:
    if gap.days:
        return ngettext("Late, %(days)s day", "Late, %(days)s days", gap.days) % {
            "days": danish.number(gap.days)
        }
    if gap.kind is GapKind.UNASKED and gap.since is not None:
        return _("Decided on %(day)s") % {"day": danish.day(gap.since)}
    if gap.kind is GapKind.UNDECIDED and gap.since is not None:
        return _("Evaluated on %(day)s") % {"day": danish.day(gap.since)}
    return _("Without a date") if gap.kind is GapKind.PROMISE else ""


def chain_of(story: Story) -> list[Station]:
    """Return what frames the story, from the agreement to the initiative, as the thread across the page. No query."""
    words = kind_words()
    frame = [node for node in story.frame if node.kind is not NodeKind.CASE]
    return [
        Station(
            kind=words[node.kind],
            text=node.text,
            url="" if node.record == story.record else url_of(node.record, node.title),
            here=node.record == story.record,
        )
        for node in frame[:MOST_STATIONS]
    ]


def cases_of(story: Story) -> list[tuple[str, str]]:
    """Return the cases of the story with their pages. No query."""
    return [
        (node.text, url_of(node.record, node.title))
        for node in story.frame
        if node.kind is NodeKind.CASE and node.record != story.record
    ]


def purse_rows(story: Story) -> list[tuple[str, int | None, Decimal, Decimal]]:
    """Return the money by initiative and year: allocated and booked as spent. No query."""
    names = {node.key: node.text for node in story.frame}
    return [
        (names.get(f"initiative:{one.initiative}", ""), one.year, one.allocated, one.spent)
        for one in story.purses
        if f"initiative:{one.initiative}" in names
    ]


def summary_of(story: Story, *, on: date) -> str:
    """Return the story in a sentence: how many decisions since when, how much money, what was measured last."""
    decisions = [node for node in story.events if node.kind is NodeKind.DECISION]
    money = sum((one.allocated for one in story.purses), Decimal(0))
    numbers = [node for node in story.events if node.kind is NodeKind.MEASUREMENT]
    said = []
    if decisions and decisions[0].on is not None:
        said.append(
            ngettext("%(number)s decision, %(day)s.", "%(number)s decisions since %(day)s.", len(decisions))
            % {"number": danish.number(len(decisions)), "day": danish.day(decisions[0].on)}
        )
    if money:
        said.append(_("%(amount)s has been set aside.") % {"amount": danish.kroner(money)})
    if numbers:
        said.append(_("Measured last: %(number)s.") % {"number": numbers[-1].text})
    coming = next(
        (node for node in story.events if node.is_coming and node.on is not None and node.on >= on), None
    )
    if coming is not None and coming.on is not None:
        said.append(_("Next: %(day)s, %(what)s.") % {"day": danish.day(coming.on), "what": coming.text})
    return " ".join(said)
