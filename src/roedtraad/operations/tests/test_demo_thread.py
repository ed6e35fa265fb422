"""The file of the demonstration agrees with its minutes on what was adopted, spent and linked."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parents[4] / "samples"
WORLD: dict[str, Any] = tomllib.loads((SAMPLES / "verden.toml").read_text(encoding="utf-8"))
NAMES = {one["id"]: one["navn"] for one in (*WORLD["indsats"], *WORLD["forslag"])}


def minutes(name: str) -> dict[str, Any]:
    return tomllib.loads((SAMPLES / "kilder" / f"{name}.toml").read_text(encoding="utf-8"))


def printed(name: str, number: int, words: str) -> Decimal:
    """Return the amount that an item prints, found by the words around it."""
    case = minutes(name)["punkt"][number - 1]["sag"]
    found = re.search(words, case)
    assert found is not None
    return Decimal(found.group(1).replace(".", "").replace(",", "."))


def spent(*initiatives: str) -> Decimal:
    rows = [one for one in WORLD["forbrug"] if one["indsats"] in initiatives]
    return sum((Decimal(kroner) for one in rows for kroner in one["andele"].values()), Decimal(0))


def test_what_was_spent_is_what_the_minutes_say() -> None:
    report = "vestbaelt-pn-2026-11-20"
    assert spent("trygt-hjem") == printed(report, 4, r"heraf er ([\d.]+) kr\. brugt")
    paid = ("trygt-hjem", "akutbilen", "dosispakket-medicin")
    assert spent(*paid) == printed(report, 3, r"er der brugt ([\d.,]+) kr\.")


def test_no_party_spends_more_than_it_was_given() -> None:
    given: dict[tuple[str, str], Decimal] = {}
    for one in WORLD["indsats"]:
        for paid in one.get("udmoentning", ()):
            for party, kroner in paid["andele"].items():
                key = one["id"], party
                given[key] = given.get(key, Decimal(0)) + Decimal(kroner)
    used: dict[tuple[str, str], Decimal] = {}
    for one in WORLD["forbrug"]:
        for party, kroner in one["andele"].items():
            key = one["indsats"], party
            used[key] = used.get(key, Decimal(0)) + Decimal(kroner)
    assert all(kroner <= given[key] for key, kroner in used.items())


def test_every_voucher_has_its_own_number() -> None:
    vouchers = [one["bilag"] for one in WORLD["forbrug"]]
    assert len(vouchers) == len(set(vouchers))


def test_what_is_judged_stands_in_the_minutes_and_nothing_is_judged_twice() -> None:
    for one in WORLD["led"]:
        others = [*one.get("tilfoejet", ()), *one.get("hoerer_ikke_til", ())]
        places = [*one["hoerer_til"], *(other["punkt"] for other in others)]
        assert one["indsats"] in NAMES
        assert len(places) == len(set(places))
        for place in places:
            name, number = place.rsplit(" ", 1)
            assert 1 <= int(number) <= len(minutes(name)["punkt"])


def test_only_the_party_that_took_a_reservation_has_let_its_day_pass() -> None:
    parties = {"fjordby", "hedelund", "strandby", "kirkenaes", "vesteroe", "region-baeltet"}
    late = {
        (party, one["besluttet"]["fil"])
        for one in WORLD["vedtagelse"]
        for party in parties - set(one.get("vedtaget", ()))
        if one["frist"].year < 2026 or one["frist"].month < 11
    }
    assert late == {("vesteroe", "vestbaelt-pn-2026-03-13")}
