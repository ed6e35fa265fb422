"""What a viewer may read of a meeting beside what the audience of its rows says: who was there, and contact data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from roedtraad.accounts.models import Audience
from roedtraad.accounts.policy import Circle, Viewer, visible
from roedtraad.bodies.models import Body
from roedtraad.documents.masking import hide
from roedtraad.meetings.models import Meeting, MeetingBody, MeetingPaper, PaperKind

Words = Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SeenMeeting:
    """A meeting that a viewer may know of. `is_insider`: not only because it is public."""

    meeting: Meeting
    bodies: tuple[Body, ...]  # the host first
    is_insider: bool
    is_keeper: bool
    agenda_published_at: datetime | None
    minutes_published_at: datetime | None

    @property
    def shows_people(self) -> bool:
        """Return whether the viewer may read who was there."""
        return self.is_insider or self.minutes_published_at is not None


def is_insider(viewer: Viewer, *, meeting: str = "pk") -> Q:
    """Return the filter for rows of whose meeting the viewer knows otherwise than by publication."""
    if viewer.is_administrator:
        return Q(**{f"{meeting}__isnull": False})
    return Q(Exists(Audience.objects.filter(record=OuterRef(meeting), token__in=viewer.tokens)))


def has_published_minutes(*, meeting: str = "pk") -> Q:
    """Return the filter for rows whose meeting has published minutes."""
    papers = MeetingPaper.objects.filter(
        meeting=OuterRef(meeting), kind=PaperKind.MINUTES, published_at__isnull=False
    )
    return Q(Exists(papers))


def shows_people(viewer: Viewer, *, meeting: str = "pk") -> Q:
    """Return the filter for rows of whose meeting the viewer may read who was there."""
    return visible(viewer, record=meeting_record(meeting)) & (
        is_insider(viewer, meeting=meeting) | has_published_minutes(meeting=meeting)
    )


def meeting_record(meeting: str) -> str:
    """Return the path to the record of a meeting, from the path to the meeting."""
    return "record" if meeting == "pk" else f"{meeting}__record"


def seen_meeting(viewer: Viewer, **which: object) -> SeenMeeting | None:
    """Return the meeting that these conditions name, as far as the viewer may know of it. Three queries."""
    row = (
        Meeting.objects.filter(visible(viewer), **which)
        .annotate(knows=is_insider(viewer))
        .select_related("record", "body__record", "body__collaboration__record", "body__level")
        .first()
    )
    if row is None:
        return None
    joined = MeetingBody.objects.filter(meeting=row).select_related("body__record").order_by("pk")
    published = dict(
        MeetingPaper.objects.filter(meeting=row, published_at__isnull=False)
        .order_by("-published_at")
        .values_list("kind", "published_at")
    )
    return SeenMeeting(
        meeting=row,
        bodies=(row.body, *(one.body for one in joined)),
        is_insider=bool(row.knows),
        is_keeper=viewer.holds(Circle.SECRETARIAT.of(row.body_id)),
        agenda_published_at=published.get(PaperKind.AGENDA),
        minutes_published_at=published.get(PaperKind.MINUTES),
    )


def shown(text: str, *, is_keeper: bool, words: Iterable[str] = ()) -> str:
    """Return a text of a record as a viewer may read it: without contact data and what was masked by hand.

    The secretariat of the body reads all of it. No query.
    """
    return text if is_keeper or not text else hide(text, words)
