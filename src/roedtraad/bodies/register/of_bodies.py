"""Collaborations, bodies, seats, changes and terms of reference, each from its table."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from roedtraad.bodies.models import Body, Collaboration, SeatRole
from roedtraad.bodies.register.entries import (
    BodyEntry,
    ChangeEntry,
    CollaborationEntry,
    MembershipEntry,
    SeatRow,
    TermsEntry,
)
from roedtraad.bodies.register.of_parties import identity
from roedtraad.bodies.register.table import Table
from roedtraad.bodies.register.vocabulary import BODY_KINDS, COLLABORATION_KINDS, ROLES

NO_LEVEL = "unknown"
LONGEST_TERMS = 100_000


def read_collaboration(
    table: Table, *, kind: Collaboration.Kind | None
) -> tuple[CollaborationEntry, tuple[MembershipEntry, ...]]:
    """Read `[klynge]`, `[raad]` or `[samarbejde]`, with its members. Only the last says of which kind it is."""
    told = kind or Collaboration.Kind(table.choice("slags", COLLABORATION_KINDS, default=None))
    collaboration = CollaborationEntry(
        id=identity(table),
        name=table.text("navn", required=True),
        kind=told,
        region=table.text("region"),
        aliases=table.texts("kaldes"),
        successors=table.texts("efterfoelgere"),
        first=table.day("fra"),
        last=table.day("til"),
        source=table.source(),
    )
    members = []
    for inner in table.tables("medlemmer", short="part"):
        party = inner.text("part", required=True)
        members.append(
            MembershipEntry(
                id=f"{collaboration.id}/{party}",
                collaboration=collaboration.id,
                party=party,
                first=inner.day("fra"),
                last=inner.day("til"),
                source=inner.source(),
            )
        )
        inner.finish()
    table.finish()
    return collaboration, tuple(members)


def read_body(table: Table) -> BodyEntry:
    """Read `[[organ]]`."""
    level = table.text("niveau", longest=40)
    body = BodyEntry(
        id=identity(table),
        name=table.text("navn", required=True),
        collaboration=table.text("klynge") or table.text("samarbejde"),
        kind=Body.Kind(table.choice("slags", BODY_KINDS, default=Body.Kind.STANDING)),
        short_name=table.text("kortnavn", longest=60),
        level="" if level == NO_LEVEL else level,
        parent=table.text("under"),
        aliases=table.texts("kaldes"),
        shared_with=table.texts("deles_med"),
        publishes=table.flag("offentliggoer_referater", default=True),
        publishes_members=table.flag("offentliggoer_medlemmer", default=True),
        conclusion=table.text("konklusion", longest=LONGEST_TERMS),
        first=table.day("fra"),
        last=table.day("til"),
        source=table.source(),
    )
    table.asked.add("samarbejde")
    table.finish()
    return body


def read_seat(table: Table) -> SeatRow:
    """Read `[[plads]]`."""
    row = SeatRow(
        where=table.where,
        body=table.text("organ", required=True),
        person=table.text("person", required=True),
        person_name=table.text("navn"),
        role=SeatRole(table.choice("rolle", ROLES, default=SeatRole.MEMBER)),
        party=table.text("part"),
        title=table.text("titel"),
        letter=table.text("parti", longest=4),
        office=table.text("embede"),
        deputy_for=table.text("for"),
        deputy_order=table.whole("nummer", default=1),
        first=table.day("fra"),
        last=table.day("til"),
    )
    if row.office and not row.party:
        table.problem(_("an office (embede) belongs to a party (part)."))
    table.finish()
    return row


def read_change(table: Table) -> ChangeEntry:
    """Read `[[overgang]]`."""
    on = table.day("dato")
    if on is None:
        table.problem(_("the field “%(name)s” is missing.") % {"name": "dato"})
    change = ChangeEntry(
        id=identity(table),
        on=on or date.min,
        text=table.text("tekst", required=True, longest=300),
        originals=table.texts("gamle"),
        results=table.texts("nye"),
        source=table.source(),
    )
    if not change.originals or not change.results:
        table.problem(_("a change has both what ends (gamle) and what begins (nye)."))
    table.finish()
    return change


def read_terms(table: Table) -> TermsEntry:
    """Read `[[kommissorium]]`."""
    body, version = table.text("organ", required=True), table.whole("version", default=1)
    terms = TermsEntry(
        id=f"{body}/{version}",
        body=body,
        version=version,
        purpose=table.text("formaal", longest=LONGEST_TERMS),
        tasks=table.text("opgaver", longest=LONGEST_TERMS),
        deliverables=table.text("leverancer", longest=LONGEST_TERMS),
        organisation=table.text("organisering", longest=LONGEST_TERMS),
        mandate=table.text("mandat", longest=LONGEST_TERMS),
        resources=table.text("ressourcer", longest=LONGEST_TERMS),
        delimitation=table.text("afgraensning", longest=LONGEST_TERMS),
        first=table.day("fra"),
        last=table.day("til"),
    )
    table.finish()
    return terms
