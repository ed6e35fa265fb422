"""What the demonstration's parties want, what they do for it, and what was measured, from `verden.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions.days import Days
from roedtraad.bodies.models import Body, Collaboration, Level, Party, Person
from roedtraad.initiatives import actions
from roedtraad.initiatives.actions import BY_HAND, Origin, Stand
from roedtraad.initiatives.models import (
    Agreement,
    AgreementKind,
    Aims,
    CohortDate,
    EvaluationState,
    FocusArea,
    Indicator,
    IndicatorKind,
    Initiative,
    LinkKind,
    State,
    Treatment,
    Vision,
    VisionKind,
)
from roedtraad.initiatives.queries import initiatives_named
from roedtraad.operations.demo_places import by_id, decision_at

Table = Mapping[str, Any]  # of the file


@dataclass(frozen=True)
class _World:
    """The rows that the file names, by the ids of the file."""

    viewer: Viewer
    collaboration: Collaboration
    parties: Mapping[str, Party]
    people: Mapping[str, Person]
    bodies: Mapping[str, Body]


@transaction.atomic
def tell_initiatives(register: Path, *, viewer: Viewer) -> None:
    """Enter agreement, focus areas, initiatives, numbers and evaluations; done before, nothing is done again."""
    told: Table = tomllib.loads(register.read_text(encoding="utf-8"))
    collaboration = Collaboration.objects.get(name=told["klynge"]["navn"])
    if Agreement.objects.filter(collaboration=collaboration).exists():
        return
    prefix = f"{told['register']['id']}:"
    world = _World(
        viewer,
        collaboration,
        by_id(Party.objects.filter(register_key__startswith=prefix).select_related("record")),
        by_id(Person.objects.filter(register_key__startswith=prefix).select_related("record")),
        by_id(Body.objects.filter(register_key__startswith=prefix).select_related("record")),
    )
    visions = _wanted(told, world)
    areas = _focus_areas(told, visions, world)
    names = {one["id"]: one for one in (*told["indsats"], *told["forslag"])}
    initiatives = {
        one["indsats"]: _initiative(one, names[one["indsats"]], areas, world) for one in told["forloeb"]
    }
    for one in told["maaling"]:
        _measured(one, initiatives[one["indsats"]], world)
    for one in told["evaluering"]:
        _evaluated(one, initiatives[one["indsats"]], world)
    _beside(told, initiatives, world)


def _wanted(told: Table, world: _World) -> Mapping[str, Vision]:
    """Enter the agreements with their visions, and return the visions by id."""
    agreements = {}
    for one in told["aftale"]:
        details = actions.AgreementDetails(
            one["navn"],
            AgreementKind(one["slags"]),
            text=one["siger"],
            days=Days(one["fra"], one["til"]),
            approved_on=one["godkendt"],
            source=one["kilde"],
        )
        agreements[one["id"]] = actions.enter_agreement(
            viewer=world.viewer, collaboration=world.collaboration, details=details, is_public=True
        )
    return {
        one["id"]: actions.enter_vision(
            viewer=world.viewer,
            collaboration=world.collaboration,
            agreement=agreements[one["aftale"]],
            details=actions.VisionDetails(one["navn"], VisionKind(one["slags"]), one["siger"], order),
        )
        for order, one in enumerate(told["aftalevision"], start=1)
    }


def _focus_areas(told: Table, visions: Mapping[str, Vision], world: _World) -> Mapping[str, FocusArea]:
    """Enter the focus areas in their order, under their visions, and return them by name."""
    areas = {}
    for one in told["fokusomraade"]:
        area = actions.enter_focus_area(
            viewer=world.viewer,
            collaboration=world.collaboration,
            details=actions.FocusDetails(one["navn"]),
            is_public=True,
        )
        actions.aim_focus_area(viewer=world.viewer, focus_area=area, vision=visions[one["under"]])
        if "pause" in one:
            stand = Stand(State.PAUSED, one["pause"], one["hvorfor"], one["afventer"])
            actions.set_focus_state(viewer=world.viewer, focus_area=area, stand=stand, origin=_origin(one))
        areas[one["navn"]] = area
    chosen = told["prioriteret"]
    actions.rank_focus_areas(
        viewer=world.viewer, focus_areas=list(areas.values()), on=chosen["den"], origin=_origin(chosen)
    )
    return areas


def _initiative(told: Table, named: Table, areas: Mapping[str, FocusArea], world: _World) -> Initiative:
    """Return an initiative with everything that the file tells of it; one that has no money yet is entered."""
    viewer = world.viewer
    known = (
        initiatives_named(viewer, world.collaboration, named["navn"]).select_related("collaboration").first()
    )
    one = known or actions.enter_initiative(
        viewer=viewer,
        collaboration=world.collaboration,
        details=actions.InitiativeDetails(named["navn"]),
        is_public=True,
    )
    if "hvad" in told:
        details = actions.InitiativeDetails(
            one.name,
            aim=told["hvad"],
            pays_for=one.pays_for,
            is_development=one.is_development,
            evidence=one.evidence,
            days=Days(one.valid_from, one.valid_to),
        )
        actions.change_initiative(viewer=viewer, initiative=one, details=details)
    area = areas.get(named.get("fokusomraade", ""))
    if area is not None:
        actions.serve(viewer=viewer, initiative=one, focus_area=area)
    for state in told["tilstande"]:
        stand = Stand(
            State(state["er"]),
            state["den"],
            state.get("hvorfor", ""),
            state.get("afventer", ""),
            went_on=state.get("fortsaetter", ""),
        )
        actions.set_state(
            viewer=viewer, initiative=one, state=stand.state, on=stand.on, stand=stand, origin=_origin(state)
        )
    for party in told.get("parter", ()):
        actions.add_party(viewer=viewer, initiative=one, party=world.parties[party])
    _details(told, one, world)
    return one


def _details(told: Table, one: Initiative, world: _World) -> None:
    viewer = world.viewer
    if "leder" in told:
        post = actions.PostDetails("Leder", leads=True, person=world.people[told["leder"]])
        actions.add_post(viewer=viewer, initiative=one, details=post)
    for row in told.get("maalgruppe", ()):
        days = Days(row["fra"], row.get("til"))
        party = world.parties[row["part"]] if "part" in row else None
        actions.set_target_group(
            viewer=viewer, initiative=one, text=row["hvem"], days=days, party=party, origin=_origin(row)
        )
    for row in told.get("risiko", ()):
        actions.add_risk(viewer=viewer, initiative=one, text=row["hvad"], on=row["den"], answer=row["svar"])
    for row in told.get("milepael", ()):
        milestone = actions.add_milestone(
            viewer=viewer, initiative=one, text=row["hvad"], due_on=row["inden"]
        )
        if "naaet" in row:
            actions.reach_milestone(viewer=viewer, milestone=milestone, on=row["naaet"])
    if "forbillede" in told:
        actions.link_initiatives(
            viewer=viewer, initiative=one, kind=LinkKind.SPREAD_FROM, as_written=told["forbillede"]
        )
    if "lead" in told:
        row = told["lead"]
        lead = actions.LeadDetails(row["tema"], rules=row["rammer"], rules_by=row["godkendt_af"])
        actions.give_lead(viewer=viewer, initiative=one, details=lead)


def _measured(told: Table, one: Initiative, world: _World) -> None:
    details = actions.IndicatorDetails(
        told["navn"],
        IndicatorKind(told["slags"]),
        unit=told["enhed"],
        numerator=told.get("taeller", ""),
        denominator=told.get("naevner", ""),
        data_source=told.get("kilde", ""),
        baseline=_number(told.get("foer")),
        target=_number(told.get("maal")),
        aims=Aims(told["maalet_er"]) if "maalet_er" in told else None,
        order=Indicator.objects.filter(initiative=one).count() + 1,
    )
    indicator = actions.define_indicator(
        viewer=world.viewer, collaboration=world.collaboration, details=details, initiative=one
    )
    rows = []
    for row in told["tal"]:
        party = world.parties[row["part"]] if "part" in row else None
        first, last = row["fra"], row["til"]
        rows.append(
            actions.Measured(
                first,
                last,
                _number(row.get("er")),
                party=party,
                numerator=_number(row.get("taeller")),
                denominator=_number(row.get("naevner")),
            )
        )
        if "planlagt" in row:
            planned = _number(row["planlagt"])
            rows.append(actions.Measured(first, last, planned, party=party, is_planned=True))
    actions.measure(viewer=world.viewer, indicator=indicator, rows=rows)


def _evaluated(told: Table, one: Initiative, world: _World) -> None:
    done = told.get("faerdig")
    details = actions.EvaluationDetails(
        told["navn"],
        EvaluationState.DONE if done else EvaluationState.PLANNED,
        due_on=told.get("frist"),
        done_on=done,
        result=told.get("resultat", ""),
        leads_to=told.get("foerer_til", ""),
    )
    evaluation = actions.enter_evaluation(
        viewer=world.viewer,
        collaboration=world.collaboration,
        details=details,
        initiative=one,
        partners=tuple(actions.Partner(as_written=name) for name in told.get("af", ())),
    )
    for level in Level.objects.filter(key__in=[key for key in ("political", "strategic") if key in told]):
        actions.tell_level(viewer=world.viewer, evaluation=evaluation, level=level, text=told[level.key])


def _beside(told: Table, initiatives: Mapping[str, Initiative], world: _World) -> None:
    """Enter cooperation agreements and cohorts."""
    viewer, whole = world.viewer, world.collaboration
    for one in told["samarbejdsaftale"]:
        details = actions.CooperationDetails(one["navn"], owner=world.bodies[one["ejer"]])
        kept = actions.enter_cooperation(viewer=viewer, collaboration=whole, details=details, is_public=True)
        verdict, remark = Treatment.Verdict(one["konklusion"]), one["bemaerkning"]
        actions.treat_cooperation(
            viewer=viewer, cooperation=kept, on=one["behandlet"], verdict=verdict, remark=remark
        )
    for one in told["hold"]:
        of = actions.CohortDetails(
            one["program"],
            one["navn"],
            days=Days(one["fra"], one["til"]),
            days_away=one["dage"],
            camps=one["internater"],
            duties=one["opgaver"],
        )
        cohort = actions.enter_cohort(viewer=viewer, collaboration=whole, details=of, is_public=True)
        actions.date_cohort(
            viewer=viewer,
            cohort=cohort,
            kind=CohortDate.Kind.DEADLINE,
            on=one["frist"],
            text="Team skal være udpeget",
        )
        for team in one["team"]:
            parts = tuple(
                actions.Part(party=world.parties[name], people=people) for name, people in team["med"].items()
            )
            named = actions.TeamDetails(team["navn"], initiative=initiatives.get(team.get("indsats", "")))
            actions.add_team(viewer=viewer, cohort=cohort, details=named, parts=parts)


def _number(told: str | None) -> Decimal | None:
    return Decimal(told) if told is not None else None


def _origin(told: Table) -> Origin:
    """Return the decision that a row names; minutes that nobody has accepted yet are passed over. One query at most."""
    decision = decision_at(told["besluttet"]) if "besluttet" in told else None
    return Origin(decision=decision) if decision is not None else BY_HAND
