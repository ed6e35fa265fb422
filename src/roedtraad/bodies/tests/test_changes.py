"""What becomes of what: any number of changes, followed both ways, and never in a circle."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from people import World, a_body, a_collaboration, a_party, a_user
from refusing import refused

from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.actions import correct_change, record_change, withdraw_change
from roedtraad.bodies.models import ChangeEvent, Collaboration, Correction
from roedtraad.bodies.queries import Kin, predecessors_of, successors_of

REFORM = date(2027, 1, 1)


def names(kin: tuple[Kin, ...]) -> list[tuple[str, int]]:
    return [(str(one.thing), one.distance) for one in kin]


@pytest.fixture
def clusters() -> list[Collaboration]:
    return [a_collaboration(name) for name in ("Klynge Midt", "Klynge Syd", "Klynge Vest")]


@pytest.mark.django_db
def test_three_clusters_become_one_council(ada: Viewer, clusters: list[Collaboration]) -> None:
    council = a_collaboration("Sundhedsråd Bælt Nord")
    record_change(
        viewer=ada,
        on=REFORM,
        text="Tre klynger bliver ét råd",
        originals=clusters,
        results=[council],
        source="L 214",
    )
    assert names(predecessors_of(council)) == [("Klynge Midt", 1), ("Klynge Syd", 1), ("Klynge Vest", 1)]
    assert names(successors_of(clusters[1])) == [("Sundhedsråd Bælt Nord", 1)]
    assert successors_of(council) == ()


@pytest.mark.django_db
def test_the_line_is_followed_through_every_change_in_one_query(
    ada: Viewer, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    line = [a_collaboration(f"Udgave {number}") for number in range(12)]
    for at, (old, new) in enumerate(pairwise(line)):
        record_change(viewer=ada, on=date(2010 + at, 1, 1), text="Nyt navn", originals=[old], results=[new])
    for number in (0, 6, 11):
        with django_assert_num_queries(1):
            after = successors_of(line[number])
        assert [one.distance for one in after] == list(range(1, 12 - number))
        assert [one.thing for one in predecessors_of(line[number])] == line[:number][::-1]


@pytest.mark.django_db
def test_a_cluster_that_is_split_has_two_successors(ada: Viewer, clusters: list[Collaboration]) -> None:
    north, south = a_collaboration("Bælt Nord"), a_collaboration("Bælt Syd")
    record_change(viewer=ada, on=REFORM, text="Deling", originals=clusters[:1], results=[north, south])
    assert [one.thing for one in successors_of(clusters[0])] == [north, south]


@pytest.mark.django_db
def test_bodies_and_parties_have_successors_too(world: World, sara: Viewer) -> None:
    new = a_body("Sundhedsråd Bælt Nord", collaboration=a_collaboration("Bælt Nord"))
    record_change(viewer=sara, on=REFORM, text="Overgang", originals=[world.political], results=[new])
    assert [one.thing for one in predecessors_of(new)] == [world.political]
    old, merged = a_party("Region Bæltet"), a_party("Region Østdanmark")
    record_change(viewer=sara, on=REFORM, text="Sammenlægning", originals=[old], results=[merged])
    assert [one.thing for one in successors_of(old)] == [merged]


@pytest.mark.django_db
def test_nothing_comes_after_itself(ada: Viewer, clusters: list[Collaboration]) -> None:
    a, b, c = clusters
    record_change(viewer=ada, on=date(2020, 1, 1), text="a → b", originals=[a], results=[b])
    record_change(viewer=ada, on=date(2021, 1, 1), text="b → c", originals=[b], results=[c])
    for originals, results in (([c], [a]), ([b], [a]), ([a], [a]), ([c], [b, a])):
        with refused("bodies.change.circle"):
            record_change(viewer=ada, on=REFORM, text="Cirkel", originals=originals, results=results)
    assert ChangeEvent.objects.count() == 2


@pytest.mark.django_db
def test_a_change_has_two_ends(ada: Viewer, clusters: list[Collaboration]) -> None:
    for originals, results in ((clusters, []), ([], clusters)):
        with refused("bodies.change.ends"):
            record_change(viewer=ada, on=REFORM, text="Slut", originals=originals, results=results)


@pytest.mark.django_db
def test_the_day_of_a_change_is_put_right(ada: Viewer, clusters: list[Collaboration]) -> None:
    event = record_change(
        viewer=ada, on=REFORM, text="Overgang", originals=clusters[:1], results=clusters[1:]
    )
    correct_change(viewer=ada, event=event, on=date(2027, 7, 1), text="Overgang", reason="Udskudt")
    assert successors_of(clusters[0])[0].event.on == date(2027, 7, 1)
    correction = Correction.objects.get(field="on")
    assert (correction.before, correction.record) == ("2027-01-01", clusters[0].record)


@pytest.mark.django_db
def test_a_change_that_will_not_be_is_withdrawn_and_stands_in_nobodys_way(
    ada: Viewer, clusters: list[Collaboration]
) -> None:
    a, b, _ = clusters
    event = record_change(viewer=ada, on=REFORM, text="Overgang", originals=[a], results=[b])
    withdraw_change(viewer=ada, event=event, reason="Loven blev ikke vedtaget")
    assert successors_of(a) == ()
    record_change(viewer=ada, on=REFORM, text="Omvendt", originals=[b], results=[a])
    assert [one.thing for one in successors_of(b)] == [a]


@pytest.mark.django_db
def test_a_member_and_a_strangers_secretary_cannot_say_what_becomes_of_a_body(
    world: World, sara: Viewer, mads: Viewer
) -> None:
    new = a_body("Nyt råd", collaboration=a_collaboration("Ny"))
    with refused("bodies.keep"):
        record_change(viewer=mads, on=REFORM, text="x", originals=[world.political], results=[new])
    with refused("bodies.keep", saying="fagligt strategisk"):
        record_change(viewer=sara, on=REFORM, text="x", originals=[world.strategic], results=[new])
    event = record_change(viewer=sara, on=REFORM, text="x", originals=[world.political], results=[new])
    with refused("bodies.keep"):
        correct_change(viewer=mads, event=event, on=REFORM, text="y")
    with refused("bodies.keep"):
        withdraw_change(viewer=mads, event=event, reason="")


class SuccessionIsALaw(TestCase):
    """Whatever changes are tried, in any order: nothing is ever its own predecessor, and both ways agree."""

    @settings(max_examples=40, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sets(st.integers(0, 5), min_size=1, max_size=2),
                st.sets(st.integers(0, 5), min_size=1, max_size=2),
            ),
            max_size=8,
        )
    )
    def test_succession_has_no_circles_and_reads_the_same_both_ways(
        self, tries: list[tuple[set[int], set[int]]]
    ) -> None:
        things = [a_collaboration(f"Samarbejde {number}") for number in range(6)]
        ada = Viewer(on=REFORM, user=a_user("Ada Birk", administrator=True))
        refusals: list[str] = []
        for originals, results in tries:
            try:
                record_change(
                    viewer=ada,
                    on=REFORM,
                    text="Ændring",
                    originals=[things[n] for n in sorted(originals)],
                    results=[things[n] for n in sorted(results)],
                )
            except Refused as refusal:
                refusals.append(refusal.code)
        assert ChangeEvent.objects.count() == len(tries) - len(refusals)
        assert set(refusals) <= {"bodies.change.circle"}
        after = {thing: {one.thing for one in successors_of(thing)} for thing in things}
        before = {thing: {one.thing for one in predecessors_of(thing)} for thing in things}
        for thing in things:
            assert thing not in after[thing]
            assert all((other in after[thing]) == (thing in before[other]) for other in things)
