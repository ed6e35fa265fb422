"""The promises of accepted minutes become records: what is owed, by whom, when, each with its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.matching import match_parties
from roedtraad.bodies.models import Body
from roedtraad.commitments.actions import record_commitments
from roedtraad.commitments.due import DueTold
from roedtraad.commitments.facts import CommitmentFacts, Named, Promise
from roedtraad.importing.facts import Settled
from roedtraad.importing.sheet.things import Field, Kind, Thing, folded
from roedtraad.meetings.actions import RecordedMeeting
from roedtraad.meetings.models import PaperKind


@dataclass(frozen=True, slots=True)
class Owners:
    """Who owes, by the words that name them: parties and bodies of the register, in small letters."""

    parties: Mapping[str, int]
    bodies: Mapping[str, int]
    meeting_body: int  # whose chairs 'formandskabet' is, where no other body is named

    def named(self, words: str, settled: Settled) -> Named:
        """Return whom the words mean: a person of the list, a party, a body of the collaboration, or the words alone."""
        known = settled.person(words)
        if known is not None:
            return Named(words, person_id=known.person_id)
        party = settled.party(words) or self.parties.get(folded(words))
        if party is not None:
            return Named(words, party_id=party)
        return Named(words, body_id=self.bodies.get(folded(words)) or self._by_its_chairs(folded(words)))

    def _by_its_chairs(self, words: str) -> int | None:
        """Return the body whose chairs are meant: a body answers by its chairs, whoever they are on the day."""
        chairs = _CHAIRS.fullmatch(words)
        if chairs is None:
            return None
        return self.bodies.get(chairs["body"]) if chairs["body"] else self.meeting_body


def record_promises(
    settled: Settled, recorded: RecordedMeeting, *, body: Body, on: date, viewer: Viewer
) -> int:
    """Record what minutes promise under their items, and return how many; an agenda promises nothing.

    An owner is taken only where there is no doubt who is meant; otherwise the words stand. Queries: four, and those of
    `record_commitments`.
    """
    if recorded.paper.kind == PaperKind.AGENDA:
        return 0
    told = [
        (made.item_id, thing)
        for item, made in zip(settled.sheet.items, recorded.items, strict=True)
        for thing in item.of(Kind.COMMITMENT)
        if thing.get(Field.TEXT).strip()
    ]
    if not told:
        return 0
    owners = _owners((thing.get(Field.RESPONSIBLE) for _, thing in told), body=body, on=on)
    facts = [
        CommitmentFacts(item_id, _promise(thing, owners, settled), settled.citations(thing, _FACTS))
        for item_id, thing in told
    ]
    return len(record_commitments(facts, text_id=settled.text_id, viewer=viewer))


def _owners(names: Iterable[str], *, body: Body, on: date) -> Owners:
    """Return the parties and bodies that these names mean without doubt. Four queries."""
    asked = sorted({name for name in names if name.strip()})
    matches = match_parties(asked, collaboration=body.collaboration, on=on) if asked else ()
    bodies = Body.objects.filter(collaboration=body.collaboration_id, record__withdrawn_at=None)
    return Owners(
        meeting_body=body.pk,
        parties={folded(match.text): match.certain.pk for match in matches if match.certain is not None},
        bodies={
            folded(name): pk
            for pk, *names in bodies.order_by("-pk").values_list("pk", "name", "short_name")
            for name in names
            if name
        },
    )


def _promise(thing: Thing, owners: Owners, settled: Settled) -> Promise:
    words = thing.get(Field.RESPONSIBLE).strip()
    due = thing.said(Field.DUE)
    return Promise(
        text=thing.get(Field.TEXT),
        owners=(owners.named(words, settled),) if words else (),
        due=DueTold(words=settled.sheet.quote(due.spans) if due.spans else "", edtf=due.value)
        if due is not None
        else DueTold(),
    )


_CHAIRS = re.compile(r"(?:det fælles )?(?:formandskabet?|formændene)(?: (?:for|i) (?P<body>.+))?")
# The fact's name in `commitments`, by the value that tells it.
_FACTS = {Field.TEXT: "text", Field.DUE: "due", Field.RESPONSIBLE: "owner.1"}
