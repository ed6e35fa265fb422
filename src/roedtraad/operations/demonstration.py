"""A demonstration: the invented cluster with its people, its minutes taken in, and a user for each role. Safe to begin again."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from roedtraad.accounts.actions import make_user
from roedtraad.accounts.models import User
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.actions import invite
from roedtraad.bodies.actions.loading import load_register
from roedtraad.bodies.models import Person, SeatRole
from roedtraad.bodies.policy import viewer_of
from roedtraad.importing.actions import accept_many
from roedtraad.importing.models import Draft, DraftState
from roedtraad.meetings.models import Meeting, MeetingPaper, PaperKind
from roedtraad.publishing.actions import publish_agenda, publish_many

ADMINISTRATOR = ("ada.birk@demo.example", "Ada Birk")
LEFT_TO_TRY = "vestbaelt-fsn-2026-10-08.pdf"  # its draft waits, so that one can try to go through it; no question asks for it
IN_THE_WORKS = timedelta(days=21)  # how long minutes wait before they are published here


PAPER = Q(meeting=OuterRef("pk"), published_at__isnull=True)  # of a meeting, and not published


def load_world(folder: Path, *, on: date) -> User:
    """Load the register of the demonstration and make the users that it names; return the administrator.

    Raises:
        Refused: the register of the demonstration is not in the folder.
    """
    register = folder / "verden.toml"
    if not register.is_file():
        raise Refused(
            "demo.no_world",
            _("%(folder)s holds no demonstration: verden.toml is missing.") % {"folder": folder},
        )
    load_register(register, viewer=None)
    email, name = ADMINISTRATOR
    administrator = User.objects.filter(email=email).first() or make_user(
        by=None, email=email, name=name, is_administrator=True
    )
    told = tomllib.loads(register.read_text(encoding="utf-8"))
    emails = {f"{told['register']['id']}:person:{one['person']}": one["e_mail"] for one in told["bruger"]}
    for person in Person.objects.filter(register_key__in=emails, user__isnull=True).order_by("pk"):
        invite(viewer=viewer_of(administrator, on=on), person=person, email=emails[person.register_key or ""])
    return administrator


def secretary_of_all() -> User:
    """Return the user who is the secretary of most bodies; there is one after `load_world`."""
    of_secretariat = Count("person__seats", filter=Q(person__seats__role=SeatRole.SECRETARIAT))
    return User.objects.annotate(offices=of_secretariat).order_by("-offices", "pk")[0]


def accept_what_is_old(*, viewer: Viewer) -> int:
    """Accept the doubtful drafts of meetings more than a year old as proposed, and return how many; newer ones wait for a person."""
    drafts = Draft.objects.filter(state=DraftState.OPEN, held_on__lt=viewer.on - timedelta(days=365))
    settled = accept_many(drafts.order_by("held_on", "paper", "pk"), viewer=viewer, with_doubts=True)
    return sum(one.is_accepted for one in settled)


def publish_what_is_old(*, viewer: Viewer) -> tuple[int, int]:
    """Publish agendas, and minutes of meetings that were held a while ago; return how many, and how many could not be."""
    meetings = Meeting.objects.select_related("record", "body").order_by("held_on")
    waiting = Exists(MeetingPaper.objects.filter(PAPER, kind=PaperKind.MINUTES))
    done = publish_many(list(meetings.filter(waiting, held_on__lte=viewer.on - IN_THE_WORKS)), viewer=viewer)
    published = sum(one.is_published for one in done)
    refused = len(done) - published
    for meeting in meetings.filter(Exists(MeetingPaper.objects.filter(PAPER, kind=PaperKind.AGENDA))):
        try:
            publish_agenda(meeting, viewer=viewer)
            published += 1
        except Refused:
            refused += 1
    return published, refused
