"""The register that the program comes with: complete where it can be, with sources, and honest about what is not known."""

from collections import Counter
from datetime import date
from functools import cache

import pytest

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions.loading import load_register
from roedtraad.bodies.models import Collaboration, Party, PartyKind
from roedtraad.bodies.queries import levels_in, predecessors_of, successors_of
from roedtraad.bodies.register import SHIPPED, Register, read_register

CLUSTER, COUNCIL = Collaboration.Kind.HEALTH_CLUSTER, Collaboration.Kind.HEALTH_COUNCIL


@cache
def shipped() -> Register:
    register = read_register(SHIPPED)
    assert isinstance(register, Register), [str(problem) for problem in register]
    return register


def kinds() -> Counter[PartyKind]:
    return Counter(party.kind for party in shipped().parties)


def test_there_are_98_municipalities_each_with_a_code_of_its_own() -> None:
    municipalities = [party for party in shipped().parties if party.kind == PartyKind.MUNICIPALITY]
    codes = {party.code for party in municipalities}
    assert len(municipalities) == len(codes) == 98
    assert all(len(code) == 4 and code.isdigit() for code in codes)
    named = {party.code: party.name for party in municipalities}
    assert (named["0101"], named["0400"], named["0851"], named["0492"]) == (
        "Københavns Kommune",
        "Bornholms Regionskommune",
        "Aalborg Kommune",
        "Ærø Kommune",
    )


def test_five_regions_become_four() -> None:
    regions = {party.name: party for party in shipped().parties if party.kind == PartyKind.REGION}
    assert len(regions) == 6
    assert sum(party.is_at(date(2026, 1, 1)) for party in map(Days, regions.values())) == 5
    assert sum(party.is_at(date(2027, 1, 1)) for party in map(Days, regions.values())) == 4


class Days:
    def __init__(self, entry: object) -> None:
        self.first: date | None = entry.first  # type: ignore[attr-defined]
        self.last: date | None = entry.last  # type: ignore[attr-defined]

    def is_at(self, day: date) -> bool:
        return (self.first or date.min) <= day <= (self.last or date.max)


def test_there_are_22_clusters_with_a_political_and_a_professional_level() -> None:
    register = shipped()
    clusters = [one for one in register.collaborations if one.kind == CLUSTER]
    assert len(clusters) == 22
    for cluster in clusters:
        levels = {body.level for body in register.bodies if body.collaboration == cluster.id}
        assert "political" in levels, cluster.name
        assert levels & {"strategic", "management"}, cluster.name


def test_every_municipality_is_in_one_cluster_and_two_are_in_two() -> None:
    register = shipped()
    clusters = {one.id for one in register.collaborations if one.kind == CLUSTER}
    municipalities = {
        party.id: party.name for party in register.parties if party.kind == PartyKind.MUNICIPALITY
    }
    counted = Counter(
        municipalities[one.party]
        for one in register.memberships
        if one.collaboration in clusters and one.party in municipalities
    )
    assert counted.keys() == set(municipalities.values())
    assert {name for name, number in counted.items() if number > 1} == {"Københavns Kommune", "Vejen Kommune"}
    assert set(counted.values()) == {1, 2}


def test_every_cluster_has_its_region_an_acute_hospital_and_general_practice() -> None:
    register = shipped()
    kind = {party.id: party.kind for party in register.parties}
    part_of = {party.id: party.part_of for party in register.parties}
    for cluster in (one for one in register.collaborations if one.kind == CLUSTER):
        members = [one.party for one in register.memberships if one.collaboration == cluster.id]
        assert Counter(kind[member] for member in members)[PartyKind.REGION] == 1
        assert cluster.region in members
        hospitals = [member for member in members if kind[member] == PartyKind.HOSPITAL]
        assert [part_of[hospital] for hospital in hospitals] == [cluster.region]
        assert PartyKind.GENERAL_PRACTICE in {kind[member] for member in members}


def test_there_are_17_councils_in_the_regions_of_the_reform() -> None:
    register = shipped()
    councils = [one for one in register.collaborations if one.kind == COUNCIL]
    assert Counter(one.region for one in councils) == {
        "region-nordjylland": 2,
        "region-midtjylland": 5,
        "region-syddanmark": 4,
        "region-oestdanmark": 6,
    }


def test_what_is_not_known_is_left_open() -> None:
    register = shipped()
    clusters = [one for one in register.collaborations if one.kind == CLUSTER]
    assert {(one.first, one.last) for one in clusters} == {(None, None)}
    councils = {one.id for one in register.collaborations if one.kind == COUNCIL}
    assert not any(one.collaboration in councils for one in register.memberships)


def test_populations_are_never_shipped() -> None:
    assert shipped().figures == ()
    assert not any(
        "indbyggere" in line and "=" in line
        for file in SHIPPED.glob("*.toml")
        for line in file.read_text().splitlines()
        if not line.startswith("#")
    )


def test_no_person_is_shipped() -> None:
    assert (shipped().people, shipped().seats) == ((), ())


def test_everything_but_a_municipality_says_where_it_is_known_from() -> None:
    register = shipped()
    rows = (
        *(party for party in register.parties if party.kind != PartyKind.MUNICIPALITY),
        *register.collaborations,
        *register.bodies,
        *register.changes,
    )
    assert [row.id for row in rows if not row.source] == []


def test_what_was_inferred_is_said_to_be_unconfirmed() -> None:
    register = shipped()
    unsure = {
        row.id
        for row in (*register.parties, *register.collaborations, *register.changes)
        if "ikke bekræftet" in row.source.lower()
    }
    assert {"plo", "raad-vendsyssel", "til-vendsyssel", "klynge-sjaelland-suh"} <= unsure
    assert (
        not {"region-nordjylland", "raad-limfjorden", "klynge-syddanmark-lillebaelt", "region-oestdanmark"}
        & unsure
    )


@pytest.mark.django_db
def test_it_loads_twice_with_the_same_result(ada: Viewer) -> None:
    report = load_register(SHIPPED, viewer=None)
    assert not report.problems
    assert (report.created["part"], report.created["samarbejde"]) == (kinds().total(), 44)
    assert not load_register(SHIPPED, viewer=None).changed_anything


@pytest.mark.django_db
def test_the_reform_is_followed_from_a_cluster_to_its_council_and_back() -> None:
    load_register(SHIPPED, viewer=None)
    council = Collaboration.objects.get(name="Sundhedsråd Limfjorden")
    clusters = [kin.thing for kin in predecessors_of(council)]
    assert {str(cluster) for cluster in clusters} == {
        "Sundhedsklynge Midt",
        "Sundhedsklynge Syd",
        "Sundhedsklynge Vest",
    }
    assert {
        cluster.region.name for cluster in clusters if isinstance(cluster, Collaboration) and cluster.region
    } == {"Region Nordjylland"}
    region = Party.objects.get(name="Region Sjælland")
    assert [str(kin.thing) for kin in successors_of(region)] == ["Region Østdanmark"]
    followed = {cluster: successors_of(cluster) for cluster in Collaboration.objects.filter(kind=CLUSTER)}
    assert [cluster.name for cluster, after in followed.items() if not after] == ["Sundhedsklynge Bornholm"]


@pytest.mark.django_db
def test_levels_have_other_names_in_one_region() -> None:
    load_register(SHIPPED, viewer=None)
    names = {one.level.key: one.name for one in levels_in(Party.objects.get(name="Region Hovedstaden"))}
    assert (names["strategic"], names["political"]) == ("Fagligt niveau", "Politisk niveau")
    assert [one.name for one in levels_in(None)][:4] == [
        "Politisk niveau",
        "Fagligt strategisk niveau",
        "Direktørforum",
        "Chefforum",
    ]
