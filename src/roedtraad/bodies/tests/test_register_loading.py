"""A register is loaded as often as one likes: nothing twice, and never over what a person has changed."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from people import TODAY, World, a_party, a_person, a_user
from refusing import refused

from roedtraad.accounts.models import JournalEntry, Record
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions import (
    Days,
    PartyDetails,
    change_party,
    correct_membership,
    correct_seat_days,
    withdraw_alias,
    withdraw_membership,
    withdraw_seat,
)
from roedtraad.bodies.actions.loading import Report, load_register
from roedtraad.bodies.models import (
    Body,
    Collaboration,
    CollaborationMember,
    Correction,
    Level,
    Party,
    PartyKind,
    Person,
    Seat,
)
from roedtraad.bodies.queries import Side, figure_of, members_of, oddities_of, successors_of, tree_of

pytestmark = pytest.mark.django_db
VERDEN = Path(__file__).parents[4] / "samples" / "verden.toml"

WORLD = """
[register]
id = "baelt"

[[part]]
id = "region"
navn = "Region Bæltet"
slags = "region"

[[part]]
id = "fjordby"
navn = "Fjordby Kommune"
slags = "kommune"
kode = "0999"
kaldes = ["Fjordby"]
kilde = "Kommunens hjemmeside"

[klynge]
id = "vestbaelt"
navn = "Sundhedsklynge Vestbælt"
region = "region"
medlemmer = ["region", "fjordby"]

[[organ]]
id = "pn"
navn = "Vestbælt – politisk niveau"
klynge = "vestbaelt"
niveau = "political"
fra = 2022-07-01

[[plads]]
person = "gro"
navn = "Gro Mark"
organ = "pn"
part = "fjordby"
embede = "borgmester"
fra = 2022-07-01

[[plads]]
person = "karla"
navn = "Karla Vintersø"
organ = "pn"
part = "region"
rolle = "formand"
parti = "A"
fra = 2022-07-01
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "baelt.toml"
    file.write_text(WORLD, encoding="utf-8")
    return file


@pytest.fixture
def ada() -> Viewer:
    """An administrator in an empty installation."""
    return Viewer(on=TODAY, user=a_user("Ada Birk", administrator=True))


def load(path: Path, text: str | None = None) -> Report:
    if text is not None:
        path.write_text(text, encoding="utf-8")
    report = load_register(path, viewer=None)
    assert not report.problems, [str(problem) for problem in report.problems]
    return report


def test_a_world_is_loaded_with_its_seats(path: Path, ada: Viewer) -> None:
    report = load(path)
    assert report.created == {
        "niveau": 1,
        "part": 2,
        "samarbejde": 1,
        "medlem": 2,
        "organ": 1,
        "person": 2,
        "embede": 1,
        "indehaver": 1,
        "plads": 2,
    }
    body = Body.objects.get(name="Vestbælt – politisk niveau")
    roster = members_of(body, on=TODAY, viewer=ada)
    assert [
        (group.side, [one.person.name for one in group.seatings if one.person]) for group in roster.groups
    ] == [
        (Side.REGION, ["Karla Vintersø"]),
        (Side.MUNICIPALITIES, ["Gro Mark"]),
    ]
    assert oddities_of(body, on=TODAY, viewer=ada) == ()
    assert body.level == Level.objects.get(key="political", name="Politisk niveau")


def test_members_are_public_where_the_body_publishes_them(path: Path) -> None:
    load(path)
    assert Record.objects.get(person__name="Gro Mark").is_public
    assert Record.objects.get(person__name="Karla Vintersø").is_public
    hidden = WORLD.replace('niveau = "political"', 'niveau = "political"\noffentliggoer_medlemmer = false')
    hidden = (
        hidden.replace('id = "baelt"', 'id = "andet"')
        .replace("0999", "0998")
        .replace("Gro Mark", "Bo Skjult")
    )
    load(path, hidden)
    assert not Record.objects.get(person__name="Bo Skjult").is_public


def test_the_same_files_again_change_nothing(path: Path) -> None:
    load(path)
    entries = JournalEntry.objects.count()
    report = load(path)
    assert not report.changed_anything
    assert (report.kept, report.adopted, report.withdrawn) == ([], [], [])
    assert JournalEntry.objects.count() == entries


def test_what_the_file_changes_is_changed(path: Path) -> None:
    load(path)
    report = load(path, WORLD.replace("Kommunens hjemmeside", "Kommunens brev"))
    assert report.updated == {"part": 1}
    assert Party.objects.get(code="0999").source == "Kommunens brev"
    assert Correction.objects.get().before == "Kommunens hjemmeside"


def test_what_a_person_changed_stays_and_is_told_of_once(path: Path, ada: Viewer) -> None:
    load(path)
    party = Party.objects.get(code="0999")
    details = PartyDetails("Fjordby Kommune", PartyKind.MUNICIPALITY, code="0999", source="Rettet af Sara")
    change_party(viewer=ada, party=party, details=details)
    assert load(path).kept == []
    report = load(path, WORLD.replace("Kommunens hjemmeside", "Kommunens brev"))
    assert [(one.key, one.field, one.ours, one.theirs) for one in report.kept] == [
        ("baelt:part:fjordby", "source", "Rettet af Sara", "Kommunens brev")
    ]
    assert load(path).kept == []
    party.refresh_from_db()
    assert party.source == "Rettet af Sara"


def test_a_column_that_nobody_touched_is_still_the_files(path: Path, ada: Viewer) -> None:
    load(path)
    party = Party.objects.get(code="0999")
    details = PartyDetails("Fjordby Kommune", PartyKind.MUNICIPALITY, code="0999", source="Rettet af Sara")
    change_party(viewer=ada, party=party, details=details)
    load(path, WORLD.replace("Fjordby Kommune", "Fjordby Storkommune"))
    party.refresh_from_db()
    assert (party.name, party.source) == ("Fjordby Storkommune", "Rettet af Sara")


def test_days_that_a_person_put_right_stay(path: Path, ada: Viewer) -> None:
    load(path)
    seat = Seat.objects.get(person__name="Karla Vintersø")
    correct_seat_days(viewer=ada, seat=seat, days=Days(date(2023, 1, 1), date(2025, 12, 31)))
    membership = CollaborationMember.objects.get(party__code="0999")
    correct_membership(viewer=ada, membership=membership, days=Days(date(2022, 9, 1)), source="Aftalen")
    load(path)
    seat.refresh_from_db()
    membership.refresh_from_db()
    assert (seat.valid_from, seat.valid_to, membership.valid_from) == (
        date(2023, 1, 1),
        date(2025, 12, 31),
        date(2022, 9, 1),
    )
    assert CollaborationMember.objects.count() == 2


def test_what_a_person_took_back_does_not_come_again(path: Path, ada: Viewer) -> None:
    load(path)
    withdraw_seat(viewer=ada, seat=Seat.objects.get(person__name="Karla Vintersø"), reason="Aldrig udpeget")
    withdraw_membership(
        viewer=ada, membership=CollaborationMember.objects.get(party__code="0999"), reason="Fejl"
    )
    withdraw_alias(viewer=ada, alias=Party.objects.get(code="0999").aliases.get(), reason="Fejl")
    report = load(path)
    assert set(report.withdrawn) == {"baelt:plads:pn/karla/chair", "baelt:medlem:vestbaelt/fjordby"}
    assert not report.changed_anything
    assert not Party.objects.get(code="0999").aliases.filter(withdrawn_at=None).exists()
    assert Seat.objects.filter(record__withdrawn_at=None).count() == 1


def test_what_somebody_entered_before_is_taken_over_and_filled_in(path: Path) -> None:
    party = a_party("Fjordby Kommune")
    cluster = Collaboration.objects.create(
        record=a_party("x").record,
        name="Sundhedsklynge Vestbælt",
        kind=Collaboration.Kind.HEALTH_CLUSTER,
        source="Min egen",
    )
    report = load(path)
    assert set(report.adopted) == {"baelt:part:fjordby", "baelt:samarbejde:vestbaelt"}
    party.refresh_from_db()
    cluster.refresh_from_db()
    assert (party.code, party.source) == ("0999", "Kommunens hjemmeside")
    assert cluster.source == "Min egen"
    assert Party.objects.filter(name="Fjordby Kommune").count() == 1


def test_nobody_is_taken_for_somebody_of_the_same_name(path: Path) -> None:
    a_person("Gro Mark")
    load(path)
    assert Person.objects.filter(name="Gro Mark").count() == 2


def test_a_file_that_is_wrong_loads_nothing(path: Path) -> None:
    path.write_text(WORLD.replace('part = "region"', 'part = "amtet"'), encoding="utf-8")
    assert load_register(path, viewer=None).problems
    assert not Party.objects.exists()


def test_a_register_leans_on_another_by_whole_keys(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "andet.toml"
    text = """
[klynge]
id = "oest"
navn = "Sundhedsklynge Østbælt"
medlemmer = ["baelt:part:fjordby"]
"""
    other.write_text(text, encoding="utf-8")
    assert "ikke er lagt ind" in str(load_register(other, viewer=None).problems[0])
    load(path)
    load(other)
    assert Party.objects.get(code="0999").memberships.count() == 2


def test_a_code_that_another_register_has_is_a_problem_not_a_crash(path: Path, tmp_path: Path) -> None:
    load(path)
    other = tmp_path / "andet.toml"
    other.write_text('[[part]]\nid = "f"\nnavn = "F"\nslags = "kommune"\nkode = "0999"\n', encoding="utf-8")
    assert "baelt:part:fjordby" in str(load_register(other, viewer=None).problems[0])


def test_a_level_that_does_not_exist_is_a_problem(path: Path) -> None:
    path.write_text(WORLD.replace('"political"', '"kosmisk"'), encoding="utf-8")
    assert "kosmisk" in str(load_register(path, viewer=None).problems[0])


def test_only_an_administrator_loads_from_within(path: Path, world: World) -> None:
    with refused("bodies.load"):
        load_register(path, viewer=world.viewer(world.sara))
    load_register(path, viewer=world.viewer(world.ada))
    entry = JournalEntry.objects.get(record__collaboration__isnull=False, act__endswith="loaded")
    assert entry.actor == world.ada


def test_the_demo_world_is_loaded_whole(ada: Viewer) -> None:
    load(VERDEN)
    cluster = Collaboration.objects.get(name="Sundhedsklynge Vestbælt")
    tree = tree_of(cluster, on=TODAY, viewer=ada)
    assert [node.body.level.key for root in tree for _, node in root.walk() if node.body.level] == [
        "political",
        "strategic",
        "operational",
    ]
    roster = members_of(tree[0].body, on=TODAY, viewer=ada)
    assert [one.person.name for one in roster.chairs if one.person] == ["Karla Vintersø", "Anders Hedelykke"]
    listed = {one.person.name for one in roster.seatings if one.person}
    assert {"Tage Liljekvist", "Maja Klitstrøm"} <= listed
    assert not {"Gerda Holmstrup", "Preben Askelund"} & listed
    assert {kin.thing.name for kin in successors_of(cluster)} == {
        "Sundhedsråd Bælt Nord",
        "Sundhedsråd Bælt Syd",
    }  # type: ignore[union-attr]
    assert not load(VERDEN).changed_anything
    vesteroe = figure_of(Party.objects.get(name="Vesterø Kommune"), "population", on=TODAY)
    assert vesteroe is not None
    assert vesteroe.value == 3150


def run(*words: str) -> str:
    out = StringIO()
    call_command("load_register", *words, stdout=out, stderr=out)
    return out.getvalue()


def test_the_command_says_what_it_did(path: Path, ada: Viewer) -> None:
    assert "indlagt: niveauer 1, parter 2, samarbejder 1" in run(str(path))
    assert "alt stod der allerede" in run(str(path))
    party = Party.objects.get(code="0999")
    details = PartyDetails("Fjordby Kommune", PartyKind.MUNICIPALITY, code="0999", source="Rettet")
    change_party(viewer=ada, party=party, details=details)
    path.write_text(WORLD.replace("Kommunens hjemmeside", "Kommunens brev"), encoding="utf-8")
    assert "beholdt baelt:part:fjordby: source er »Rettet«, filen siger »Kommunens brev«" in run(str(path))


def test_the_command_stops_at_what_is_wrong(path: Path) -> None:
    path.write_text(WORLD.replace("2022-07-01", "2022-07-32"), encoding="utf-8")
    with pytest.raises(CommandError, match="Intet blev lagt ind"):
        run(str(path))


def test_the_command_asks_who_loads(path: Path, world: World) -> None:
    run(str(path), "--as", world.ada.email)
    assert JournalEntry.objects.filter(actor=world.ada).exists()
    with pytest.raises(CommandError, match="administrator"):
        run(str(path), "--as", world.sara.email)
    with pytest.raises(CommandError, match="ingen bruger"):
        run(str(path), "--as", "nobody@vestbaelt.example")
