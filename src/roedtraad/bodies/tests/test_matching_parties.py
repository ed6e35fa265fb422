"""From the names of organisations and headings in documents to parties and bodies, tried on the Danish register."""

from datetime import date

import pytest
from django.db import transaction
from people import a_party

from roedtraad.bodies.actions.loading import load_register
from roedtraad.bodies.matching import BodyLikeness, PartyLikeness, match_body, match_parties, match_party
from roedtraad.bodies.models import Body, Collaboration, CollaborationMember, Party, PartyAlias, PartyKind
from roedtraad.bodies.register import SHIPPED

pytestmark = pytest.mark.django_db
THEN = date(2024, 3, 1)


@pytest.fixture(scope="module")
def denmark(django_db_setup, django_db_blocker):  # type: ignore[no-untyped-def]
    """The register that comes along, loaded once for the module and rolled back after it."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        load_register(SHIPPED, viewer=None)
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


def cluster(name: str, region: str) -> Collaboration:
    return Collaboration.objects.get(name=name, region__name=f"Region {region}")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Region Syddanmark", "Region Syddanmark"),
        ("Vejen Kommune", "Vejen Kommune"),
        ("Vejle kommune", "Vejle Kommune"),
        ("Høje Tåstrup Kommune", "Høje-Taastrup Kommune"),
        ("Aabenraa Kommune", "Aabenraa Kommune"),
        ("Åbenrå Kommune", "Aabenraa Kommune"),
        ("Nordfyn Kommune", "Nordfyns Kommune"),
        ("Bornholms Kommune", "Bornholms Regionskommune"),
        ("Lillebælt Sygehus", "Sygehus Lillebælt"),
        ("Aalborg UH", "Aalborg Universitetshospital"),
        ("RH Horsens", "Regionshospitalet Horsens"),
        ("OUH", "Odense Universitetshospital"),
        ("PLO", "Praktiserende Lægers Organisation"),
    ],
)
def test_short_forms_and_other_ways_of_writing_are_certain(denmark: None, text: str, name: str) -> None:
    match = match_party(text, on=THEN)
    assert match.certain is not None, match.candidates
    assert match.certain.name == name


@pytest.mark.parametrize(
    ("text", "name", "likeness"),
    [
        ("PLO Syd", "PLO-Syddanmark", PartyLikeness.SHORTENED),
        ("PLO-Syd", "PLO-Syddanmark", PartyLikeness.SHORTENED),
        ("repræsentant for PLO-Syd", "PLO-Syddanmark", PartyLikeness.SHORTENED_IN_TEXT),
        ("Formand PLO-Nordjylland", "PLO-Nordjylland", PartyLikeness.STANDS_IN),
        ("Fredericia", "Fredericia Kommune", PartyLikeness.WITHOUT_KIND),
        ("Social- og Sundhedsudvalget, Middelfart Kommune", "Middelfart Kommune", PartyLikeness.STANDS_IN),
        ("Tværsektorielt samarbejde, Region Syddanmark", "Region Syddanmark", PartyLikeness.STANDS_IN),
        ("Hedenstad Kommune", "Hedensted Kommune", PartyLikeness.ONE_LETTER),
    ],
)
def test_what_could_be_meant_is_proposed_and_not_certain(
    denmark: None, text: str, name: str, likeness: PartyLikeness
) -> None:
    match = match_party(text, on=THEN)
    assert match.certain is None
    assert (match.candidates[0].party.name, match.candidates[0].likeness) == (name, likeness)


@pytest.mark.parametrize(
    "text", ["", " ", "-", "V", "Ø", "Kommunen", "Brøndbyerne", "Byrådet", "Region", "PLO-K", "%_\\"]
)
def test_nothing_is_guessed_from_too_little(denmark: None, text: str) -> None:
    assert match_party(text, on=THEN).candidates == ()


def test_one_municipality_is_never_a_slip_of_the_pen_for_another(denmark: None) -> None:
    for party in Party.objects.filter(kind=PartyKind.MUNICIPALITY):
        match = match_party(party.name, on=THEN)
        assert match.certain == party
        assert [one.party for one in match.candidates] == [party]


def test_a_name_that_is_in_the_register_is_no_slip_for_the_next_one() -> None:
    fjordby, fjordbo = a_party("Fjordby Kommune"), a_party("Fjordbo Kommune")
    assert match_party("Fjordby Kommune").certain == fjordby
    assert [one.party for one in match_party("Fjordby Kommune").candidates] == [fjordby]
    assert {one.party for one in match_party("Fjordbu Kommune").candidates} == {fjordby, fjordbo}


def test_the_parties_of_the_collaboration_go_before_others(denmark: None) -> None:
    lillebaelt = cluster("Sundhedsklynge Lillebælt", "Syddanmark")
    named = {
        text: match.certain.name
        for text, match in zip(
            ("PLO", "Regionen"),
            match_parties(["PLO", "Regionen"], collaboration=lillebaelt, on=THEN),
            strict=True,
        )
        if match.certain
    }
    assert named == {"PLO": "PLO-Syddanmark", "Regionen": "Region Syddanmark"}
    inside, outside = match_parties(["Fredericia", "Haderslev"], collaboration=lillebaelt, on=THEN)
    assert inside.candidates[0].score > outside.candidates[0].score


def test_of_two_parties_of_one_name_the_one_in_the_collaboration_is_meant(denmark: None) -> None:
    own = a_party("PLO", PartyKind.GENERAL_PRACTICE)
    fyn = cluster("Sundhedsklynge Fyn", "Syddanmark")
    assert match_party("PLO").certain is None
    CollaborationMember.objects.create(collaboration=fyn, party=own)
    assert match_party("PLO", collaboration=fyn).certain == own
    assert match_party("Vejle Kommune", collaboration=fyn, on=THEN).certain is not None


def test_a_part_of_the_region_is_known_by_the_beginning_of_its_name(denmark: None) -> None:
    psychiatry = a_party("Psykiatrien i Region Syddanmark", PartyKind.HOSPITAL)
    Party.objects.filter(pk=psychiatry.pk).update(part_of=Party.objects.get(name="Region Syddanmark"))
    lillebaelt = cluster("Sundhedsklynge Lillebælt", "Syddanmark")
    match = match_party("Psykiatrien", collaboration=lillebaelt, on=THEN)
    assert match.candidates[0].party == psychiatry
    assert match_party("Psykiatrien", on=THEN).candidates == ()
    whole = match_party("Psykiatrien i Region Syddanmark", collaboration=lillebaelt, on=THEN)
    assert whole.certain == psychiatry


def test_an_alias_that_was_taken_back_is_no_name(denmark: None) -> None:
    alias = PartyAlias.objects.get(name="Vesthimmerland Kommune")
    assert match_party("RH Gødstrup").certain is not None
    PartyAlias.objects.filter(name="OUH").update(withdrawn_at=alias.party.record.created_at)
    assert match_party("OUH").candidates == ()


def test_a_party_that_did_not_exist_then_comes_after(denmark: None) -> None:
    match = match_party("Region Østdanmark", on=THEN)
    assert match.certain is None
    assert match_party("Region Østdanmark", on=date(2027, 1, 1)).certain is not None


def test_many_texts_cost_three_queries(denmark: None, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    lillebaelt = cluster("Sundhedsklynge Lillebælt", "Syddanmark")
    for texts in (["Vejen Kommune"], [f"Kommune {n}" for n in range(40)]):
        with django_assert_num_queries(3):
            match_parties(texts, collaboration=lillebaelt, on=THEN)


@pytest.mark.parametrize(
    ("name", "level", "body"),
    [
        ("Sundhedsklynge Lillebælt", "political", "Sundhedsklynge Lillebælt – politisk niveau"),
        (
            "Sundhedsklynge Sønderjylland",
            "strategic",
            "Sundhedsklynge Sønderjylland – fagligt strategisk niveau",
        ),
        (
            "Sundhedsklynge Sønderjylland - Fagligt strategisk niveau",
            "strategic",
            "Sundhedsklynge Sønderjylland – fagligt strategisk niveau",
        ),
        ("Sundhedsklynge Fyn, politisk niveau", "", "Sundhedsklynge Fyn – politisk niveau"),
        ("Chefforum Sundhedsklynge Midt", "management", "Chefforum Sundhedsklynge Midt"),
        ("Horsensklyngen", "political", "Horsensklyngen – politisk niveau"),
        ("Vestklyngen", "political", "Gødstrupklyngen – politisk niveau"),
        ("Klynge Vest", "political", "Sundhedsklynge Vest – politisk niveau"),
        (
            "Sundhedssamarbejdsudvalget i Region Sjælland",
            "political",
            "Sundhedssamarbejdsudvalget i Region Sjælland",
        ),
        ("Strategisk Sundhedsforum", "unknown", "Strategisk Sundhedsforum"),
    ],
)
def test_a_heading_names_a_body(denmark: None, name: str, level: str, body: str) -> None:
    match = match_body(name, level, on=THEN)
    assert match.certain is not None, match.candidates
    assert match.certain.name == body


def test_a_cluster_without_a_level_is_each_of_its_bodies(denmark: None) -> None:
    match = match_body("Sundhedsklynge Lillebælt", "unknown", on=THEN)
    assert match.certain is None
    assert {candidate.body.level.key for candidate in match.candidates if candidate.body.level} == {
        "political",
        "strategic",
    }
    assert {candidate.likeness for candidate in match.candidates} == {BodyLikeness.COLLABORATION}


def test_another_level_of_the_same_cluster_is_not_meant(denmark: None) -> None:
    match = match_body("Sundhedsklynge Lillebælt", "operational", on=THEN)
    assert match.candidates == ()


def test_the_same_name_on_another_level_is_not_certain(denmark: None) -> None:
    match = match_body("Strategisk Sundhedsforum", "political", on=THEN)
    assert match.certain is None
    assert (match.candidates[0].score, match.candidates[0].likeness) == (60, BodyLikeness.SAME)
    assert "organet står på et andet niveau (Fagligt strategisk niveau)" in match.candidates[0].reason


def test_two_regions_have_a_cluster_of_the_same_name_and_the_participants_tell_which(denmark: None) -> None:
    assert match_body("Sundhedsklynge Midt", "political", on=THEN).certain is None
    aalborg = Party.objects.filter(name__in=["Aalborg Kommune", "Jammerbugt Kommune"])
    match = match_body("Sundhedsklynge Midt", "political", on=THEN, parties=list(aalborg))
    assert match.certain is not None
    assert match.certain.collaboration.region is not None
    assert match.certain.collaboration.region.name == "Region Nordjylland"
    assert "deltagerne kommer fra dets parter" in match.candidates[0].reason
    assert "ingen deltager" in match.candidates[1].reason


def test_a_council_is_no_cluster(denmark: None) -> None:
    names = {
        candidate.body.name for candidate in match_body("Sundhedsråd Fyn", "", on=date(2027, 2, 1)).candidates
    }
    assert names == {"Sundhedsråd Fyn", "Forberedende Sundhedsråd Fyn"}
    assert match_body("Sundhedsråd Fyn", "", on=date(2027, 2, 1)).certain == Body.objects.get(
        name="Sundhedsråd Fyn"
    )


@pytest.mark.parametrize(
    "name", ["", "-", "Byrådet", "Sundhedsudvalget", "Referat", "Sundhedsklynge", "Driftsforum Voksen"]
)
def test_a_body_that_is_not_in_the_register_is_not_invented(denmark: None, name: str) -> None:
    assert match_body(name, "", on=THEN).certain is None
    assert all(candidate.score < 90 for candidate in match_body(name, "", on=THEN).candidates)


def test_a_heading_costs_four_queries(denmark: None, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    parties = list(Party.objects.filter(kind=PartyKind.MUNICIPALITY))
    with django_assert_max_num_queries(4):
        match_body("Sundhedsklynge Midt", "political", on=THEN, parties=parties)
