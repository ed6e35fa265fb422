"""Who may enter and change initiatives."""

from __future__ import annotations

from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Answer
from roedtraad.bodies.models import Collaboration
from roedtraad.bodies.policy import may_keep_collaboration


def may_keep(viewer: Viewer, collaboration: Collaboration) -> Answer:
    """May this viewer enter initiatives of this collaboration, and change them? One query at most.

    The secretariat of any of its bodies.
    """
    return may_keep_collaboration(viewer, collaboration)
