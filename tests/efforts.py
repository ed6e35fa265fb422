"""An initiative with everything that can be told of it, for the tests of pages: agreement, focus area, numbers, evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from people import World, a_level, a_party

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions.days import Days
from roedtraad.bodies.models import CollaborationMember, Party, Person
from roedtraad.initiatives.actions import (
    AgreementDetails,
    CohortDetails,
    CooperationDetails,
    EvaluationDetails,
    FocusDetails,
    IndicatorDetails,
    InitiativeDetails,
    LeadDetails,
    Measured,
    Origin,
    Partner,
    PostDetails,
    Stand,
    TeamDetails,
    VisionDetails,
    add_milestone,
    add_party,
    add_post,
    add_risk,
    add_team,
    aim_focus_area,
    ask_status,
    choose_to_present,
    date_cohort,
    define_indicator,
    enter_agreement,
    enter_cohort,
    enter_cooperation,
    enter_evaluation,
    enter_focus_area,
    enter_initiative,
    enter_vision,
    give_lead,
    link_initiatives,
    measure,
    rank_focus_areas,
    serve,
    set_boundary,
    set_focus_state,
    set_state,
    set_target_group,
    tell_level,
    treat_cooperation,
)
from roedtraad.initiatives.models import (
    Agreement,
    Aims,
    CohortDate,
    EvaluationState,
    FocusArea,
    Indicator,
    IndicatorKind,
    Initiative,
    LinkKind,
    State,
    StatusReport,
    Treatment,
    Vision,
    VisionKind,
)
from roedtraad.meetings.models import AgendaItem

NUMBERS = ("17.9", "16.2", "15.1", "14.6")


@dataclass(frozen=True)
class Effort:
    """What was made, by name."""

    agreement: Agreement
    vision: Vision
    area: FocusArea
    paused: FocusArea
    initiative: Initiative
    readmitted: Indicator
    included: Indicator
    status: StatusReport
    parties: tuple[Party, Party]


def an_effort(
    world: World, *, name: str = "Hjem i god tid", is_public: bool = True, tail: str = ""
) -> Effort:
    """Enter an initiative of the world's cluster with all that a page shows. `tail` keeps the names of several apart."""
    sara = world.viewer(world.sara)
    whole = world.political.collaboration
    parties = (a_party(f"Sandager Kommune{tail}"), a_party(f"Nordvig Kommune{tail}"))
    for party in parties:
        CollaborationMember.objects.create(collaboration=whole, party=party)
    agreement = enter_agreement(
        viewer=sara,
        collaboration=whole,
        details=AgreementDetails(
            f"Sundhedsaftale 2024–2027{tail}", days=Days(date(2024, 1, 1), date(2027, 12, 31))
        ),
        is_public=is_public,
    )
    vision = enter_vision(
        viewer=sara,
        collaboration=whole,
        agreement=agreement,
        details=VisionDetails(
            "Sammenhæng i overgange", text="Ingen skal være i tvivl om, hvem der tager over."
        ),
    )
    enter_vision(
        viewer=sara, collaboration=whole, agreement=agreement, details=VisionDetails("Flere sunde leveår")
    )
    area = enter_focus_area(
        viewer=sara, collaboration=whole, details=FocusDetails(f"Udskrivning{tail}"), is_public=is_public
    )
    paused = enter_focus_area(
        viewer=sara, collaboration=whole, details=FocusDetails(f"Nære senge{tail}"), is_public=is_public
    )
    aim_focus_area(viewer=sara, focus_area=area, vision=vision)
    rank_focus_areas(viewer=sara, focus_areas=[area, paused], on=date(2024, 10, 4))
    set_focus_state(
        viewer=sara,
        focus_area=paused,
        stand=Stand(State.PAUSED, date(2025, 1, 1), "Afventer kommissionen", awaits="Kommissionens rapport"),
    )
    one = enter_initiative(
        viewer=sara,
        collaboration=whole,
        details=InitiativeDetails(
            name,
            aim="Borgere med hoftebrud følges hjem af en sygeplejerske, der kender dem.",
            description="Sygeplejersken bliver ved, til hjemmeplejen har taget over.",
            days=Days(date(2025, 6, 1), date(2026, 12, 31)),
        ),
        aliases=[f"Hoftesporet{tail}"],
        is_public=is_public,
    )
    _tell(one, area, parties, sara)
    readmitted, included = _measure(one, parties, sara)
    _evaluate(one, sara)
    _beside(one, sara, tail)
    status = ask_status(
        viewer=sara,
        initiative=one,
        body=world.political,
        due_on=date(2026, 12, 1),
        question="Hvordan går det på øerne?",
    )
    return Effort(agreement, vision, area, paused, one, readmitted, included, status, parties)


def a_leader(world: World, effort: Effort) -> Person:
    """Let Mads lead the initiative, and return who he is."""
    mads = Person.objects.get(user=world.mads)
    details = PostDetails("Leder", leads=True, person=mads)
    add_post(viewer=world.viewer(world.sara), initiative=effort.initiative, details=details)
    return mads


def _tell(one: Initiative, area: FocusArea, parties: tuple[Party, Party], sara: Viewer) -> None:
    serve(viewer=sara, initiative=one, focus_area=area)
    set_state(viewer=sara, initiative=one, state=State.APPROVED, on=date(2025, 3, 14))
    set_state(viewer=sara, initiative=one, state=State.RUNNING, on=date(2025, 6, 1))
    for party in parties:
        add_party(viewer=sara, initiative=one, party=party, depth="uden et udvidet samarbejde")
    set_target_group(
        viewer=sara,
        initiative=one,
        text="Borgere med hoftebrud",
        days=Days(date(2025, 6, 1), date(2025, 8, 27)),
    )
    set_target_group(
        viewer=sara,
        initiative=one,
        text="Også borgere med bækkenbrud",
        days=Days(date(2025, 8, 28)),
        party=parties[0],
        is_trial=True,
    )
    set_boundary(viewer=sara, initiative=one, text="Kørsel mellem sygehuse", on=date(2025, 3, 14))
    add_post(
        viewer=sara, initiative=one, details=PostDetails("Projektleder", sector="kommunal", tasks="Fremdrift")
    )
    add_milestone(viewer=sara, initiative=one, text="Fælles telefonnummer", due_on=date(2025, 9, 1))
    add_risk(
        viewer=sara, initiative=one, text="For få borgere", on=date(2025, 8, 28), answer="Målgruppen udvides"
    )
    link_initiatives(
        viewer=sara,
        initiative=one,
        kind=LinkKind.SPREAD_FROM,
        as_written="projektet i Nordbælt",
        reason="Samme model",
    )
    give_lead(
        viewer=sara,
        initiative=one,
        details=LeadDetails(
            "Udskrivning", rules="Rammer for LEAD", rules_by="Styregruppen", checked_by="Driftsforum"
        ),
    )


def _measure(one: Initiative, parties: tuple[Party, Party], sara: Viewer) -> tuple[Indicator, Indicator]:
    whole = one.collaboration
    readmitted = define_indicator(
        viewer=sara,
        collaboration=whole,
        initiative=one,
        details=IndicatorDetails(
            "Genindlagt inden 30 dage",
            IndicatorKind.SHARE,
            unit="%",
            numerator="genindlagte",
            denominator="udskrevne",
            baseline=Decimal("18.4"),
            target=Decimal(14),
            aims=Aims.AT_MOST,
        ),
    )
    months = [(date(2025, month, 1), date(2025, month, 28)) for month in (8, 9, 10, 11)]
    rows = [Measured(first, last, Decimal(told)) for (first, last), told in zip(months, NUMBERS, strict=True)]
    rows += [
        Measured(first, last, Decimal(told) + 1, party=parties[0])
        for (first, last), told in zip(months, NUMBERS, strict=True)
    ]
    measure(viewer=sara, indicator=readmitted, rows=rows)
    included = define_indicator(
        viewer=sara,
        collaboration=whole,
        initiative=one,
        details=IndicatorDetails("Borgere fulgt hjem", IndicatorKind.INCLUSION, unit="borgere", order=2),
    )
    on = date(2026, 10, 31)
    measure(
        viewer=sara,
        indicator=included,
        rows=[
            Measured(on, on, Decimal(168), party=parties[0]),
            Measured(on, on, Decimal(182), party=parties[0], is_planned=True),
            Measured(on, on, None, party=parties[1]),
            Measured(on, on, Decimal(6), party=parties[1], is_planned=True),
        ],
    )
    return readmitted, included


def _evaluate(one: Initiative, sara: Viewer) -> None:
    evaluation = enter_evaluation(
        viewer=sara,
        collaboration=one.collaboration,
        initiative=one,
        details=EvaluationDetails(
            "Midtvejsevaluering",
            EvaluationState.DONE,
            done_on=date(2026, 8, 27),
            result="Færre genindlægges. Borgerne savner ét nummer i weekenden.",
            leads_to="Beslutning om forankring",
        ),
        partners=(
            Partner(as_written="Universitetet"),
            Partner(as_written="Sundhedsklynge Nordbælt", is_covered=True),
        ),
    )
    tell_level(
        viewer=sara,
        evaluation=evaluation,
        level=a_level(),
        text="Det virker.",
        form="slides",
        presented_by="Lederen",
    )
    enter_evaluation(
        viewer=sara,
        collaboration=one.collaboration,
        initiative=one,
        details=EvaluationDetails("Slutevaluering", due_on=date(2026, 11, 1)),
    )


def _beside(one: Initiative, sara: Viewer, tail: str) -> None:
    whole = one.collaboration
    kept = enter_cooperation(
        viewer=sara,
        collaboration=whole,
        details=CooperationDetails(f"Aftale om udskrivning{tail}"),
        is_public=True,
    )
    treat_cooperation(
        viewer=sara,
        cooperation=kept,
        on=date(2026, 6, 11),
        verdict=Treatment.Verdict.REVISE,
        remark="Fristerne passer ikke længere",
    )
    cohort = enter_cohort(
        viewer=sara,
        collaboration=whole,
        details=CohortDetails("Det Nationale Ledelsesprogram", f"hold 4{tail}", days_away=9, camps=4),
        is_public=True,
    )
    add_team(viewer=sara, cohort=cohort, details=TeamDetails("Sektorovergange", initiative=one))
    date_cohort(
        viewer=sara, cohort=cohort, kind=CohortDate.Kind.DEADLINE, on=date(2026, 8, 1), text="Team er udpeget"
    )
    principle = VisionDetails(f"Løsninger er digitale først{tail}", VisionKind.PRINCIPLE)
    enter_vision(viewer=sara, collaboration=whole, details=principle, is_public=True)
    beds = define_indicator(
        viewer=sara,
        collaboration=whole,
        details=IndicatorDetails(f"Sengepladser{tail}", IndicatorKind.COUNT, unit="senge"),
        is_public=True,
    )
    measure(viewer=sara, indicator=beds, rows=[Measured(date(2026, 9, 1), date(2026, 9, 1), Decimal(18))])
    choose_to_present(viewer=sara, initiatives=[one], on=date(2026, 11, 20), where="Borgermøde")


def told_closed(world: World, effort: Effort, item: AgendaItem, words: str) -> None:
    """Tell under an item why the initiative pauses: whoever may not see the item does not learn it."""
    set_state(
        viewer=world.viewer(world.sara),
        initiative=effort.initiative,
        state=State.PAUSED,
        on=date(2026, 3, 1),
        reason=words,
        origin=Origin(item=item),
    )
