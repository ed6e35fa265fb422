"""The papers of a meeting as a file to enclose: what a reader may see, without anything that is closed."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from django.utils.translation import gettext as _

from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.meetings.models import PaperKind
from roedtraad.meetings.queries.seeing import SeenMeeting
from roedtraad.notices.letters.letter import Enclosure
from roedtraad.publishing.content import read, written
from roedtraad.publishing.logos import Logo
from roedtraad.publishing.queries import compose, look_of
from roedtraad.publishing.typesetting import as_pdf

LARGEST_BYTES = 8_000_000  # larger ones are not enclosed: many mailboxes would send them back
MARK = "sendt med post"


def agenda_file(viewer: Viewer, seen: SeenMeeting, *, version: int, at: datetime) -> Enclosure | None:
    """Return the agenda as a PDF, as this reader may see it; None where there is nothing to see. 24 queries at most.

    Everybody in the circle of a body gets the same file, which is made once.
    """
    content = compose(
        _reader(viewer, seen), seen.meeting.pk, PaperKind.AGENDA, version=version, without_closed=True
    )
    if content is None or not content.items:
        return None
    data = _made(written(content), at.date().toordinal(), look_of(seen.meeting.body_id).logo)
    if len(data) > LARGEST_BYTES:
        return None
    name = _("Agenda %(day)s v%(version)s.pdf") % {"day": content.held_on, "version": version}
    return Enclosure(name, "application/pdf", data)


def _reader(viewer: Viewer, seen: SeenMeeting) -> Viewer:
    """Return the reader, or somebody who stands for all in the circle where the reader is one of them."""
    circles = {Circle.CIRCLE.of(body.pk) for body in seen.bodies} & viewer.tokens
    return Viewer(on=viewer.on, tokens=frozenset(circles)) if circles else viewer


@lru_cache(maxsize=8)
def _made(content: str, day: int, logo: Logo | None) -> bytes:
    return as_pdf(read(content), mark=MARK, at=datetime.fromordinal(day), logo=logo)
