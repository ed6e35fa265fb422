"""The demonstration has an agreement, focus areas and initiatives in every state, with numbers; telling it twice is once."""

from datetime import date
from pathlib import Path

import pytest

from roedtraad.bodies.policy import viewer_of
from roedtraad.initiatives.models import Initiative, Measurement, State, TeamPart
from roedtraad.initiatives.queries import agreement_tree, agreements_of, states_on
from roedtraad.operations.demo_initiatives import tell_initiatives
from roedtraad.operations.demonstration import load_world

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parents[4] / "samples"
TODAY = date(2026, 11, 22)


def test_the_demonstration_tells_its_initiatives_once() -> None:
    viewer = viewer_of(load_world(SAMPLES, on=TODAY), on=TODAY)
    for _again in range(2):
        tell_initiatives(SAMPLES / "verden.toml", viewer=viewer)
    every = list(Initiative.objects.all())
    states = set(states_on(viewer, every).values())
    assert states >= {
        State.APPROVED,
        State.RUNNING,
        State.PAUSED,
        State.EXTENDED,
        State.ANCHORED,
        State.REJECTED,
    }
    (agreement,) = agreements_of(viewer)
    tree = agreement_tree(viewer, agreement)
    assert [len(line.focus_areas) for line in tree.visions if not line.is_only_words] == [5]
    assert Measurement.objects.filter(value=None).count() == 1  # one party has not counted, and that is told
    assert sum(part.people or 0 for part in TeamPart.objects.all()) == 7
