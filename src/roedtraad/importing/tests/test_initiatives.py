"""What accepted minutes tell of initiatives is proposed with its words, and becomes records; agendas and drafts tell nothing."""

from pathlib import Path

import pytest
from drafting import MINUTES, a_draft
from people import World
from refusing import refused

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Collaboration
from roedtraad.documents.models import Citation
from roedtraad.importing.actions import accept, accept_many
from roedtraad.importing.initiatives import propose_initiatives_from_accepted
from roedtraad.initiatives.actions import accept_thing
from roedtraad.initiatives.models import (
    Cohort,
    FocusArea,
    FocusState,
    Indicator,
    InitiativeState,
    LeadRole,
    Measurement,
    Proposal,
    Team,
)

pytestmark = pytest.mark.django_db
TOLD = MINUTES.replace(
    "Godkendt. Sek",
    "Der var ikke opbakning til at gennemføre projektet ”Natvagten” grundet pris. Godkendt. Sek",
)


def test_accepted_minutes_are_read_once_and_what_is_accepted_is_cited(world: World, sara: Viewer) -> None:
    draft = a_draft(sara, TOLD)
    whole = world.political.collaboration
    assert propose_initiatives_from_accepted(viewer=sara, collaboration=whole) == 0  # nobody has accepted it
    accept(draft, version=draft.version, viewer=sara)
    assert propose_initiatives_from_accepted(viewer=sara, collaboration=whole) >= 1
    assert propose_initiatives_from_accepted(viewer=sara, collaboration=whole) == 0
    row = Proposal.objects.get(state="rejected")
    record = accept_thing(viewer=sara, proposal=row)
    state = InitiativeState.objects.get(initiative=record.initiative)
    assert (state.state, state.reason) == ("rejected", "pris")
    citation = Citation.objects.get(record=record, field=state.cited_as)
    assert "Natvagten" in citation.text.text[citation.start : citation.end]


def test_only_the_secretariat_looks_in_minutes(world: World) -> None:
    with refused("bodies.collaboration"):
        propose_initiatives_from_accepted(
            viewer=world.viewer(world.mads), collaboration=world.political.collaboration
        )


SEEDS = Path(__file__).parents[4].parent / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not there")
def test_the_real_documents_become_records_with_their_sources(ada: Viewer) -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        draft = a_draft(ada, path.read_text(encoding="utf-8"))
        (done,) = accept_many([draft], viewer=ada, with_doubts=True, founding=True)
        assert done.meeting is not None, done.refusal
    for whole in Collaboration.objects.all():
        propose_initiatives_from_accepted(viewer=ada, collaboration=whole)
    for row in Proposal.objects.order_by("item__meeting__held_on", "item", "order"):
        accept_thing(viewer=ada, proposal=row, subject="" if row.subject else "Uden navn")
    paused = FocusState.objects.get(state="paused")
    assert paused.reason.startswith("afvente")
    assert FocusArea.objects.filter(collaboration=paused.focus_area.collaboration).count() == 5
    rejected = InitiativeState.objects.get(state="rejected")
    assert rejected.reason.startswith("manglende fokus")
    assert rejected.went_on
    outcome = Indicator.objects.get(whole=None, parts__isnull=False, parts__order=2)
    assert [row.value for row in outcome.measurements.all()] == [319]
    assert sorted(one.measurements.get().value or 0 for one in outcome.parts.all()) == [14, 40, 43, 222]
    by_party = Measurement.objects.filter(indicator__kind="inclusion")
    assert by_party.count() == 5
    assert by_party.filter(value=None).count() == 1
    asked = Measurement.objects.filter(indicator__kind="survey")
    assert asked.count() == 8
    assert set(asked.values_list("group", flat=True)) == {"5. klasse", "8. klasse"}
    assert LeadRole.objects.exclude(rules="").count() == 1
    assert set(Cohort.objects.values_list("name", flat=True)) >= {"hold 1", "hold 4"}
    assert Team.objects.count() == 2
    for row in Proposal.objects.select_related("became"):
        assert Citation.objects.filter(record=row.became).exists(), row
