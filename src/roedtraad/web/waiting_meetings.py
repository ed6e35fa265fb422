"""What waits for somebody on the way of a case through a meeting: proposals, agendas and minutes that want an answer."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts.policy import Viewer
from roedtraad.cases.queries.writing import proposals_to_answer
from roedtraad.notices.awaiting import Waiting
from roedtraad.planning.queries import agendas_to_approve
from roedtraad.publishing.queries.reviewing import minutes_to_look_at


def cases_proposed(viewer: Viewer) -> Iterable[Waiting]:
    """Yield the cases that somebody proposed to the bodies of a secretariat. One query, or none."""
    for draft in proposals_to_answer(viewer):
        raised_by = draft.case.raised_by.name if draft.case.raised_by else ""
        yield Waiting(
            when="",
            text=_("Answer a proposal: %(title)s") % {"title": draft.case.title},
            note=" · ".join(part for part in (raised_by, draft.body.name) if part),
            url=reverse("case_write", args=[draft.case.record.public_id]),
            button=_("Answer"),
        )


def agendas_for_chairs(viewer: Viewer) -> Iterable[Waiting]:
    """Yield the agendas that wait for this chair. One query, or none."""
    for meeting in agendas_to_approve(viewer):
        yield Waiting(
            when=danish.short_day(meeting.held_on),
            text=_("Approve the agenda of %(body)s") % {"body": meeting.body.name},
            note=danish.weekday(meeting.held_on),
            url=reverse("agenda", args=[meeting.record.public_id]),
            button=_("Look through"),
            is_urgent=True,
            goes_in_mails=True,
        )


def minutes_in_review(viewer: Viewer) -> Iterable[Waiting]:
    """Yield the minutes that this viewer is asked to approve, or may remark on. Five queries for each meeting at most."""
    for review, is_asked in minutes_to_look_at(viewer):
        words = (
            _("Approve the minutes of %(body)s") if is_asked else _("Look the minutes of %(body)s through")
        )
        yield Waiting(
            when=danish.short_day(review.until),
            text=words % {"body": review.meeting.body.name},
            note=danish.weekday(review.meeting.held_on),
            url=reverse("minutes", args=[review.meeting.record.public_id]),
            button=_("Look through"),
            is_urgent=is_asked,
            goes_in_mails=True,
        )
