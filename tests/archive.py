"""A small archive that hangs together: the invented minutes in `samples/`, recorded as a secretary would.

Twenty-nine papers of three levels over two years, each with its file, its text and a citation for every fact. The
minutes of `UNPUBLISHED` are taken in and not published. Built in a few seconds; take a part of it with `names`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from minutes_read import Reading, at_clock, items_of, participants_of
from people import a_body, a_collaboration, a_level, a_person

import referat
from referat.model import DocumentType
from roedtraad.accounts.models import User
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions.loading import load_register
from roedtraad.bodies.models import Body, Person, Seat
from roedtraad.bodies.models.dated import valid_on
from roedtraad.bodies.policy import viewer_of
from roedtraad.documents.actions import keep_text, store
from roedtraad.meetings.actions import RecordedMeeting, record_minutes
from roedtraad.meetings.facts import (
    ConsentFacts,
    DecisionFacts,
    MeetingFacts,
    OutcomeFacts,
    StatementFacts,
    VoteFacts,
)
from roedtraad.meetings.models import (
    MeetingKind,
    OutcomeKind,
    PaperKind,
    PartyConsent,
    Statement,
    Vote,
)
from roedtraad.publishing.actions import publish_agenda, publish_minutes

SAMPLES = Path(__file__).parent.parent / "samples"
WORLD = tomllib.loads((SAMPLES / "verden.toml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 17)
MEDIA = {".pdf": "application/pdf", ".html": "text/html", ".txt": "text/plain"}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CASES = (
    "VB-2025-017",
    "VB-2025-018",
    "VB-2025-022",
    "VB-2025-023",
    "VB-2026-006",
    "VB-2026-019",
    "VB-2026-027",
    "VB-2026-031",
)
# Held in the body's own house and not for everybody yet.
UNPUBLISHED = frozenset({"vestbaelt-pn-2026-11-20", "vestbaelt-df-2026-09-24"})
THE_THREAD = (
    "vestbaelt-fsn-2025-01-23",
    "vestbaelt-pn-2025-03-14",
    "vestbaelt-fsn-2026-01-22",
    "vestbaelt-pn-2026-03-13",
)


@dataclass
class Archive:
    """What there is, by the names that the samples use."""

    bodies: Mapping[str, Body]  # 'pn', 'fsn', 'df', 'ssu'
    people: dict[str, Person]
    administrator: User
    meetings: dict[str, RecordedMeeting] = field(default_factory=dict)
    cases: dict[str, int] = field(default_factory=dict)  # by the number of the cluster

    def user(self, name: str) -> User:
        """Return the user whom a person logs in as; one is made when there is none."""
        person = self.people[name]
        if person.user is None:
            person.user = User.objects.create_user(f"{name.split()[0].lower()}@vestbaelt.example", name=name)
            person.save()
        return person.user

    def viewer(self, name: str = "", *, on: date = TODAY) -> Viewer:
        """Return somebody by name, or a stranger."""
        return viewer_of(self.user(name), on=on) if name else Viewer(on=on)


def an_archive(*, names: Iterable[str] = (), published: bool = True) -> Archive:
    """Record all papers up to those of December 2026, or those named, the oldest first."""
    load_register(SAMPLES / "verden.toml", viewer=None)
    bodies = {body.register_key.rpartition(":")[2]: body for body in Body.objects.exclude(register_key=None)}
    archive = Archive(
        bodies=bodies,
        people={person.name: person for person in Person.objects.select_related("user")},
        administrator=User.objects.create_user(
            "ada@vestbaelt.example", name="Ada Birk", is_administrator=True
        ),
    )
    wanted = set(names)
    files = sorted((SAMPLES / "vestbaelt").iterdir(), key=_day_of)
    for path in files:
        if not wanted or path.stem in wanted:
            _record(archive, path, published=published and path.stem not in UNPUBLISHED)
    return archive


def _day_of(path: Path) -> tuple[str, str]:
    """Return what sorts the files: the day, and the agenda before the minutes."""
    parts = path.stem.split("-")
    place = next(n for n, part in enumerate(parts) if part.isdigit())
    return "-".join(parts[place : place + 3]), "0" if "dagsorden" in parts else "1"


def _record(archive: Archive, path: Path, *, published: bool) -> None:
    viewer = viewer_of(archive.administrator, on=TODAY)
    data = path.read_bytes()
    source = referat.read(data)
    document = store(
        data,
        filename=path.name,
        media_type=MEDIA.get(path.suffix, WORD),
        viewer=viewer,
        body=_host(archive, path),
    ).document
    text = keep_text(document, reader_version="1", text=source.text, page_starts=source.pages)
    facts = _facts(archive, path, source)
    recorded = record_minutes(replace(facts, document_id=document.pk, text_id=text.pk), viewer=viewer)
    archive.meetings[path.stem] = recorded
    for item, made in zip(facts.items, recorded.items, strict=True):
        for number in CASES:
            if made.case_ids and any(number in one.text for one in item.sections):
                archive.cases.setdefault(number, made.case_ids[0])
    if published:
        publish = publish_minutes if facts.paper == PaperKind.MINUTES else publish_agenda
        publish(recorded.meeting, viewer=viewer)


def _host(archive: Archive, path: Path) -> Body:
    word = path.stem.split("-")[1] if path.stem.startswith("vestbaelt") else "ssu"
    return archive.bodies[{"faelles": "fsn"}.get(word, word)]


def _facts(archive: Archive, path: Path, source: referat.SourceText) -> MeetingFacts:
    minutes = referat.parse(source)
    meeting, body = minutes.meeting, _host(archive, path)
    assert meeting.held_on is not None, path
    _know_guests(archive, [one.name.text for one in minutes.participants])
    reading = Reading(
        source=source,
        minutes=minutes,
        people={name: person.pk for name, person in archive.people.items()},
        seats={
            seat.person_id or 0: seat for seat in Seat.objects.filter(valid_on(meeting.held_on), body=body)
        },
        bodies={
            "fagligt strategisk niveau": archive.bodies["fsn"].pk,
            "driftsforum": archive.bodies["df"].pk,
        },
    )
    is_agenda = meeting.document_type is DocumentType.AGENDA
    facts = MeetingFacts(
        body_id=body.pk,
        held_on=meeting.held_on,
        paper=PaperKind.AGENDA if is_agenda else PaperKind.MINUTES,
        kind=_kind(path),
        start_time=at_clock(meeting.start_time),
        end_time=at_clock(meeting.end_time),
        place=meeting.venue.text if meeting.venue else "",
        joint_body_ids=_guests(archive, path),
        participants=participants_of(reading),
        items=items_of(reading, archive.cases),
        citations=(reading.words("held_on", meeting.held_on_spans),) if meeting.held_on_spans else (),
    )
    return _as_a_person_corrected_it(archive, path, facts)


def _kind(path: Path) -> MeetingKind:
    kinds = {"faelles": MeetingKind.JOINT, "skriftlig": MeetingKind.WRITTEN}
    return next((kind for word, kind in kinds.items() if word in path.stem), MeetingKind.ORDINARY)


def _guests(archive: Archive, path: Path) -> tuple[int, ...]:
    """Return the other bodies of a joint meeting."""
    if path.stem.endswith("2026-05-21"):
        other = a_body(
            "Sundhedsklynge Østfjord, fagligt strategisk niveau",
            collaboration=a_collaboration("Sundhedsklynge Østfjord"),
            level=a_level("strategic", "Fagligt strategisk niveau", 2),
        )
        return (other.pk,)
    if "faelles-2026-12-11" in path.stem:
        return archive.bodies["baelt-nord"].pk, archive.bodies["baelt-syd"].pk
    return ()


def _know_guests(archive: Archive, names: Iterable[str]) -> None:
    for name in names:
        if name not in archive.people:
            archive.people[name] = a_person(name)


def _as_a_person_corrected_it(archive: Archive, path: Path, facts: MeetingFacts) -> MeetingFacts:
    """Put in what the library does not read: outcomes point by point, what each party said, and a vote."""
    corrected = []
    for item in facts.items:
        correct = CORRECTIONS.get((path.stem, item.number))
        corrected.append(
            replace(item, decision=correct(archive, item.decision)) if correct and item.decision else item
        )
    return replace(facts, items=tuple(corrected))


def _told_by_parties(archive: Archive, decision: DecisionFacts) -> DecisionFacts:
    cited = decision.outcomes[0].citations
    remark = "Først når der er en aftale om sygetransport med færgen uden for dagtimerne."
    parties = {
        seat.party.name: seat.party
        for seat in Seat.objects.exclude(party=None).select_related("party")
        if seat.party
    }
    answers = {
        "Region Bæltet": (PartyConsent.Answer.AGREES, ""),
        "Fjordby Kommune": (PartyConsent.Answer.AGREES, ""),
        "Hedelund Kommune": (PartyConsent.Answer.AGREES, ""),
        "Strandby Kommune": (PartyConsent.Answer.AGREES, ""),
        "Kirkenæs Kommune": (PartyConsent.Answer.AGREES, ""),
        "Vesterø Kommune": (PartyConsent.Answer.RESERVES, "Afhænger af kommunalbestyrelsens bevilling."),
        "PLO": (PartyConsent.Answer.AGREES, "Én af to pladser var tom."),
        "Patientinddragelsesudvalget": (
            PartyConsent.Answer.HEARD,
            "Ønskede borgernes oplevelse med i evalueringen.",
        ),
    }
    return replace(
        decision,
        outcomes=(
            OutcomeFacts(OutcomeKind.APPROVED, point=0, citations=cited),
            OutcomeFacts(OutcomeKind.APPROVED, point=1),
            OutcomeFacts(OutcomeKind.APPROVED, point=2, is_changed=True, remark=remark),
            OutcomeFacts(OutcomeKind.NOTED, point=3),
        ),
        statements=(
            StatementFacts(
                Statement.Kind.RESERVATION,
                "Vesterø Kommune tog forbehold. Kommunalbestyrelsen tager stilling til sin andel.",
                party_id=parties["Vesterø Kommune"].pk,
            ),
        ),
        consents=tuple(
            ConsentFacts(parties[name].pk, answer, remark) for name, (answer, remark) in answers.items()
        ),
    )


def _voted_on(archive: Archive, decision: DecisionFacts) -> DecisionFacts:
    sides = {
        "Susan Kærbøl": Vote.Side.IN_FAVOUR,
        "Poul Erik Havnsø": Vote.Side.IN_FAVOUR,
        "Birthe Engsvang": Vote.Side.AGAINST,
        "Mikkel Åkjær": Vote.Side.AGAINST,
        "Rune Harbovig": Vote.Side.AGAINST,
        "Thomas Vigsnæs": Vote.Side.ABSTAINED,
    }
    votes = tuple(VoteFacts(side, person_id=archive.people[name].pk) for name, side in sides.items())
    return replace(decision, votes=votes)


CORRECTIONS: Mapping[tuple[str, str], Callable[[Archive, DecisionFacts], DecisionFacts]] = {
    ("vestbaelt-pn-2026-03-13", "4"): _told_by_parties,
    ("vestbaelt-fsn-2026-08-27", "3"): _voted_on,
}
