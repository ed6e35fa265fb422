"""What came before and after something, as steps down the page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.accounts.policy import Viewer, may_see
from roedtraad.bodies.models import Body, Collaboration, Party
from roedtraad.bodies.queries import Kin, predecessors_of, successors_of
from roedtraad.web.parts import Shape, Step


def kin_steps(thing: Collaboration | Body | Party, *, viewer: Viewer) -> list[Step]:
    """Return predecessors, the thing itself, and successors, the oldest first; none when it stands alone. Two queries."""
    before, after = predecessors_of(thing), successors_of(thing)
    if not before and not after:
        return []
    here = Step(when=_("This page"), text=thing.name, here=True)
    return [
        *(_step(kin, viewer=viewer, shape=Shape.STEP) for kin in reversed(before)),
        here,
        *(_step(kin, viewer=viewer, shape=Shape.PROMISE) for kin in after),
    ]


def _step(kin: Kin, *, viewer: Viewer, shape: Shape) -> Step:
    seen = may_see(viewer, kin.thing.record)
    return Step(
        when=danish.day(kin.event.on),
        text=kin.thing.name if seen else _("Not to be seen"),
        url=address(kin.thing.record, kin.thing.name) if seen else "",
        note=kin.event.text,
        shape=shape,
    )
