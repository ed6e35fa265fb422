"""Everything that the review page shows of one draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Answer, no, yes
from roedtraad.checks.models import Finding
from roedtraad.checks.queries import findings_in
from roedtraad.documents.models import MaskedRegion
from roedtraad.documents.queries import undealt_cpr
from roedtraad.importing.models import Correction, Draft, DraftState, ItemAcceptance
from roedtraad.importing.policy import kept_by
from roedtraad.importing.proposing import Asked, Match, Proposal, content_of, propose
from roedtraad.importing.queries.marks import PageText, pages
from roedtraad.importing.sheet.things import Field, Kind, Sheet, Thing, digest
from roedtraad.importing.spelling import WRITABLE, choices_of


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change by a person, for the list of what was changed; the newest first."""

    correction: Correction
    ref: str  # the thing that it is about, '' where it fits nothing any more

    @property
    def is_standing(self) -> bool:
        """Return whether it was not taken back."""
        return self.correction.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Review:
    """A draft beside its document.

    `sheet` holds the values with their spans (`sheet.meeting`, `.people`, `.items` with `.parts`); `pages` the words
    with what is marked in them; `proposal` what names mean; `questions` what is asked, the heaviest first.
    `accepted_items` are the refs of items that somebody found right as they stand.
    """

    draft: Draft
    sheet: Sheet
    pages: tuple[PageText, ...]
    proposal: Proposal
    findings: tuple[Finding, ...]
    changes: tuple[ChangeLine, ...]
    accepted_items: frozenset[str]
    cpr: tuple[MaskedRegion, ...]
    may_accept: Answer

    @property
    def questions(self) -> tuple[Asked, ...]:
        """Return what is asked; of a draft that is settled nothing is asked any more."""
        return self.proposal.asked if self.draft.is_open else ()

    def questions_about(self, ref: str) -> tuple[Asked, ...]:
        """Return what is asked about a thing."""
        return tuple(one for one in self.questions if one.ref == ref)

    def person(self, thing: Thing) -> Match | None:
        """Return whom a participant is taken for."""
        return self.proposal.person(thing.get(Field.NAME))

    def party(self, thing: Thing) -> Match | None:
        """Return which party a participant is taken to come from."""
        return self.proposal.party(thing.get(Field.AFFILIATION))

    def page_of(self, thing: Thing) -> int:
        """Return the page on which a thing begins, 1 where it stands nowhere."""
        return self.sheet.page_of(thing.start) if thing.start >= 0 else 1

    def fields_of(self, kind: Kind) -> tuple[Field, ...]:
        """Return the values of a kind of thing that people can write."""
        return WRITABLE.get(kind, ())

    def choices_of(self, kind: Kind, field: Field) -> Mapping[str, str] | None:
        """Return the codes that a field can have, with their names; None where it is written freely."""
        return choices_of(kind, field)


def review(viewer: Viewer, public_id: str) -> Review | None:
    """Return everything about a draft that the viewer may work on. At most fifty queries, whatever it holds."""
    draft = (
        Draft.objects.filter(kept_by(viewer), record__public_id=public_id)
        .select_related(
            "record",
            "document__record",
            "document__body",
            "reading__text",
            "batch__collaboration",
            "changed_by",
            "settled_by",
            "meeting__record",
        )
        .first()
    )
    if draft is None:
        return None
    content = content_of(draft)
    proposal = propose(content)
    accepted = set(ItemAcceptance.objects.filter(draft=draft).values_list("digest", flat=True))
    cpr = undealt_cpr().filter(text__document=draft.document_id).select_related("text")
    return Review(
        draft=draft,
        sheet=content.sheet,
        pages=pages(content.sheet, proposal.asked if draft.is_open else ()),
        proposal=proposal,
        findings=findings_in(viewer, draft.document),
        changes=_changes(draft, content.sheet),
        accepted_items=frozenset(one.ref for one in content.sheet.items if digest(one) in accepted),
        cpr=tuple(cpr),
        may_accept=_may_accept(draft, proposal),
    )


def _changes(draft: Draft, sheet: Sheet) -> tuple[ChangeLine, ...]:
    refs: dict[int, str] = {}
    for thing in sheet.things():
        for key in (thing.added, *(value.correction for value in thing.values)):
            if key is not None:
                refs.setdefault(key, thing.ref)
    rows = Correction.objects.filter(draft=draft).select_related("made_by", "withdrawn_by")
    return tuple(ChangeLine(row, refs.get(row.pk, "")) for row in rows.order_by("-pk"))


def _may_accept(draft: Draft, proposal: Proposal) -> Answer:
    if draft.state != DraftState.OPEN:
        return no("importing.accept", DraftState(draft.state).label)
    if proposal.blocking:
        return no("importing.accept", proposal.blocking[0].message)
    return yes("importing.accept", why="nothing is left to answer")
