"""Register files are read whole or not at all, and everything that is wrong is said at once, where it stands."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from roedtraad.bodies.models import Collaboration, SeatRole
from roedtraad.bodies.register import Register, read_register

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

[[part]]
id = "sygehus"
navn = "Vestbælt Sygehus"
slags = "sygehus"
hoerer_til = "region"

[klynge]
id = "vestbaelt"
navn = "Sundhedsklynge Vestbælt"
region = "region"
fra = 2022-07-01

[[organ]]
id = "pn"
navn = "Vestbælt – politisk niveau"
klynge = "vestbaelt"
niveau = "political"
"""


def read(tmp_path: Path, *texts: str) -> Register:
    register = read_register(written(tmp_path, *texts))
    assert isinstance(register, Register), [str(problem) for problem in register]
    return register


def wrong(tmp_path: Path, *texts: str) -> list[str]:
    problems = read_register(written(tmp_path, *texts))
    assert not isinstance(problems, Register)
    return [str(problem) for problem in problems]


def written(tmp_path: Path, *texts: str) -> Path:
    folder = tmp_path / "baeltet"
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number}.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_folder_is_one_register(tmp_path: Path) -> None:
    register = read(
        tmp_path, WORLD, '[[part]]\nid = "hedelund"\nnavn = "Hedelund Kommune"\nslags = "kommune"\n'
    )
    assert register.id == "baelt"
    assert [party.id for party in register.parties] == ["region", "fjordby", "sygehus", "hedelund"]


def test_a_register_without_an_id_is_called_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "Øst Bælt.toml"
    path.write_text(WORLD.replace('id = "baelt"', ""), encoding="utf-8")
    register = read_register(path)
    assert isinstance(register, Register)
    assert register.id == "oest-baelt"


def test_what_is_not_sure_says_so_in_its_source(tmp_path: Path) -> None:
    tables = """
[[part]]
id = "a"
navn = "A"
slags = "andet"
kilde = "En avis"
sikker = false

[[part]]
id = "b"
navn = "B"
slags = "andet"
sikker = false

[[part]]
id = "c"
navn = "C"
slags = "andet"
kilde = "Loven"
"""
    assert [party.source for party in read(tmp_path, tables).parties] == [
        "En avis (ikke bekræftet)",
        "Ikke bekræftet",
        "Loven",
    ]


def test_two_chairs_at_a_time_are_equal_and_one_is_not(tmp_path: Path) -> None:
    seats = [
        ("karla", "formand", "fra = 2022-07-01\ntil = 2023-12-31"),
        ("anders", "formand", "fra = 2022-07-01\ntil = 2022-12-31"),
        ("bodil", "formand", "fra = 2024-01-01"),
    ]
    text = "".join(
        f'[[plads]]\nperson = "{person}"\nnavn = "{person.title()}"\norgan = "pn"\nrolle = "{role}"\n{days}\n'
        for person, role, days in seats
    )
    register = read(tmp_path, WORLD + text)
    assert [seat.role for seat in register.seats] == [SeatRole.CO_CHAIR, SeatRole.CO_CHAIR, SeatRole.CHAIR]
    assert [person.name for person in register.people] == ["Karla", "Anders", "Bodil"]


MAYORS = """
[[plads]]
person = "gerda"
navn = "Gerda Holmstrup"
organ = "pn"
part = "fjordby"
embede = "borgmester"
fra = 2022-07-01
til = 2025-12-31

[[plads]]
person = "tage"
navn = "Tage Liljekvist"
organ = "pn"
part = "fjordby"
embede = "borgmester"
fra = 2026-01-01

[[plads]]
person = "lis"
navn = "Lis Aabyskov"
organ = "pn"
part = "fjordby"
rolle = "stedfortræder"
for = "tage"
fra = 2026-01-01
"""


def test_two_mayors_after_each_other_share_the_seat_of_the_office(tmp_path: Path) -> None:
    register = read(tmp_path, WORLD + MAYORS)
    seat, deputy = register.seats
    assert (seat.office, seat.person, seat.first, seat.last) == (
        "fjordby/borgmester",
        "",
        date(2022, 7, 1),
        None,
    )
    assert [(one.person, one.first, one.last) for one in register.holdings] == [
        ("gerda", date(2022, 7, 1), date(2025, 12, 31)),
        ("tage", date(2026, 1, 1), None),
    ]
    assert [office.title for office in register.offices] == ["Borgmester"]
    assert (deputy.role, deputy.deputy_for) == (SeatRole.APPOINTED_DEPUTY, seat.id)


def test_a_chair_who_is_mayor_sits_in_their_own_name(tmp_path: Path) -> None:
    text = MAYORS.replace(
        'embede = "borgmester"\nfra = 2026-01-01',
        'embede = "borgmester"\nrolle = "formand"\nfra = 2026-01-01',
    )
    register = read(tmp_path, WORLD + text)
    chair = next(seat for seat in register.seats if seat.role == SeatRole.CHAIR)
    assert (chair.person, chair.office, chair.title) == ("tage", "", "Borgmester")
    assert {one.person for one in register.holdings} == {"gerda", "tage"}


def test_a_cluster_that_names_no_members_has_those_who_sit_in_its_bodies(tmp_path: Path) -> None:
    text = MAYORS + '[[plads]]\nperson = "rune"\nnavn = "Rune"\norgan = "pn"\npart = "sygehus"\n'
    register = read(tmp_path, WORLD + text)
    assert [one.party for one in register.memberships] == ["fjordby", "region"]
    named = WORLD.replace(
        "fra = 2022-07-01\n\n[[organ]]", 'fra = 2022-07-01\nmedlemmer = ["region"]\n\n[[organ]]'
    )
    assert [one.party for one in read(tmp_path, named + text).memberships] == ["region"]


COUNCILS = """
[[organ]]
id = "nord"
navn = "Sundhedsråd Bælt Nord"
fra = 2027-01-01

[[part]]
id = "hedelund"
navn = "Hedelund Kommune"
slags = "kommune"
raad = "nord"
"""


def test_a_body_that_stands_alone_has_a_collaboration_of_its_name(tmp_path: Path) -> None:
    register = read(tmp_path, WORLD + COUNCILS)
    own = register.collaborations[-1]
    assert (own.name, own.kind, own.first) == (
        "Sundhedsråd Bælt Nord",
        Collaboration.Kind.HEALTH_COUNCIL,
        date(2027, 1, 1),
    )
    assert [(one.collaboration, one.party, one.first) for one in register.memberships] == [
        ("nord", "hedelund", date(2027, 1, 1))
    ]


@pytest.mark.parametrize(
    ("days", "first"),
    [("til = 2026-06-30", date(2026, 7, 1)), ("", date(2027, 1, 1))],
    ids=["told", "not told"],
)
def test_a_cluster_is_followed_by_its_successors(tmp_path: Path, days: str, first: date) -> None:
    world = WORLD.replace("fra = 2022-07-01", f'fra = 2022-07-01\n{days}\nefterfoelgere = ["nord"]')
    (change,) = read(tmp_path, world + COUNCILS).changes
    assert (change.on, change.originals, change.results) == (first, ("vestbaelt",), ("nord",))
    assert change.text == "Sundhedsklynge Vestbælt afløses af Sundhedsråd Bælt Nord"


def test_inhabitants_have_a_day_and_a_source_or_are_left_out(tmp_path: Path) -> None:
    part = '[[part]]\nid = "vesteroe"\nnavn = "Vesterø Kommune"\nslags = "kommune"\nindbyggere = 3150\n'
    left_out = read(tmp_path, WORLD + part)
    assert left_out.figures == ()
    assert left_out.ignored == ("indbyggere uden dag og kilde",)
    world = WORLD.replace(
        'id = "baelt"', 'id = "baelt"\nindbyggere_pr = 2024-01-01\nindbyggere_kilde = "Opfundet"'
    )
    (figure,) = read(tmp_path, world + part).figures
    assert (figure.party, figure.on, figure.value, figure.source) == (
        "vesteroe",
        date(2024, 1, 1),
        Decimal(3150),
        "Opfundet",
    )


def test_tables_about_other_things_are_left_alone_and_told_of(tmp_path: Path) -> None:
    assert read(tmp_path, WORLD + '[[loefte]]\nhvad = "Et løfte"\n[vision]\nnavn = "x"\n').ignored == (
        "loefte",
        "vision",
    )


@pytest.mark.parametrize(
    ("text", "saying"),
    [
        ('[[part]]\nid = "x"\nslags = "kommune"', "part 1: feltet »navn« mangler"),
        ('[[part]]\nid = "x"\nnavn = "X"', "»slags« mangler"),
        ('[[part]]\nid = "x"\nnavn = "X"\nslags = "amt"', "»amt« er ikke"),
        ('[[part]]\nid = "x"\nnavn = "X"\nslags = "andet"\nkode = 851', "skal være en tekst"),
        ('[[part]]\nid = "x"\nnavn = "X"\nslags = "andet"\nfra = "2024-01-01"', "skal være en dato"),
        ('[[part]]\nid = "x"\nnavn = "X"\nslags = "andet"\nfra = 2024-01-01T10:00:00', "skal være en dato"),
        ('[[part]]\nid = "x"\nnavn = "X"\nslags = "andet"\nkaldet = ["Y"]', "feltet »kaldet« kendes ikke"),
        ('[[part]]\nid = "x"\nnavn = "X"\nslags = "andet"\nkaldes = [1]', "skal være en liste af tekster"),
        ('[[part]]\nid = "x y"\nnavn = "X"\nslags = "andet"', "ingen mellemrum"),
        ('[[part]]\nid = "x"\nnavn = "X"\nslags = "andet"\nsikker = "nej"', "true eller false"),
        ('[[part]]\nid = "x"\nnavn = "X"\nslags = "andet"\nhoerer_til = "amtet"', "nævner »amtet«"),
        (
            '[[part]]\nid = "x"\nnavn = "X"\nslags = "andet"\nfra = 2025-01-01\ntil = 2024-12-31',
            "31. december 2024",
        ),
        (f'[[part]]\nid = "x"\nnavn = "{"X" * 201}"\nslags = "andet"', "længere end 200 tegn"),
        ('[[part]]\nid = "x"\nnavn = "X"\nslags = "andet"\n' * 2, "»x« står 2 gange"),
        ('[[niveau]]\nid = "x"\nnavn = "X"\ntrin = "et"', "skal være et helt tal"),
        ('[[organ]]\nid = "x"\nnavn = "X"\nklynge = "væk"', "nævner »væk«"),
        ('[[plads]]\norgan = "x"\nperson = "ukendt"', "nævner »ukendt«"),
        ('[[overgang]]\nid = "x"\ntekst = "X"\ndato = 2027-01-01\ngamle = ["a"]', "både det, der ophører"),
        ('[[tal]]\npart = "x"\nhvad = "population"\nvaerdi = 1', "en kilde (kilde)"),
        ('[klynge]\nid = "x"\nnavn = "X"\nmedlemmer = 3', "skal være en liste"),
        ("part = 3", "part 1"),
        ("[[part", "er ikke TOML"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(tmp_path: Path, text: str, saying: str) -> None:
    problems = wrong(tmp_path, text)
    assert any(saying in problem.replace("\N{NO-BREAK SPACE}", " ") for problem in problems), problems


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    text = '[[part]]\nid = "x"\nslags = "amt"\nkaldet = "y"\n'
    assert len(wrong(tmp_path, text, text)) == 7  # three in each file, and the id twice


def test_a_deputy_for_somebody_without_a_seat_is_wrong(tmp_path: Path) -> None:
    text = MAYORS.replace('for = "tage"', 'for = "gerda"')
    assert wrong(tmp_path, WORLD + text) == ["0.toml, plads 3: »gerda« har ingen plads i organet på de dage."]


def test_an_empty_folder_and_a_file_that_is_not_there_are_told_of(tmp_path: Path) -> None:
    assert "ingen .toml-filer" in wrong(tmp_path)[0]
    problems = read_register(tmp_path / "findes-ikke.toml")
    assert not isinstance(problems, Register)
    assert "kan ikke læses" in str(problems[0])
