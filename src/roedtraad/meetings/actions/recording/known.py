"""Which meeting an agenda or minutes tell of: a known one, a new one, or a question to a person."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body
from roedtraad.documents import policy as documents_policy
from roedtraad.documents.models import Document, DocumentText, MaskedRegion
from roedtraad.documents.queries import undealt_cpr
from roedtraad.meetings.facts import MeetingFacts
from roedtraad.meetings.models import Meeting, MeetingPaper, PaperKind


@dataclass(frozen=True, slots=True)
class SourceRows:
    """The file that is recorded, and the reading in which its citations count."""

    document: Document | None
    text: DocumentText | None
    is_masked_by_hand: bool = False


def source_of(facts: MeetingFacts, *, viewer: Viewer) -> SourceRows:
    """Return the file and reading of these facts. At most three queries.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Refused: it was destroyed, recorded before, or holds a CPR number that nobody has dealt with.
    """
    if facts.document_id is None:
        return SourceRows(None, None)
    masks = MaskedRegion.objects.filter(text__document=OuterRef("pk"), lifted_at=None)
    document = (
        Document.objects.select_related("record", "body")
        .annotate(
            is_recorded=Exists(
                MeetingPaper.objects.filter(document=OuterRef("pk"), meeting__record__withdrawn_at=None)
            ),
            has_cpr=Exists(undealt_cpr().filter(text__document=OuterRef("pk"))),
            is_masked_by_hand=Exists(masks.filter(kind=MaskedRegion.Kind.OTHER)),
        )
        .get(pk=facts.document_id)
    )
    documents_policy.may_keep(viewer, document).or_refuse()
    if document.is_purged:
        raise Refused("documents.purged", _("The document was destroyed, and cannot be recorded."))
    if document.is_recorded:
        raise Refused(
            "meetings.document_recorded",
            _("This document has been recorded before. Open the meeting that it belongs to."),
        )
    if document.has_cpr:
        raise Refused(
            "documents.cpr",
            _("The document holds a CPR number. Say for each whether it stays hidden before you accept it."),
        )
    text = None
    if facts.text_id is not None:
        text = DocumentText.objects.get(pk=facts.text_id, document=document)
    return SourceRows(document, text, is_masked_by_hand=document.is_masked_by_hand)


def find_meeting(facts: MeetingFacts, body: Body) -> Meeting | None:
    """Return the known meeting that these facts tell of, locked; None for a new one. At most two queries.

    Raises:
        Refused: a person must say which: the same paper of the meeting was recorded before, or several fit.
    """
    if facts.is_another:
        return None
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("record", "body")
    if facts.meeting_id is not None:
        meeting = rows.get(pk=facts.meeting_id)
    else:
        known = list(rows.filter(pk__in=_of_body(facts, body)).order_by("pk"))
        if not known:
            return None
        meeting = _the_one(known, facts, body)
    _not_twice(meeting, facts)
    return meeting


def _of_body(facts: MeetingFacts, body: Body) -> list[int]:
    """Return the meetings of a body on the day, also those that it joined."""
    return list(
        Meeting.objects.filter(
            Q(body=body) | Q(bodies__body=body), held_on=facts.held_on, record__withdrawn_at=None
        ).values_list("pk", flat=True)
    )


def _the_one(known: list[Meeting], facts: MeetingFacts, body: Body) -> Meeting:
    """Return the only meeting of the day, or of the hour; an hour that one side does not tell fits any."""
    fitting = [one for one in known if facts.start_time is not None and one.start_time == facts.start_time]
    fitting = fitting or [one for one in known if facts.start_time is None or one.start_time is None]
    if len(fitting) == 1:
        return fitting[0]
    raise Refused(
        "meetings.which",
        _(
            "%(body)s has other meetings on %(day)s. Choose the one that this is about, or say that this is "
            "another meeting on the same day."
        )
        % {"body": body.name, "day": danish.day(facts.held_on)},
    )


def _not_twice(meeting: Meeting, facts: MeetingFacts) -> None:
    """Refuse the second agenda, or the second minutes, of one meeting; a supplementary agenda is another."""
    if facts.is_supplementary:
        return
    if MeetingPaper.objects.filter(meeting=meeting, kind=facts.paper, is_supplementary=False).exists():
        raise Refused("meetings.recorded_twice", _twice(meeting, facts.paper))


def _twice(meeting: Meeting, paper: PaperKind) -> str:
    names = {"body": meeting.body.name, "day": danish.day(meeting.held_on)}
    if paper == PaperKind.AGENDA:
        return (
            _(
                "The agenda of the meeting of %(body)s on %(day)s was recorded before. "
                "Open that meeting, or say that this is another meeting on the same day."
            )
            % names
        )
    return (
        _(
            "The minutes of the meeting of %(body)s on %(day)s were recorded before. "
            "Open that meeting, or say that this is another meeting on the same day."
        )
        % names
    )
