"""One world for the tests that walk all pages: open, closed and masked things, and the words that give each away.

`tests/access` asks who sees what; `tests/journeys` looks at the same in a browser. Whoever adds a kind of page adds to it
what its pages show, and for everything that is not for everybody a secret: a word that stands nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone
from drafts_shown import add_drafts
from minutes_shown import a_finding_in, minutes_with_words, the_text
from papers import a_recorded_meeting, an_item, present
from people import World, a_body, a_collaboration, a_party, a_person, a_seat, a_world
from showcase_initiatives import add_initiatives
from showcase_mails import add_mails
from showcase_money import add_money
from showcase_thread import add_threads
from working import add_work

from roedtraad.accounts import journal
from roedtraad.accounts.addresses import address
from roedtraad.accounts.models import Record, RecordKind, User
from roedtraad.accounts.policy import Circle
from roedtraad.accounts.records import register, set_audience
from roedtraad.bodies.models import (
    Body,
    ChangeEvent,
    ChangeEventPart,
    CollaborationMember,
    Figure,
    Level,
    PartyKind,
    Person,
    SeatRole,
    TermsOfReference,
)
from roedtraad.commitments.actions import give, report, send_back
from roedtraad.commitments.due import DueTold
from roedtraad.commitments.facts import Evidence, Named, Promise
from roedtraad.meetings.actions import RecordedMeeting
from roedtraad.meetings.models import AgendaItem, Meeting, MeetingPaper, MeetingState, PaperKind
from roedtraad.publishing.actions import (
    issue,
    publish_minutes,
    remark_on_minutes,
    send_for_remarks,
    take_back,
)
from roedtraad.web.views.body_acts import ACTS as WRITTEN_OF_A_BODY
from roedtraad.web.views.collaboration_acts import ACTS as WRITTEN_OF_A_COLLABORATION
from roedtraad.web.views.party_acts import ACTS as WRITTEN_OF_A_PARTY


class Role(StrEnum):
    """Who walks through the pages."""

    ANONYMOUS = "anonymous"
    ELSEWHERE = "elsewhere"  # a member of another body
    MEMBER = "member"
    SUBSTITUTE = "substitute"
    SECRETARIAT = "secretariat"
    CHAIR = "chair"
    ADMINISTRATOR = "administrator"


EVERYBODY = frozenset(Role)
LOGGED_IN = EVERYBODY - {Role.ANONYMOUS}
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
SECRETARIAT = frozenset({Role.SECRETARIAT, Role.ADMINISTRATOR})
MEMBERS = SECRETARIAT | {Role.MEMBER, Role.CHAIR}  # of the political body
CIRCLE = MEMBERS | {Role.SUBSTITUTE}
MAKERS = SECRETARIAT | {Role.CHAIR}  # of agendas


@dataclass(frozen=True)
class Secret:
    """A word that stands in one place, and who may ever read it, on any page."""

    word: str
    seen_by: frozenset[Role]


@dataclass
class Showcase:
    """The world, the addresses of its pages by name, and its secrets."""

    world: World
    paths: dict[str, str] = field(default_factory=dict)
    secrets: list[Secret] = field(default_factory=list)

    @property
    def makers(self) -> frozenset[Role]:
        """Return who makes agendas: the secretariat and the chairs."""
        return MAKERS

    @property
    def own(self) -> frozenset[Role]:
        """Return who reads why a member does not come: the member and the secretariat."""
        return SECRETARIAT | {Role.MEMBER}

    @property
    def noted(self) -> frozenset[Role]:
        """Return who reads what a member noted: the member."""
        return frozenset({Role.MEMBER})

    def user(self, role: Role) -> User | None:
        """Return who walks in a role."""
        users = {
            Role.ELSEWHERE: self.world.vibe,
            Role.MEMBER: self.world.mads,
            Role.SUBSTITUTE: self.world.sune,
            Role.SECRETARIAT: self.world.sara,
            Role.CHAIR: self.world.lone,
            Role.ADMINISTRATOR: self.world.ada,
        }
        return users.get(role)

    def has(self, name: str, record: Record, title: object) -> None:
        """Name the page of a record."""
        self.paths[name] = address(record, title)

    def keeps(self, word: str, *, seen_by: frozenset[Role]) -> str:
        """Add a secret, and return its word."""
        self.secrets.append(Secret(word, seen_by))
        return word


def a_showcase() -> Showcase:
    """Build it."""
    show = Showcase(a_world())
    _organisation(show)
    _people(show)
    _meetings(show)
    _minutes(show)
    add_drafts(show, secretariat=SECRETARIAT)
    add_work(show, secretariat=SECRETARIAT, circle=CIRCLE)
    add_money(show, members=MEMBERS, secretariat=SECRETARIAT)
    add_initiatives(show, members=MEMBERS, circle=CIRCLE | {Role.ELSEWHERE})
    add_threads(show)
    _journal(show)  # last: its page shows the latest acts
    add_mails(show, readers=frozenset({Role.MEMBER, Role.ADMINISTRATOR}))
    return show


def _minutes(show: Showcase) -> None:
    """Published minutes with an open and a closed item, and minutes that have only been taken in."""
    political, sara = show.world.political, show.world.viewer(show.world.sara)
    today = timezone.localdate()
    told = {
        "closed_title": show.keeps("Udbud af Havnegården", seen_by=MEMBERS),
        "closed_words": show.keeps("Skibsværftet på Kajen får opgaven.", seen_by=MEMBERS),
        "contact": show.keeps("hyldebo@region.example", seen_by=SECRETARIAT),
    }
    people = tuple(user.person for user in (show.world.mads, show.world.lone, show.world.vibe))
    recorded, document = minutes_with_words(
        sara, political, held_on=today - timedelta(days=20), text=the_text(**told), people=people, **told
    )
    published = recorded.meeting
    publish_minutes(published, viewer=sara)
    opened, closed, _ = published.items.select_related("record", "decision__record").order_by("order")
    _found(show, recorded, opened, closed)
    _promised(show, opened, closed)
    for state, item in (("", opened), ("-closed", closed)):
        show.has(f"item{state}", item.record, item.title)
        show.has(f"decision{state}", item.decision.record, item.title)
        case = item.cases.get().consideration.case
        show.has(f"case{state}", case.record, case.title)
    show.has("attachment", opened.attachments.get().attachment.record, "Midtvejsstatus")
    show.paths["document"] = f"/dokument/{document.record.public_id}"
    show.paths["document-page"] = f"/dokument/{document.record.public_id}/side/1"
    cited = f"?citat={opened.decision.record.public_id}.text"
    show.paths["document-cited"] = show.paths["document-page"] + cited
    show.paths["document-cited-closed"] = (
        show.paths["document-page"] + f"?citat={closed.decision.record.public_id}.text"
    )
    show.paths["document-picture"] = show.paths["document-page"] + "/billede"
    show.paths["document-seen"] = f"/dokument/{document.record.public_id}/set"
    show.paths["document-file"] = f"/dokument/{document.record.public_id}/hent"
    waiting = an_item(show.keeps("Natlægevagt på Skarø", seen_by=CIRCLE))
    there = tuple(present(one.person.pk) for one in (show.world.mads, show.world.lone))
    held_on = today - timedelta(days=8)
    taken_in = a_recorded_meeting(sara, political, waiting, held_on=held_on, participants=there).meeting
    show.has("meeting", published.record, published)
    show.has("meeting-internal", taken_in.record, taken_in)
    _files(show, published, taken_in)


def _files(show: Showcase, published: Meeting, internal: Meeting) -> None:
    """An agenda that was made into files, and one that was taken back again."""
    sara = show.world.viewer(show.world.sara)
    for name, meeting in (("published", published), ("taken-back", internal)):
        publication = issue(meeting, PaperKind.AGENDA, viewer=sara)
        show.paths[f"{name}-file"] = f"/offentliggjort/{publication.public_id}.pdf"
    take_back(publication, reason="Den var ikke klar", viewer=sara)
    for name, meeting in (("meeting", published), ("meeting-internal", internal)):
        show.paths[f"{name}-calendar"] = f"/moede/{meeting.record.public_id}/kalender.ics"
        show.paths[f"{name}-binder"] = f"/moede/{meeting.record.public_id}/samlet.pdf"
    show.paths["meeting-trail"] = f"/moede/{published.record.public_id}/udgaver"
    show.paths["minutes"] = f"/moede/{internal.record.public_id}/referat"
    sent = send_for_remarks(internal, at=timezone.now(), viewer=sara)
    said = show.keeps("Klitbakken skal nævnes", seen_by=CIRCLE)
    remark_on_minutes(sent, said, at=timezone.now(), viewer=sara)
    show.paths["meeting-publish"] = f"/moede/{published.record.public_id}/offentliggoer"


def _promised(show: Showcase, opened: AgendaItem, closed: AgendaItem) -> None:
    """A promise that everybody may read, late and with an internal answer, and one given behind closed doors."""
    sara, mads = show.world.viewer(show.world.sara), show.world.viewer(show.world.mads)
    contact = show.keeps("bostrup@region.example", seen_by=SECRETARIAT)
    told = Promise(
        f"Evalueringen af Trygt hjem forelægges det politiske niveau, når året er gået. Skriv til {contact}.",
        owners=(Named(person_id=show.world.mads.person.pk),),
        due=DueTold(words="senest i dag for en uge siden", edtf=(sara.on - timedelta(days=7)).isoformat()),
    )
    row = give(opened, told, viewer=sara)
    report(row, Evidence(show.keeps("Tallene fra Skovlund mangler", seen_by=CIRCLE)), viewer=mads)
    send_back(row, reason="Svaret er ikke fyldestgørende", viewer=sara)
    show.has("promise", row.record, row.text)
    show.paths["promise-act"] = f"/loefte/{row.record.public_id}/gjort"
    hidden = give(
        closed, Promise(show.keeps("Kontrakten med Bådebyggeriet opsiges", seen_by=MEMBERS)), viewer=sara
    )
    show.has("promise-closed", hidden.record, hidden.text)


def _found(show: Showcase, recorded: RecordedMeeting, opened: AgendaItem, closed: AgendaItem) -> None:
    """Something that does not add up, in the open item and in the closed one."""
    words = show.keeps("Summen er 1.000 kr. for høj", seen_by=CIRCLE)
    for_members = show.keeps("Tilbuddet på Kajen nævnes to gange", seen_by=MEMBERS)
    quote = "Kommunerne betaler 356.000 kr. og regionen 245.000 kr."
    one = a_finding_in(recorded, opened, message=f"{words}.", quote=quote)
    other = a_finding_in(recorded, closed, message=f"{for_members}.")
    show.paths["finding"] = f"/uoverensstemmelser/{one.record.public_id}"
    show.paths["finding-closed"] = f"/uoverensstemmelser/{other.record.public_id}"
    document = recorded.paper.document
    assert document is not None
    page = f"/dokument/{document.record.public_id}/side/1"
    show.paths["document-finding"] = f"{page}?fund={one.record.public_id}"


def _journal(show: Showcase) -> None:
    reason = show.keeps("Rettet efter aftale med Hyldebo", seen_by=ADMINISTRATORS)
    with transaction.atomic():
        journal.write(show.world.sara, "bodies.body.changed", show.world.political.record, reason=reason)


def _organisation(show: Showcase) -> None:
    political, strategic = show.world.political, show.world.strategic
    cluster = political.collaboration
    forum = a_body(
        "Sundhedsklynge Vestbælt – driftsforum for somatik",
        collaboration=cluster,
        level=Level.objects.get_or_create(key="operational", defaults={"name": "Driftsforum", "rank": 3})[0],
        parent=strategic,
    )
    region = a_party("Region Bæltet", PartyKind.REGION)
    cluster.region = region
    cluster.valid_from = date(2022, 7, 1)
    cluster.source = "Sundhedsaftalen, side 14"
    cluster.save()
    for name in ("Hedelund Kommune", "Strandby Kommune", "Kirkenæs Kommune", "Vesterø Kommune"):
        CollaborationMember.objects.create(collaboration=cluster, party=a_party(name))
    CollaborationMember.objects.create(collaboration=cluster, party=region)
    Figure.objects.create(
        party=region,
        what="population",
        on=date(2026, 7, 1),
        value=412388,
        source="Danmarks Statistik, FOLK1A",
    )
    TermsOfReference.objects.create(
        body=political,
        version=2,
        valid_from=date(2025, 1, 1),
        purpose="Organet fastlægger klyngens fælles retning og tager stilling til indsatser på tværs.",
        mandate="Organet kan udmønte klyngemidler inden for den årlige ramme.",
    )
    _before_and_after(political, forum)
    show.has("collaboration", cluster.record, cluster.name)
    show.has("body", political.record, political.name)
    show.has("body-strategic", strategic.record, strategic.name)
    show.has("body-empty", forum.record, forum.name)
    show.has("party-region", region.record, region.name)
    member = political.seats.exclude(party=None)[0].party
    assert member is not None
    show.has("party", member.record, member.name)


def _before_and_after(political: Body, forum: Body) -> None:
    council = a_body("Sundhedsråd Bælt Nord", collaboration=a_collaboration("Sundhedsråd Bælt Nord"))
    change = ChangeEvent.objects.create(on=date(2027, 1, 1), text="Sundhedsrådet overtager klyngens opgaver")
    ChangeEventPart.objects.create(event=change, is_original=True, body=political)
    ChangeEventPart.objects.create(event=change, is_original=False, body=council)


def _people(show: Showcase) -> None:
    political = show.world.political
    rigmor = a_person("Rigmor Sandhave")
    _publish(rigmor.record)
    rigmor.email = show.keeps("rigmor@region.example", seen_by=SECRETARIAT)
    rigmor.telephone = show.keeps("76 12 34 56", seen_by=SECRETARIAT)
    rigmor.save()
    region = political.collaboration.region
    a_seat(rigmor, political, SeatRole.CO_CHAIR, party=region)
    a_seat(
        rigmor, show.world.strategic, valid_from=date(2022, 7, 1), valid_to=date(2023, 12, 31), party=region
    )
    show.has("person", rigmor.record, rigmor.name)
    show.paths["body-seats"] = f"/organ/{show.world.political.record.public_id}/pladser"
    show.paths["body-terms"] = f"/organ/{show.world.political.record.public_id}/kommissorium"
    for what in WRITTEN_OF_A_BODY:
        show.paths[f"body-skriv-{what}"] = f"/organ/{show.world.political.record.public_id}/skriv/{what}"
    for kind, whole in (("body", political), ("collaboration", political.collaboration)):
        sheet = f"{address(whole.record, whole.name).rpartition('/')[0]}/medlemmer"
        show.paths |= {f"{kind}-overview": sheet, f"{kind}-overview-file": f"{sheet}.csv"}
    cluster, party = political.collaboration, show.world.mads.person.seats.get().party
    for what in WRITTEN_OF_A_COLLABORATION:
        show.paths[f"collaboration-skriv-{what}"] = f"/samarbejde/{cluster.record.public_id}/skriv/{what}"
    for what in WRITTEN_OF_A_PARTY:
        show.paths[f"party-skriv-{what}"] = f"/part/{party.record.public_id}/skriv/{what}"
    show.paths["invite"] = f"/person/{rigmor.record.public_id}/invitation"
    for user in (show.world.mads, show.world.lone, show.world.sara):
        _publish(user.person.record)
    guest = a_person(show.keeps("Gerda Lukketsen", seen_by=MEMBERS))
    set_audience([guest.record], tokens=[Circle.MEMBERS.of(political.pk)], is_public=False)
    a_seat(guest, political, SeatRole.GUEST)
    set_audience([_seat_of(guest)], tokens=[Circle.MEMBERS.of(political.pk)], is_public=False)
    show.has("person-closed", guest.record, guest.name)
    show.paths["user-close"] = f"/brugere/{show.world.vibe.pk}/luk"


def _seat_of(person: Person) -> Record:
    record: Record = person.seats.get().record
    return record


def _publish(record: Record) -> None:
    set_audience([record], tokens=[], is_public=True)


def _meetings(show: Showcase) -> None:
    political, today = show.world.political, timezone.localdate()
    for months in (2, 5, 9, 14, 17, 20, 26):
        held = today - timedelta(days=30 * months)
        meeting = Meeting.objects.create(
            record=register(RecordKind.MEETING, is_public=True),
            body=political,
            held_on=held,
            start_time=time(10),
            end_time=time(12, 30),
            place="Fjordby Rådhus",
            state=MeetingState.HELD,
        )
        MeetingPaper.objects.create(meeting=meeting, kind=PaperKind.MINUTES, published_at=timezone.now())
    Meeting.objects.create(
        record=register(RecordKind.MEETING, audience=[Circle.CIRCLE.of(political.pk)]),
        body=political,
        held_on=today + timedelta(days=12),
        start_time=time(10),
        place=show.keeps("Skjulegården", seen_by=CIRCLE),
    )
