"""Levels, parties, collaborations, bodies, changes, terms and figures of a register, in the order in which they lean on each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from roedtraad.accounts import journal
from roedtraad.accounts.models import RecordKind
from roedtraad.bodies.actions.aliases import Named
from roedtraad.bodies.actions.changes import save_parts
from roedtraad.bodies.actions.days import Days, days_of
from roedtraad.bodies.actions.loading.known import Known, shipped_levels
from roedtraad.bodies.actions.loading.merging import Merge, Wanted
from roedtraad.bodies.models import (
    Body,
    BodyAlias,
    BodySharing,
    ChangeEvent,
    Collaboration,
    CollaborationAlias,
    CollaborationMember,
    Figure,
    Level,
    LevelName,
    Party,
    PartyAlias,
    TermsOfReference,
)
from roedtraad.bodies.queries.lineage import standing_parts, would_circle
from roedtraad.bodies.register import Register
from roedtraad.bodies.register.entries import (
    BodyEntry,
    ChangeEntry,
    CollaborationEntry,
    LevelEntry,
    MembershipEntry,
    PartyEntry,
    TermsEntry,
)


def load_organisations(register: Register, known: Known, merge: Merge) -> None:
    """Load everything but people and seats."""
    used = {body.level for body in register.bodies} - {""} - {level.id for level in register.levels}
    missing = [level for level in shipped_levels() if level.id in used - known.levels.keys()]
    for level in (*register.levels, *missing):
        _load_level(level, known, merge)
    for party in _wholes_first(register.parties):
        _load_party(party, known, merge)
    for level in register.levels:
        _load_local_names(level, known)
    for collaboration in register.collaborations:
        _load_collaboration(collaboration, known, merge)
    for membership in register.memberships:
        _load_membership(membership, known, merge)
    for body in _parents_first(register.bodies):
        _load_body(body, known, merge)
    for change in register.changes:
        _load_change(change, known, merge)
    for terms in register.terms:
        _load_terms(terms, known, merge)
    _load_figures(register, known, merge)


def _wholes_first(entries: Iterable[PartyEntry]) -> list[PartyEntry]:
    listed = list(entries)
    depth = {entry.id: entry.part_of for entry in listed}
    return sorted(listed, key=lambda entry: _height(entry.id, depth))


def _parents_first(entries: Iterable[BodyEntry]) -> list[BodyEntry]:
    listed = list(entries)
    above = {entry.id: entry.parent for entry in listed}
    return sorted(listed, key=lambda entry: _height(entry.id, above))


def _height(id: str, above: dict[str, str]) -> int:
    """Return how many rows of the register stand above one; a circle counts as far as it is unbroken."""
    seen = {id}
    while (id := above.get(id, "")) and id not in seen:
        seen.add(id)
    return len(seen)


def _load_level(entry: LevelEntry, known: Known, merge: Merge) -> None:
    key = known.key("niveau", entry.id)
    wanted = {"name": entry.name, "rank": str(entry.rank)}
    merge.says[key] = wanted
    level = known.levels.get(entry.id)
    if level is None:
        known.levels[entry.id] = Level.objects.create(key=entry.id, name=entry.name, rank=entry.rank)
        journal.write(merge.by, "bodies.level.created", facts={"key": entry.id})
        merge.report.created["niveau"] += 1
        return
    said = merge.said.get(key, {})
    is_ours = {"name": level.name, "rank": str(level.rank)} == said
    if is_ours and said != wanted:
        level.name, level.rank = entry.name, entry.rank
        level.save()
        journal.write(merge.by, "bodies.level.loaded", facts={"key": entry.id})
        merge.report.updated["niveau"] += 1
    else:
        merge.report.unchanged["niveau"] += 1


def _load_local_names(entry: LevelEntry, known: Known) -> None:
    for local in entry.local:
        LevelName.objects.get_or_create(
            level=known.levels[entry.id],
            region=known.party(local.region),
            defaults={"name": local.name, "source": local.source},
        )


def _load_party(entry: PartyEntry, known: Known, merge: Merge) -> None:
    wanted = Wanted(
        word="part",
        key=known.key("part", entry.id),
        kind=RecordKind.PARTY,
        is_public=True,
        columns={
            "name": entry.name,
            "kind": entry.kind,
            "short_name": entry.short_name,
            "code": entry.code,
            "part_of": known.party(entry.part_of),
            "source": entry.source,
            "valid_from": entry.first,
            "valid_to": entry.last,
        },
    )

    def adopt() -> Party | None:
        free = Party.objects.filter(register_key=None, record__withdrawn_at=None)
        by_code = free.filter(code=entry.code).first() if entry.code else None
        return by_code or free.filter(name=entry.name, kind=entry.kind, code__in=["", entry.code]).first()

    party = merge.put(Party, wanted, known=known.parties, adopt=adopt, record_of=lambda row: row.record)
    known.parties[wanted.key] = party
    add_aliases(party, entry.aliases)


def _load_collaboration(entry: CollaborationEntry, known: Known, merge: Merge) -> None:
    wanted = Wanted(
        word="samarbejde",
        key=known.key("samarbejde", entry.id),
        kind=RecordKind.COLLABORATION,
        is_public=True,
        columns={
            "name": entry.name,
            "kind": entry.kind,
            "region": known.party(entry.region),
            "source": entry.source,
            "valid_from": entry.first,
            "valid_to": entry.last,
        },
    )

    def adopt() -> Collaboration | None:
        free = Collaboration.objects.filter(register_key=None, record__withdrawn_at=None)
        return free.filter(name=entry.name, kind=entry.kind).first()

    row = merge.put(
        Collaboration, wanted, known=known.collaborations, adopt=adopt, record_of=lambda row: row.record
    )
    known.collaborations[wanted.key] = row
    add_aliases(row, entry.aliases)


def _load_membership(entry: MembershipEntry, known: Known, merge: Merge) -> None:
    collaboration = known.collaboration(entry.collaboration)
    party = known.party(entry.party)
    wanted = Wanted(
        word="medlem",
        key=known.key("medlem", entry.id),
        columns={
            "collaboration": collaboration,
            "party": party,
            "source": entry.source,
            "valid_from": entry.first,
            "valid_to": entry.last,
        },
    )

    def adopt() -> CollaborationMember | None:
        free = collaboration.memberships.filter(party=party, register_key=None, withdrawn_at=None)
        days = Days(entry.first, entry.last)
        return next((row for row in free if days_of(row).overlaps(days)), None)

    known.memberships[wanted.key] = merge.put(
        CollaborationMember,
        wanted,
        known=known.memberships,
        adopt=adopt,
        record_of=lambda row: row.collaboration.record,
    )


def _load_body(entry: BodyEntry, known: Known, merge: Merge) -> None:
    collaboration = known.collaboration(entry.collaboration)
    wanted = Wanted(
        word="organ",
        key=known.key("organ", entry.id),
        kind=RecordKind.BODY,
        is_public=True,
        columns={
            "name": entry.name,
            "short_name": entry.short_name,
            "kind": entry.kind,
            "collaboration": collaboration,
            "level": known.levels[entry.level] if entry.level else None,
            "parent": known.body(entry.parent),
            "publishes": entry.publishes,
            "publishes_members": entry.publishes_members,
            "conclusion": entry.conclusion,
            "source": entry.source,
            "valid_from": entry.first,
            "valid_to": entry.last,
        },
    )

    def adopt() -> Body | None:
        free = collaboration.bodies.filter(register_key=None, record__withdrawn_at=None)
        return free.filter(name=entry.name).first()

    body = merge.put(Body, wanted, known=known.bodies, adopt=adopt, record_of=lambda row: row.record)
    known.bodies[wanted.key] = body
    add_aliases(body, entry.aliases)
    for other in entry.shared_with:
        _load_sharing(entry, body, known.collaboration(other), other, known, merge)


def _load_sharing(
    entry: BodyEntry, body: Body, other: Collaboration, reference: str, known: Known, merge: Merge
) -> None:
    wanted = Wanted(
        word="deling",
        key=known.key("deling", f"{entry.id}/{reference.replace(':', '.')}"),
        columns={"body": body, "collaboration": other, "valid_from": entry.first, "valid_to": entry.last},
    )
    known.sharings[wanted.key] = merge.put(
        BodySharing,
        wanted,
        known=known.sharings,
        adopt=lambda: body.sharings.filter(collaboration=other, register_key=None, withdrawn_at=None).first(),
        record_of=lambda row: row.body.record,
    )


def _load_change(entry: ChangeEntry, known: Known, merge: Merge) -> None:
    originals = [known.thing(reference) for reference in entry.originals]
    results = [known.thing(reference) for reference in entry.results]
    wanted = Wanted(
        word="overgang",
        key=known.key("overgang", entry.id),
        columns={"on": entry.on, "text": entry.text, "source": entry.source},
    )
    is_new = wanted.key not in known.changes
    if is_new and (
        entry.on == date.max or would_circle(standing_parts(), originals=originals, results=results)
    ):
        return
    event = merge.put(
        ChangeEvent,
        wanted,
        known=known.changes,
        adopt=lambda: None,
        record_of=lambda _row: originals[0].record,
    )
    if is_new:
        save_parts(event, originals=originals, results=results)


def _load_terms(entry: TermsEntry, known: Known, merge: Merge) -> None:
    body = known.bodies[known.key("organ", entry.body)]
    wanted = Wanted(
        word="kommissorium",
        key=known.key("kommissorium", entry.id),
        columns={
            "body": body,
            "version": entry.version,
            "purpose": entry.purpose,
            "tasks": entry.tasks,
            "deliverables": entry.deliverables,
            "organisation": entry.organisation,
            "mandate": entry.mandate,
            "resources": entry.resources,
            "delimitation": entry.delimitation,
            "valid_from": entry.first,
            "valid_to": entry.last,
        },
    )
    known.terms[wanted.key] = merge.put(
        TermsOfReference,
        wanted,
        known=known.terms,
        adopt=lambda: body.terms.filter(version=entry.version, register_key=None).first(),
        record_of=lambda row: row.body.record,
    )


def _load_figures(register: Register, known: Known, merge: Merge) -> None:
    """Enter figures that are not there yet; one that a person has put right stays."""
    for entry in register.figures:
        party = known.parties[known.key("part", entry.party)]
        figure, is_new = Figure.objects.get_or_create(
            party=party,
            what=entry.what,
            on=entry.on,
            defaults={"value": entry.value, "source": entry.source},
        )
        counter = merge.report.created if is_new else merge.report.unchanged
        counter["tal"] += 1
        if is_new:
            facts: dict[str, journal.Fact] = {"what": figure.what, "on": figure.on, "value": figure.value}
            journal.write(merge.by, "bodies.figure.entered", party.record, facts=facts)


def add_aliases(of: Named, names: Iterable[str]) -> None:
    """Save the other names that are not there yet; one that somebody has taken back stays so."""
    wanted = [name for name in names if name and name != of.name]
    known = set(of.aliases.values_list("name", flat=True)) if wanted else set()
    missing = [name for name in dict.fromkeys(wanted) if name not in known]
    if isinstance(of, Party):
        PartyAlias.objects.bulk_create(PartyAlias(party=of, name=name) for name in missing)
    elif isinstance(of, Collaboration):
        CollaborationAlias.objects.bulk_create(
            CollaborationAlias(collaboration=of, name=name) for name in missing
        )
    elif isinstance(of, Body):
        BodyAlias.objects.bulk_create(BodyAlias(body=of, name=name) for name in missing)
    else:
        of.aliases.bulk_create(of.aliases.model(person=of, name=name) for name in missing)
