"""Who may enter and change agreements, initiatives and results; who answers for an initiative."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.refusals import Answer, no, yes
from roedtraad.bodies.models import Collaboration
from roedtraad.bodies.models.dated import standing_on
from roedtraad.bodies.policy import may_keep_collaboration
from roedtraad.initiatives.models import Initiative, Post


class Kept(Protocol):
    """A record of a collaboration: its secretariat keeps it."""

    @property
    def record(self) -> Record:
        """Return its identity."""

    @property
    def collaboration(self) -> Collaboration:
        """Return whose it is."""


def may_keep(viewer: Viewer, collaboration: Collaboration) -> Answer:
    """May this viewer enter initiatives of this collaboration, and change them? One query at most.

    The secretariat of any of its bodies.
    """
    return may_keep_collaboration(viewer, collaboration)


def may_answer_for(viewer: Viewer, initiative: Initiative) -> Answer:
    """May this viewer say how an initiative goes, and write what it measured? Two queries at most.

    Whoever leads it on that day, and the secretariat.
    """
    if leads(viewer, initiative):
        return yes("initiatives.answer", why="leads the initiative")
    if may_keep(viewer, initiative.collaboration):
        return yes("initiatives.answer", why="secretariat of the collaboration, or administrator")
    return no(
        "initiatives.answer",
        _("Only whoever leads the initiative, and the secretariat, can do this. Ask the secretariat."),
    )


def leads(viewer: Viewer, initiative: Initiative) -> bool:
    """Return whether this viewer leads an initiative on their day. One query; none for a stranger."""
    prefix = f"{Circle.PERSON}:"
    rows = [int(token.removeprefix(prefix)) for token in viewer.tokens if token.startswith(prefix)]
    if not rows:
        return False
    posts = Post.objects.filter(standing_on(viewer.on), initiative=initiative, leads=True, person__in=rows)
    return posts.exists()
