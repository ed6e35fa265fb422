"""What the showcase has of work that is going on: a case in the making, an agenda, a meeting."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.utils import timezone

from roedtraad.accounts.addresses import address
from roedtraad.accounts.policy import Circle
from roedtraad.accounts.records import set_audience
from roedtraad.bodies.models import Seat, SeatRole
from roedtraad.cases import actions as cases
from roedtraad.cases.actions import (
    DraftPointGiven,
    PaperGiven,
    PointGiven,
    begin_draft,
    write_part,
    write_points,
)
from roedtraad.cases.models import Act
from roedtraad.meetings import actions
from roedtraad.meetings.actions import OutcomeGiven, Particulars, Planned
from roedtraad.meetings.models import AnswerKind, OutcomeKind, SectionKind

if TYPE_CHECKING:
    from showcase import Role, Showcase

HTML = (
    "<h3>Baggrund</h3><p>Trygt hjem har siden <strong>1. juni 2025</strong> fulgt 377 borgere hjem.</p>"
    "<ul><li><p>færre genindlæggelser</p></li><li><p>kortere ventetid</p></li></ul>"
    "<table><tbody><tr><th>Part</th><th>Kr.</th></tr><tr><td>Region Bæltet</td><td>210.000</td></tr>"
    "<tr><td>Fjordby</td><td>240.000</td></tr><tr><td>I alt</td><td>460.000</td></tr></tbody></table>"
)


def add_work(show: Showcase, *, secretariat: frozenset[Role], circle: frozenset[Role]) -> None:
    """Add it, with its pages and its secrets; only the secretariat sees what is not ready."""
    world = show.world
    sara = world.viewer(world.sara)
    at = timezone.now()
    title = show.keeps("Akutbil til Bredholm i weekenden", seen_by=secretariat)
    draft = begin_draft(title, body=world.political, viewer=sara)
    words = show.keeps("Stenløkkegruppens forslag", seen_by=secretariat)
    write_part(draft.parts.get(key="case"), HTML, based_on=0, at=at, viewer=sara)
    write_part(draft.parts.get(key="summary"), f"<p>{words} koster mere.</p>", based_on=0, at=at, viewer=sara)
    paper = ContentFile(b"%PDF-1.7 overslag", name="Overslag.pdf")
    given = PaperGiven(show.keeps("Overslag fra Lyngholt", seen_by=secretariat))
    actions.add_case_paper(draft, paper, given, viewer=sara)
    points = [DraftPointGiven(Act.APPROVE, "at akutbilen kører i weekenden"), DraftPointGiven(None, "at …")]
    write_points(draft, points, based_on=0, at=at, viewer=sara)
    path = f"/sag/{draft.case.record.public_id}/skriv"
    show.paths |= {
        "case-write": path,
        "case-ready": f"{path}/klar",
        "case-invite": f"{path}/inviter",
        "case-remark": f"{path}/bemaerk",
        "case-versions": f"{path}/case/versioner",
        "case-join": f"{path}/case/saml",
        "case-papers": f"{path}/bilag",
        "case-pieces": f"{path}/dele",
        "case-answer": f"{path}/svar",
    }
    _agenda_and_meeting(show, circle=circle)
    _draft_and_version(show)


def _draft_and_version(show: Showcase) -> None:
    """A coming meeting: its agenda was sent out, and has an item that has not been; Sune is called for Mads."""
    world, makers = show.world, show.makers
    set_audience([world.sune.person.record], tokens=[Circle.CIRCLE.of(world.political.pk)], is_public=False)
    sara, now = world.viewer(world.sara), timezone.localtime()
    told = Particulars(held_on=now.date() + timedelta(days=30), start_time=time(9), title="Næste møde")
    meeting = actions.plan_meeting(world.political, told, viewer=sara)
    actions.add_item(meeting, "Regnskab for Bredsund", viewer=sara, number="1")
    chairs = Seat.objects.filter(body=world.political, role=SeatRole.CO_CHAIR, person__user=None)
    chairs.update(valid_to=now.date() - timedelta(days=1))
    actions.approve_agenda(meeting, at=now, viewer=world.viewer(world.lone))
    actions.release_agenda(meeting, at=now, viewer=sara)
    late = actions.add_item(meeting, show.keeps("Kvælstofkajen", seen_by=makers), viewer=sara, number="2")
    actions.write_section(late, SectionKind.CASE, show.keeps("Tågehornet", seen_by=makers), viewer=sara)
    actions.list_attachment(late, show.keeps("Bundgarnet", seen_by=makers), viewer=sara)
    mads = world.viewer(world.mads)
    actions.answer(
        meeting,
        world.mads.person,
        AnswerKind.SUBSTITUTE,
        reason=show.keeps("Skal til Havnefesten", seen_by=show.own),
        at=now,
        viewer=mads,
    )
    first = meeting.items.select_related("record").get(number="1")
    actions.note(first.record, show.keeps("Spørg til Tovværket", seen_by=show.noted), at=now, viewer=mads)
    path = f"/moede/{meeting.record.public_id}"
    show.paths |= {
        "meeting-answer": f"{path}/svar",
        "meeting-notes": f"{path}/noter",
        "meeting-change": f"{path}/ret",
        "agenda-draft": f"/moede/{meeting.record.public_id}/dagsorden",
        "meeting-draft": address(meeting.record, meeting),
        "item-draft": address(late.record, late.title),
    }


def _agenda_and_meeting(show: Showcase, *, circle: frozenset[Role]) -> None:
    """A meeting of today that is going on, with its agenda: its circle follows, the secretariat records."""
    world = show.world
    sara = world.viewer(world.sara)
    now = timezone.localtime()
    told = Particulars(
        held_on=now.date(), start_time=time(9), end_time=time(11, 30), place="Fjordby Rådhus", title="Mødet"
    )
    meeting = actions.plan_meeting(world.political, told, viewer=sara)
    titles = ("Velkomst", show.keeps("Lægevagt på Lyngø", seen_by=circle), "Den sidste tid", "Eventuelt")
    rows = [actions.add_item(meeting, title, viewer=sara) for title in titles]
    actions.put_in_order(meeting, [row.pk for row in rows], viewer=sara)
    for row, minutes, heading in zip(rows, (5, 40, 60, 15), ("", "Til beslutning", "", ""), strict=True):
        actions.plan_item(row, Planned(minutes, "Tove Lyngsø", heading=heading), viewer=sara)
    case = cases.open_case("Lægevagt", body=world.political, viewer=sara)
    consideration = actions.treat_case(rows[1], case, viewer=sara)
    points = [PointGiven(Act.APPROVE, "at vagten fortsætter"), PointGiven(Act.NOTE, "at den koster mere")]
    cases.recommend(consideration, points, viewer=sara)
    path = f"/moede/{meeting.record.public_id}"
    show.paths |= {"agenda": f"{path}/dagsorden"}
    show.paths |= {"body-wishes": f"/moedeplan/oensker/{world.political.record.public_id}"}
    actions.begin_meeting(meeting, at=timezone.now(), viewer=sara)
    actions.decide(rows[0], text="Velkommen.", outcomes=[OutcomeGiven(OutcomeKind.NOTED)], viewer=sara)
    actions.go_to(meeting, rows[1], at=timezone.now(), viewer=sara)
    show.paths |= {"body-template": f"/sager/skabelon/{world.political.record.public_id}"}
    show.paths |= {"item-paper": f"/punkt/{rows[1].record.public_id}/bilag/nyt"}
    show.paths |= {"sitting": f"{path}/foer", "sitting-live": f"{path}/foer/nu"}
