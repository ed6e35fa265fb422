"""Enter cohorts of leadership programmes, their days, and the teams that a collaboration sends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.actions.amending import Value, amend
from roedtraad.bodies.actions.days import ALWAYS, Days
from roedtraad.bodies.models import Collaboration, Party
from roedtraad.initiatives import policy
from roedtraad.initiatives.actions.telling import (
    BY_HAND,
    Origin,
    cite_words,
    noted,
    refuse_unseen,
    registered,
    said,
    told,
)
from roedtraad.initiatives.models import Cohort, CohortDate, Initiative, Team, TeamPart


@dataclass(frozen=True, slots=True)
class CohortDetails:
    """What is written about a cohort: 'Det Nationale Ledelsesprogram', 'hold 4'. `days_away` counts days with the programme."""

    programme: str
    name: str = ""
    days: Days = ALWAYS
    days_away: int | None = None
    camps: int | None = None
    aim: str = ""
    duties: str = ""


@dataclass(frozen=True, slots=True)
class TeamDetails:
    """What is written about a team; `initiative` is what it works on, where that is entered as one."""

    name: str
    number: str = ""
    initiative: Initiative | None = None
    target_group: str = ""
    sparring: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A party, or somebody as written, and how many take part; None: nobody has said."""

    party: Party | None = None
    as_written: str = ""
    people: int | None = None


@transaction.atomic
def enter_cohort(
    *,
    viewer: Viewer,
    collaboration: Collaboration,
    details: CohortDetails,
    is_public: bool = False,
    origin: Origin = BY_HAND,
) -> Cohort:
    """Enter a cohort of a leadership programme in which the collaboration takes part.

    Raises:
        NotAllowed: the viewer is no secretariat of one of the collaboration's bodies.
        Refused: no programme, days out of order, or the cohort is there already.
    """
    policy.may_keep(viewer, collaboration).or_refuse()
    values = _values(details)
    known = Cohort.objects.filter(
        collaboration=collaboration, programme=values["programme"], name=values["name"]
    )
    if known.exists():
        raise Refused("initiatives.cohort_twice", _("This cohort is entered already. Use that one."))
    record = registered(RecordKind.COHORT, collaboration, viewer=viewer, origin=origin, is_public=is_public)
    cohort = Cohort.objects.create(record=record, collaboration=collaboration, **values)
    journal.write(viewer.user, "initiatives.cohort.entered", record, facts={"programme": cohort.programme})
    cite_words(record, "name", origin)
    return cohort


@transaction.atomic
def change_cohort(*, viewer: Viewer, cohort: Cohort, details: CohortDetails, reason: str = "") -> Cohort:
    """Write other details of a cohort.

    Raises:
        NotAllowed: as for entering.
        Refused: no programme, or days out of order.
    """
    policy.may_keep(viewer, cohort.collaboration).or_refuse()
    act, record = "initiatives.cohort.changed", cohort.record
    amend(cohort, _values(details), by=viewer.user, act=act, record=record, reason=reason)
    return cohort


@transaction.atomic
def date_cohort(
    *,
    viewer: Viewer,
    cohort: Cohort,
    kind: CohortDate.Kind,
    on: date,
    text: str,
    origin: Origin = BY_HAND,
) -> CohortDate:
    """Say by when something is due in a cohort, or when something takes place.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
        Refused: no text.
    """
    policy.may_keep(viewer, cohort.collaboration).or_refuse()
    row = CohortDate.objects.create(
        cohort=cohort,
        kind=kind,
        on=on,
        text=said(text, _("Write what happens on that day."), longest=300),
        **told(cohort.record, viewer=viewer, origin=origin),
    )
    facts: dict[str, journal.Fact] = {"on": on}
    noted(row, cohort.record, "initiatives.cohort.dated", viewer=viewer, origin=origin, facts=facts)
    return row


@transaction.atomic
def add_team(
    *,
    viewer: Viewer,
    cohort: Cohort,
    details: TeamDetails,
    parts: tuple[Part, ...] = (),
    origin: Origin = BY_HAND,
) -> Team:
    """Enter a team that the collaboration sends, what it works on and who is in it.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
        Refused: no name, an initiative that the viewer may not see, or a part that is nobody.
    """
    policy.may_keep(viewer, cohort.collaboration).or_refuse()
    if details.initiative is not None:
        refuse_unseen(viewer, details.initiative.record)
    known = told(cohort.record, viewer=viewer, origin=origin)
    team = Team.objects.create(
        cohort=cohort,
        **_team_values(details),
        **known,
    )
    facts: dict[str, journal.Fact] = {"name": team.name}
    noted(team, cohort.record, "initiatives.team.added", viewer=viewer, origin=origin, facts=facts)
    for part in parts:
        _add_part(cohort, part, viewer=viewer, team=team, origin=origin)
    return team


@transaction.atomic
def change_team(*, viewer: Viewer, team: Team, details: TeamDetails, reason: str = "") -> Team:
    """Write other details of a team, among them its sparring partner.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
        Refused: no name, or an initiative that the viewer may not see.
    """
    cohort = team.cohort
    policy.may_keep(viewer, cohort.collaboration).or_refuse()
    if details.initiative is not None and details.initiative.pk != team.initiative_id:
        refuse_unseen(viewer, details.initiative.record)
    act = "initiatives.team.changed"
    amend(team, _team_values(details), by=viewer.user, act=act, record=cohort.record, reason=reason)
    return team


@transaction.atomic
def count_cohort(
    *, viewer: Viewer, cohort: Cohort, part: Part, team: Team | None = None, origin: Origin = BY_HAND
) -> TeamPart:
    """Say how many take part in a cohort, or in one of its teams, for a party or a sector.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
        Refused: a part that is nobody, or a team of another cohort.
    """
    policy.may_keep(viewer, cohort.collaboration).or_refuse()
    if team is not None and team.cohort_id != cohort.pk:
        raise Refused("initiatives.team", _("The team belongs to another cohort."))
    return _add_part(cohort, part, viewer=viewer, team=team, origin=origin)


def _add_part(cohort: Cohort, part: Part, *, viewer: Viewer, team: Team | None, origin: Origin) -> TeamPart:
    if part.party is None:
        said(part.as_written, _("Write who takes part."))
    row = TeamPart.objects.create(
        cohort=cohort,
        team=team,
        party=part.party,
        as_written=part.as_written.strip()[:200],
        people=part.people,
        **told(cohort.record, viewer=viewer, origin=origin),
    )
    facts: dict[str, journal.Fact] = {"people": part.people}
    noted(row, cohort.record, "initiatives.team.counted", viewer=viewer, origin=origin, facts=facts)
    return row


def _team_values(details: TeamDetails) -> dict[str, Value]:
    return {
        "name": said(details.name, _("Write what the team works on."), longest=300),
        "number": details.number.strip()[:12],
        "initiative": details.initiative,
        "target_group": details.target_group.strip()[:500],
        "sparring": details.sparring.strip()[:200],
    }


def _values(details: CohortDetails) -> dict[str, Value]:
    details.days.in_order()
    return {
        "programme": said(details.programme, _("Write what the programme is called."), longest=200),
        "name": details.name.strip()[:60],
        "valid_from": details.days.first,
        "valid_to": details.days.last,
        "days": details.days_away,
        "camps": details.camps,
        "aim": details.aim.strip(),
        "duties": details.duties.strip(),
    }
