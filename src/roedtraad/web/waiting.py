"""What waits for somebody, for their desk and their digest. A new kind of thing that waits is a function and a line in
`SOURCES`; `goes_in_mails` says that nothing in it is closed, otherwise a digest only counts it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad import danish
from roedtraad.accounts.addresses import address_of
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.bodies.queries import bodies_with_unconfirmed_seats
from roedtraad.checks.queries import open_findings
from roedtraad.commitments.queries.adoptions import adoptions_waiting
from roedtraad.commitments.queries.lists import CommitmentFilters, commitments
from roedtraad.commitments.seeing import ids_of
from roedtraad.commitments.standing import Standing
from roedtraad.importing.queries import waiting as drafts_waiting
from roedtraad.initiatives.queries import awaited_from
from roedtraad.meetings.queries.expecting import unanswered
from roedtraad.notices.awaiting import Waiting
from roedtraad.web.navigation import secretariats
from roedtraad.web.waiting_meetings import agendas_for_chairs, cases_proposed, minutes_in_review

MOST_PROMISES = 12
OWN = CommitmentFilters(is_own=True, standings=(Standing.LATE, Standing.LOOSE, Standing.OPEN))
MOST_BODIES = 5  # with seats that nobody has confirmed


def unconfirmed_seats(viewer: Viewer) -> Iterable[Waiting]:
    """Yield the bodies with seats that only minutes showed, for their secretariat; at most five of them. One query."""
    if not secretariats(viewer):
        return
    rows = bodies_with_unconfirmed_seats(viewer=viewer)
    if not viewer.is_administrator:
        rows = rows.filter(pk__in=ids_of(viewer, Circle.SECRETARIAT))
    for body in rows.select_related("record")[:MOST_BODIES]:
        number: int = body.unconfirmed  # type: ignore[attr-defined]  # annotated by the query
        yield Waiting(
            when="",
            text=_("Confirm who sits in %(body)s") % {"body": body.name},
            note=ngettext(
                "%(number)s seat was only seen in minutes.",
                "%(number)s seats were only seen in minutes.",
                number,
            )
            % {"number": danish.number(number)},
            url=reverse("body_seats", args=[body.record.public_id]),
            button=_("Look"),
            goes_in_mails=True,
        )


def drafts_to_review(viewer: Viewer) -> Iterable[Waiting]:
    """Yield that drafts wait for this viewer, if any do. One query."""
    if not secretariats(viewer):
        return
    found = drafts_waiting(viewer)
    words = {"number": danish.number(found.number)}
    text = ngettext(
        "%(number)s draft waits to be looked through",
        "%(number)s drafts wait to be looked through",
        found.number,
    )
    if found.number:
        yield Waiting(
            when="",
            text=(text if found.is_exact else _("More than %(number)s drafts wait to be looked through"))
            % words,
            note=_("They were read out of files, and become meetings when you accept them."),
            url=reverse("importing"),
            button=_("Look through"),
            goes_in_mails=True,
        )


def unanswered_findings(viewer: Viewer) -> Iterable[Waiting]:
    """Yield that things do not add up in the bodies of a secretariat, if some do not. One query."""
    if not secretariats(viewer):
        return
    found = open_findings(viewer)
    if found.number:
        note = ngettext(
            "%(number)s thing that nobody has answered.",
            "%(number)s things that nobody has answered.",
            found.number,
        )
        if not found.is_exact:
            note = _("More than %(number)s things that nobody has answered.")
        yield Waiting(
            when="",
            text=_("Look at what does not add up in your bodies"),
            note=note % {"number": danish.number(found.number)},
            url=reverse("findings"),
            button=_("Look"),
            goes_in_mails=True,
        )


def own_promises(viewer: Viewer) -> Iterable[Waiting]:
    """Yield the promises that this viewer owes, or acts for somebody who does. Twelve queries at most."""
    for line in commitments(viewer, OWN, limit=MOST_PROMISES).lines:
        title = line.item_title
        decision = (RecordKind.DECISION, line.decision_public_id)
        kind, public_id = decision if line.decision_public_id else (RecordKind.ITEM, line.item_public_id)
        yield Waiting(
            when=danish.short_day(line.due_on) if line.due_on else line.due_as_told,
            text=line.text,
            note=f"{line.body.name}, {danish.day(line.made_on)}",
            url=address_of(kind, public_id, title),
            button=_("Look"),
            is_urgent=line.standing is Standing.LATE,
            goes_in_mails=not line.is_closed,
        )


def own_adoptions(viewer: Viewer) -> Iterable[Waiting]:
    """Yield the decisions that a party of this viewer has not adopted. Two queries."""
    for line in adoptions_waiting(viewer):
        one = line.adoption
        yield Waiting(
            when=danish.short_day(one.due_on) if one.due_on else "",
            text=_("%(party)s adopts: %(title)s")
            % {"party": one.party.name, "title": one.decision.item.title},
            note=f"{one.decision.item.meeting.body.name}, {danish.day(one.decision.decided_on)}",
            url=reverse("adoption", kwargs={"public_id": one.decision.record.public_id, "number": one.pk}),
            button=_("Look"),
            is_urgent=line.is_late,
        )


def statuses_to_answer(viewer: Viewer) -> Iterable[Waiting]:
    """Yield the statuses that this viewer is to answer, for initiatives that they lead. One query."""
    for report in awaited_from(viewer):
        one = report.initiative
        yield Waiting(
            when=danish.short_day(report.due_on),
            text=_("Say how it goes: %(initiative)s") % {"initiative": one.name},
            note=report.question or report.body.name,
            url=reverse("status", kwargs={"public_id": one.record.public_id, "key": report.pk}),
            button=_("Answer"),
            is_urgent=report.due_on < viewer.on,
        )


def meetings_to_answer(viewer: Viewer) -> Iterable[Waiting]:
    """Yield the meetings to come to which this viewer is invited, and has not answered. Five queries at most."""
    for meeting in unanswered(viewer):
        yield Waiting(
            when=danish.short_day(meeting.held_on),
            text=_("Say whether you come to the meeting of %(body)s") % {"body": meeting.body.name},
            note=danish.weekday(meeting.held_on),
            url=reverse("meeting_answer", args=[meeting.record.public_id]),
            button=_("Answer"),
        )


SOURCES: tuple[Callable[[Viewer], Iterable[Waiting]], ...] = (
    unconfirmed_seats,
    drafts_to_review,
    unanswered_findings,
    cases_proposed,
    agendas_for_chairs,
    minutes_in_review,
    meetings_to_answer,
    own_promises,
    own_adoptions,
    statuses_to_answer,
)


def waiting_for(viewer: Viewer) -> tuple[Waiting, ...]:
    """Return everything that waits for this viewer, the urgent first."""
    found = [one for source in SOURCES for one in source(viewer)]
    return tuple(sorted(found, key=lambda one: not one.is_urgent))
