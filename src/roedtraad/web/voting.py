"""How parties voted and what each side said, as the screen of a meeting shows it and takes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Party, PartyKind
from roedtraad.bodies.queries.rosters import SIDE_OF_KIND, Side
from roedtraad.meetings import actions
from roedtraad.meetings.facts import VoteFacts
from roedtraad.meetings.models import PartyConsent, Vote
from roedtraad.meetings.presence import Attendance
from roedtraad.meetings.queries import AttendanceMatrix
from roedtraad.meetings.queries.sitting import ItemRecorded

MOST_VOTES = 999


@dataclass(frozen=True, slots=True)
class SideConsents:
    """The parties of one side, each with what it said; `agree` have agreed, with a reservation or without."""

    side: Side
    rows: tuple[tuple[Party, PartyConsent | None], ...]
    agree: int


@dataclass(frozen=True, slots=True)
class VoteRow:
    """How many of a party voted for, against, and not: as fields, by name and value."""

    party: Party
    fields: tuple[tuple[str, str, str], ...]  # name, label, value


def sides_of(parties: Sequence[Party], consents: Mapping[int, PartyConsent]) -> list[SideConsents]:
    """Return the parties by side: the region, the municipalities, general practice, patients, others."""
    found: list[SideConsents] = []
    for side in Side:
        rows = tuple(
            (party, consents.get(party.pk))
            for party in parties
            if SIDE_OF_KIND.get(PartyKind(party.kind), Side.OTHER) == side
        )
        if rows:
            said = {PartyConsent.Answer.AGREES, PartyConsent.Answer.RESERVES}
            found.append(SideConsents(side, rows, sum(bool(one and one.answer in said) for _p, one in rows)))
    return found


def vote_rows(parties: Sequence[Party], votes: Sequence[Vote]) -> list[VoteRow]:
    """Return the fields of a ballot, one row for each party."""
    known = {(one.as_written, one.side): one.count for one in votes}
    return [
        VoteRow(
            party,
            tuple(
                (
                    f"stemmer-{party.pk}-{side.value}",
                    str(side.label),
                    str(known.get((party.name, side.value)) or ""),
                )
                for side in Vote.Side
            ),
        )
        for party in parties
    ]


def save_votes(
    posted: QueryDict, recorded: ItemRecorded, parties: Sequence[Party], *, viewer: Viewer
) -> None:
    """Save how many of each party voted for, against, and not, where something is new.

    Raises:
        Refused: something that is no number stands in a field.
    """
    if "stemmer" not in posted:
        return
    about = posted.get("stemmer-om", "").strip()
    votes = [
        VoteFacts(side, about=about, as_written=party.name, count=number)
        for party in parties
        for side in Vote.Side
        if (number := _number(posted.get(f"stemmer-{party.pk}-{side.value}", "")))
    ]
    new = {(one.as_written, one.side.value, one.count, one.about) for one in votes}
    known = {(one.as_written, one.side, one.count, one.about) for one in recorded.votes}
    if new != known:
        actions.record_votes(recorded.item, votes, viewer=viewer)


def _number(text: str) -> int:
    text = text.strip()
    if not text:
        return 0
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_VOTES))):
        raise Refused("meetings.votes", _("Write the votes of a party as a number, 0 to 999."))
    return int(text)


def apologies_in_words(matrix: AttendanceMatrix) -> str:
    """Return who is away from the whole meeting, and who came in their place, as the welcome item says it."""
    replaced = {row.in_place_of.pk: row.person.name for row in matrix.rows if row.in_place_of is not None}
    words: list[str] = []
    for state, sentence in (
        (Attendance.APOLOGY, _("Apologies from %(names)s.")),
        (Attendance.ABSENT, _("Absent without apology: %(names)s.")),
    ):
        away = [row for row in matrix.rows if (row.said_of_whole or row.whole) is state]
        if away:
            words.append(sentence % {"names": ", ".join(_named(row.person.name, row.party) for row in away)})
        words += [
            _("%(substitute)s came in place of %(name)s.")
            % {"substitute": replaced[row.person.pk], "name": row.person.name}
            for row in away
            if row.person.pk in replaced
        ]
    return " ".join(words)


def _named(name: str, party: Party | None) -> str:
    return f"{name} ({party.name})" if party else name
