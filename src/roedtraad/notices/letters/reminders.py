"""A letter that reminds of promises: those that the reader owes, or that nobody has kept in a body they lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad import danish
from roedtraad.accounts.models import RecordKind
from roedtraad.commitments.models import Commitment, Reminder, State, Step
from roedtraad.commitments.queries import lines_of
from roedtraad.commitments.queries.lines import CommitmentLine
from roedtraad.commitments.seeing import acting_for, seen_commitments
from roedtraad.notices.letters.letter import (
    Button,
    Letter,
    Line,
    NothingToSay,
    Section,
    closed_words,
    record_url,
    safe,
    section,
    whole_url,
)
from roedtraad.notices.models import Mail
from roedtraad.notices.places import OWN_PROMISES
from roedtraad.notices.seeing import Reached

EARLY = (Step.BEFORE, Step.ON)


def reminder(mail: Mail, reader: Reached, *, at: datetime) -> Letter | NothingToSay:
    """Remind somebody of the promises that this mail was planned for, and that still stand. Fifteen queries at most.

    What was kept, dropped, answered or moved to another day meanwhile is left out.
    """
    steps = _standing(mail)
    acting = acting_for(reader.viewer)
    seen = Commitment.objects.filter(seen_commitments(acting), pk__in=steps).order_by("due_on", "pk")
    lines = lines_of(reader.viewer, list(seen.values_list("pk", flat=True)))
    if not lines:
        return NothingToSay(_("Nothing of this is left to remind of."))
    number = len(lines)
    return Letter(
        subject=_subject(lines, steps),
        opening=(
            ngettext("This promise is still open.", "These %(number)s promises are still open.", number)
            % {"number": danish.number(number)},
        ),
        sections=tuple(_sections(lines, steps)),
        button=Button(_("See your promises"), whole_url(OWN_PROMISES)),
        closing=(_("Answer on the page of the promise: what came of it, or when it will come."),),
        thread=lines[0].public_id if number == 1 else "",
    )


def _standing(mail: Mail) -> dict[int, Step]:
    """Return the promises that are still to be reminded of, with the last step of each. One query."""
    rows = Reminder.objects.filter(
        mailed__mail=mail, sent_at__isnull=True, commitment__state=State.OPEN
    ).select_related("commitment")
    return {
        row.commitment_id: Step(row.step)
        for row in rows.order_by("pk")
        if row.step == Step.ASKED or row.due_on == (row.commitment.due_on or row.commitment.watch_on)
    }


def _subject(lines: Sequence[CommitmentLine], steps: dict[int, Step]) -> str:
    if all(steps[one.pk] in EARLY for one in lines):
        words = ngettext("Reminder: a promise is due", "Reminder: promises are due", len(lines))
    else:
        words = ngettext(
            "Reminder: a promise waits for an answer", "Reminder: promises wait for an answer", len(lines)
        )
    return words


def _sections(lines: Sequence[CommitmentLine], steps: dict[int, Step]) -> Iterable[Section]:
    headings = {
        Step.BEFORE: _("Due soon"),
        Step.ON: _("Due today"),
        Step.AFTER: _("The day is over"),
        Step.CHAIRS: _("Long over, and told to chairs and secretariat"),
        Step.ASKED: _("Somebody asks for"),
    }
    for step, heading in headings.items():
        found = [_line(one) for one in lines if steps[one.pk] == step]
        if found:
            yield section(heading, found)


def _line(one: CommitmentLine) -> Line:
    text = closed_words() if one.is_closed else safe(one.text)
    url = record_url(RecordKind.COMMITMENT, one.public_id, one.text, is_closed=one.is_closed)
    when = danish.short_day(one.due_on) if one.due_on else "" if one.is_closed else safe(one.due_as_told)
    return Line(text, url, ", ".join(part for part in (safe(one.body.name), when) if part))
