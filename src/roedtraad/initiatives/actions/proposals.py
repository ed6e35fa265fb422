"""What minutes tell becomes records when a person says so: with the item and the words it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Collaboration
from roedtraad.initiatives import policy
from roedtraad.initiatives.actions.becoming import become
from roedtraad.initiatives.actions.telling import refuse_unseen, said
from roedtraad.initiatives.models import Proposal
from roedtraad.initiatives.told import Thing
from roedtraad.meetings.models import AgendaItem


@dataclass(frozen=True, slots=True)
class Read:
    """A thing that was read, with the reading (None: of no document), the page and the words."""

    thing: Thing
    text_id: int | None
    page: int
    quote: str


@transaction.atomic
def propose_things(
    *, viewer: Viewer, collaboration: Collaboration, item: AgendaItem, read: Sequence[Read]
) -> list[Proposal]:
    """Keep what a document tells under an item, in its order. An item is proposed from once: again adds nothing.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
    """
    policy.may_keep(viewer, collaboration).or_refuse()
    refuse_unseen(viewer, item.record)
    if Proposal.objects.filter(item=item).exists():
        return []
    return Proposal.objects.bulk_create(
        Proposal(
            collaboration=collaboration,
            item=item,
            order=order,
            kind=one.thing.kind.value,
            subject=one.thing.subject[:300],
            state=one.thing.state[:20],
            on=one.thing.on,
            until=one.thing.until,
            text=one.thing.text,
            awaits=one.thing.awaits[:500],
            went_on=one.thing.went_on[:500],
            beside=one.thing.beside[:500],
            rows=[
                [row.name, None if row.value is None else str(row.value), row.group] for row in one.thing.rows
            ],
            why=one.thing.why[:300],
            document_text_id=one.text_id,
            page=one.page,
            spans=",".join(f"{start}-{end}" for start, end in one.thing.spans),
            quote=one.quote,
        )
        for order, one in enumerate(read, start=1)
    )


@transaction.atomic
def accept_thing(*, viewer: Viewer, proposal: Proposal, subject: str = "") -> Record:
    """Let something that was read become a record, told under its item and cited; return the record.

    `subject` is the person's word for what it is about.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
        Refused: it has been settled, or what it is about is not known.
    """
    policy.may_keep(viewer, proposal.collaboration).or_refuse()
    row = _open(proposal)
    if subject.strip():
        row.subject = subject.strip()[:300]
    record = become(row, viewer)
    row.settled, row.became = Proposal.Settled.ACCEPTED, record
    row.save(update_fields=["subject", "settled", "became"])
    return record


@transaction.atomic
def decline_thing(*, viewer: Viewer, proposal: Proposal, reason: str) -> None:
    """Say that something that was read is none.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
        Refused: it has been settled, or no reason.
    """
    policy.may_keep(viewer, proposal.collaboration).or_refuse()
    row = _open(proposal)
    row.why_declined = said(reason, _("Write why, so that others can understand it later."), longest=500)
    row.settled = Proposal.Settled.DECLINED
    row.save(update_fields=["settled", "why_declined"])
    record = row.collaboration.record
    journal.write(viewer.user, "initiatives.row.declined", record, facts={"row": row.pk}, reason=reason)


def _open(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_for_update(of=("self",)).select_related(
        "collaboration__record", "item__record", "item__meeting"
    )
    row = rows.get(pk=proposal.pk)
    if row.settled != Proposal.Settled.OPEN:
        raise Refused("initiatives.settled", _("This has been settled already. Look at it again."))
    return row
