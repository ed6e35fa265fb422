"""Enter cooperation agreements, and what a body concluded when it looked at one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.actions.amending import Value, amend
from roedtraad.bodies.actions.days import ALWAYS, Days
from roedtraad.bodies.models import Body, Collaboration
from roedtraad.documents.models import Document
from roedtraad.initiatives import policy
from roedtraad.initiatives.actions.telling import (
    BY_HAND,
    Origin,
    cite_words,
    folded,
    noted,
    registered,
    told,
)
from roedtraad.initiatives.models import Cooperation, Treatment


@dataclass(frozen=True, slots=True)
class CooperationDetails:
    """What is written about a cooperation agreement; `owner` is the body that looks at it again and again."""

    name: str
    text: str = ""
    owner: Body | None = None
    days: Days = ALWAYS
    document: Document | None = None
    source: str = ""


@transaction.atomic
def enter_cooperation(
    *,
    viewer: Viewer,
    collaboration: Collaboration,
    details: CooperationDetails,
    is_public: bool = False,
    origin: Origin = BY_HAND,
) -> Cooperation:
    """Enter a cooperation agreement.

    Raises:
        NotAllowed: the viewer is no secretariat of one of the collaboration's bodies.
        Refused: no name, days out of order, or there is one of this name.
    """
    policy.may_keep(viewer, collaboration).or_refuse()
    values = _values(details)
    if Cooperation.objects.filter(collaboration=collaboration, name=values["name"]).exists():
        raise Refused("initiatives.agreement_twice", _("There is an agreement of this name already."))
    record = registered(
        RecordKind.COOPERATION, collaboration, viewer=viewer, origin=origin, is_public=is_public
    )
    row = Cooperation.objects.create(record=record, collaboration=collaboration, **values)
    journal.write(viewer.user, "initiatives.cooperation.entered", record, facts={"name": row.name})
    cite_words(record, "name", origin)
    return row


@transaction.atomic
def change_cooperation(
    *, viewer: Viewer, cooperation: Cooperation, details: CooperationDetails, reason: str = ""
) -> Cooperation:
    """Write other details of a cooperation agreement.

    Raises:
        NotAllowed: as for entering.
        Refused: no name, or days out of order.
    """
    policy.may_keep(viewer, cooperation.collaboration).or_refuse()
    act, record = "initiatives.cooperation.changed", cooperation.record
    amend(cooperation, _values(details), by=viewer.user, act=act, record=record, reason=reason)
    return cooperation


@transaction.atomic
def treat_cooperation(
    *,
    viewer: Viewer,
    cooperation: Cooperation,
    on: date,
    verdict: Treatment.Verdict,
    remark: str = "",
    origin: Origin = BY_HAND,
) -> Treatment:
    """Say that a cooperation agreement was looked at on a day, and what was concluded.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
        Refused: the day lies ahead, or it needs revision and nobody says what.
    """
    policy.may_keep(viewer, cooperation.collaboration).or_refuse()
    if on > viewer.on:
        raise Refused("initiatives.ahead", _("That day lies ahead. Write it when it has come."))
    if verdict != Treatment.Verdict.HOLDS and not remark.strip():
        raise Refused("initiatives.reason", _("Write why, so that others can understand it later."))
    row = Treatment.objects.create(
        cooperation=cooperation,
        on=on,
        verdict=verdict,
        remark=remark.strip()[:500],
        **told(cooperation.record, viewer=viewer, origin=origin),
    )
    act = "initiatives.cooperation.treated"
    facts: dict[str, journal.Fact] = {"on": on, "verdict": str(verdict)}
    noted(row, cooperation.record, act, viewer=viewer, origin=origin, facts=facts, reason=remark)
    return row


def _values(details: CooperationDetails) -> dict[str, Value]:
    details.days.in_order()
    return {
        "name": folded(details.name, longest=300)[0],
        "text": details.text.strip(),
        "owner": details.owner,
        "valid_from": details.days.first,
        "valid_to": details.days.last,
        "document": details.document,
        "source": details.source.strip()[:300],
    }
