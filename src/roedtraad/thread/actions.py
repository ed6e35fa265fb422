"""Propose links, and say what is right. Nothing that a person has said is ever said otherwise by the machine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.initiatives.models import Initiative
from roedtraad.thread import policy
from roedtraad.thread.collecting import named, together_with, told_of
from roedtraad.thread.models import Link, LinkKind, LinkReason, LinkState, ReasonKind
from roedtraad.thread.proposing.about import Because, about
from roedtraad.thread.proposing.names import lexicon

ITEMS_AT_A_TIME = 500
LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class Proposed:
    """How many links were proposed anew, and how many proposals were taken back because nothing speaks for them now."""

    new: int = 0
    gone: int = 0

    def __add__(self, other: Proposed) -> Proposed:
        return Proposed(self.new + other.new, self.gone + other.gone)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A link that the machine would propose, with its reasons."""

    source: int
    target: int
    kind: LinkKind
    reasons: tuple[Because, ...]

    @property
    def ends(self) -> tuple[int, int, str]:
        """Return what makes it one link."""
        return self.source, self.target, str(self.kind)


def propose_for_items(items: Iterable[int]) -> Proposed:
    """Propose what these items, and those of the same cases and series, are about. At most 16 queries for each 500 items."""
    listed = sorted(set(items))
    done = Proposed()
    initiatives, begins = named()
    known = lexicon(initiatives)
    for at in range(0, len(listed), ITEMS_AT_A_TIME):
        group = together_with(listed[at : at + ITEMS_AT_A_TIME])
        wanted = [
            Wanted(one.item, one.initiative, LinkKind.ABOUT, one.reasons)
            for one in about(told_of(group), known, begins=begins)
        ]
        done += _keep(wanted, standing=Link.objects.filter(kind=LinkKind.ABOUT, source__in=group))
    return done


def propose_sames() -> Proposed:
    """Propose that initiatives of different collaborations with a common name are the same. At most 10 queries."""
    rows = Initiative.objects.filter(record__withdrawn_at=None).values_list("pk", "collaboration", "folded")
    by_name: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for pk, collaboration, folded in rows.order_by("pk"):
        by_name[folded].append((collaboration, pk))
    names = dict(Initiative.objects.values_list("pk", "name"))
    wanted = [
        Wanted(one, other, LinkKind.SAME, (Because(ReasonKind.NAME, one, "name", names[one]),))
        for alike in by_name.values()
        for one, other in _across(alike)
    ]
    return _keep(wanted, standing=Link.objects.filter(kind=LinkKind.SAME))


def _across(alike: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of different collaborations, each once."""
    for at, (mine, one) in enumerate(alike):
        yield from ((one, other) for theirs, other in alike[at + 1 :] if theirs != mine)


@transaction.atomic
def _keep(wanted: Collection[Wanted], *, standing: Iterable[Link]) -> Proposed:
    """Save what is new, write reasons anew where nobody has settled, take back what nothing speaks for."""
    known = {(link.source_id, link.target_id, link.kind): link for link in standing}
    new = [one for one in wanted if one.ends not in known]
    made = Link.objects.bulk_create(
        Link(source_id=one.source, target_id=one.target, kind=one.kind) for one in new
    )
    links = {(link.source_id, link.target_id, str(link.kind)): link for link in (*known.values(), *made)}
    open_now = [one for one in wanted if links[one.ends].state == LinkState.PROPOSED]
    LinkReason.objects.filter(link__in=[links[one.ends].pk for one in open_now if one.ends in known]).delete()
    LinkReason.objects.bulk_create(
        LinkReason(
            link=links[one.ends], kind=why.kind, record_id=why.record, field=why.field, words=why.words
        )
        for one in open_now
        for why in one.reasons
    )
    ends = {one.ends for one in wanted}
    gone = [link.pk for key, link in known.items() if key not in ends and link.state == LinkState.PROPOSED]
    Link.objects.filter(pk__in=gone).delete()
    return Proposed(len(new), len(gone))


def confirm(link: Link, *, viewer: Viewer) -> Link:
    """Say that a link is right. Also one that was rejected.

    Raises:
        NotAllowed: the viewer does not keep the initiative, or does not see both ends.
    """
    return _settle(link, LinkState.CONFIRMED, viewer=viewer, note="")


def reject(link: Link, *, viewer: Viewer, note: str) -> Link:
    """Say that a link is wrong, and why. It is not proposed again.

    Raises:
        NotAllowed: the viewer does not keep the initiative, or does not see both ends.
    """
    return _settle(link, LinkState.REJECTED, viewer=viewer, note=note)


@transaction.atomic
def _settle(link: Link, state: LinkState, *, viewer: Viewer, note: str) -> Link:
    locked = Link.objects.select_for_update(of=("self",)).select_related("source", "target").get(pk=link.pk)
    target = Initiative.objects.select_related("record", "collaboration").get(pk=locked.target_id)
    policy.may_link(viewer, locked.source, target).or_refuse()
    if locked.state == state:
        return locked
    locked.state, locked.note = state, note.strip()[:LONGEST_NOTE]
    locked.settled_by, locked.settled_at = viewer.user, timezone.now()
    locked.save(update_fields=["state", "note", "settled_by", "settled_at"])
    act = f"thread.link.{state}"
    journal.write(
        viewer.user, act, target.record, facts={"source": locked.source.public_id}, reason=locked.note
    )
    return locked


@transaction.atomic
def make_link(*, viewer: Viewer, source: Record, initiative: Initiative, note: str) -> Link:
    """Say that something is about an initiative, and why, where the machine has not seen it. Twice is once.

    Raises:
        NotAllowed: the viewer does not keep the initiative, or does not see both ends.
        Refused: no reason is written, or both ends are the same.
    """
    policy.may_link(viewer, source, initiative).or_refuse()
    if not note.strip():
        raise Refused("thread.no_reason", _("Write why it belongs to the initiative."))
    if source.pk == initiative.pk:
        raise Refused("thread.itself", _("An initiative cannot be linked to itself. Choose something else."))
    link, _made = Link.objects.get_or_create(source=source, target=initiative.record, kind=LinkKind.ABOUT)
    return _settle(link, LinkState.CONFIRMED, viewer=viewer, note=note)
