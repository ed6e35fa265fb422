"""How good the proposals are, against what was written by hand: on the demonstration, and on five real documents at hand."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from people import a_user
from pytest_django import Settings

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Collaboration
from roedtraad.initiatives.actions import InitiativeDetails, add_alias, enter_initiative
from roedtraad.initiatives.models import Initiative, InitiativeAlias
from roedtraad.meetings.models import AgendaItem
from roedtraad.thread.following import follow_to_the_end
from roedtraad.thread.models import Link, LinkKind

ROOT = Path(__file__).parents[4]
GOLD = Path(__file__).parent / "gold"
SEEDS = ROOT.parent / "shared" / "seeds"
LEAST_PRECISION, LEAST_RECALL = 0.95, 0.7

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Pairs = set[tuple[str, str]]


def gold(name: str) -> list[Mapping[str, Any]]:
    """Return the initiatives of a list."""
    return list(tomllib.loads((GOLD / name).read_text(encoding="utf-8"))["indsats"])


def enter(told: Iterable[Mapping[str, Any]], viewer: Viewer) -> None:
    """Enter the initiatives that are not there, and the names that they lack."""
    for one in told:
        home = collaboration_of(one.get("klynge", ""))
        if home is None:
            continue
        name, *aliases = one["navne"]
        row = Initiative.objects.filter(collaboration=home, name=name).first() or enter_initiative(
            viewer=viewer, collaboration=home, details=InitiativeDetails(name)
        )
        for alias in aliases:
            if not InitiativeAlias.objects.filter(initiative=row, name=alias).exists():
                add_alias(viewer=viewer, initiative=row, name=alias)


def collaboration_of(word: str) -> Collaboration | None:
    """Return the collaboration that a list means; the one that owns most meetings where it names none."""
    if word:
        return Collaboration.objects.filter(name__icontains=word).order_by("pk").first()
    homes = AgendaItem.objects.values_list("meeting__body__collaboration", flat=True)
    counted = list(homes)
    return Collaboration.objects.get(pk=max(set(counted), key=counted.count))


def proposed() -> Pairs:
    """Return what is proposed, by the name of the file with the number of the item, and the name of the initiative."""
    links = Link.objects.filter(kind=LinkKind.ABOUT).values_list("source", "target")
    names = dict(Initiative.objects.values_list("pk", "name"))
    papers = AgendaItem.objects.exclude(meeting__papers__document=None)
    places: dict[int, set[str]] = {}
    for pk, number, filename in papers.values_list("pk", "number", "meeting__papers__document__filename"):
        places.setdefault(pk, set()).add(_place(filename.rpartition(".")[0], number))
    return {
        (place, names[target])
        for source, target in links
        for place in places.get(source, ())
        if target in names
    }


def measured(found: Pairs, told: Iterable[Mapping[str, Any]]) -> tuple[float, float]:
    """Return precision and recall, of what was said of files that were read. An agenda and its minutes are one."""
    read = {place.rpartition(" ")[0] for place, _name in found}
    right = {
        (_place(*place.rsplit(" ", 1)), one["navne"][0])
        for one in told
        for place in one["punkter"]
        if _place(place.rpartition(" ")[0], "").strip() in read
    }
    named = {one["navne"][0] for one in told}
    mine = {(place, name) for place, name in found if name in named}
    hits = mine & right
    return len(hits) / max(len(mine), 1), len(hits) / max(len(right), 1)


def _place(stem: str, number: str) -> str:
    return f"{stem.removesuffix('-dagsorden')} {number.rstrip('.')}"


def test_on_the_demonstration_proposals_are_right_and_most_are_found(settings: Settings) -> None:
    settings.IS_DEMO = True
    call_command("demo", str(ROOT / "samples"), no_serve=True)
    told = gold("vestbaelt.toml")
    enter(told, Viewer(on=date(2026, 11, 22), user=a_user("Gerda Guld", administrator=True)))
    follow_to_the_end()
    precision, recall = measured(proposed(), told)
    assert precision >= LEAST_PRECISION, (precision, recall)
    assert recall >= LEAST_RECALL, (precision, recall)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real documents are not at hand")
def test_on_the_real_documents_proposals_are_right_and_most_are_found(
    settings: Settings, tmp_path: Path
) -> None:
    administrator = a_user("Gerda Guld", administrator=True)
    viewer = Viewer(on=date(2026, 11, 22), user=administrator)
    folder = tmp_path / "seeds"
    folder.mkdir()
    for path in sorted(SEEDS.glob("00*.txt")):
        (folder / f"{path.name.partition('_')[0]}.txt").write_bytes(path.read_bytes())
    call_command("import", str(folder), brought_as=administrator.email, accept_as=administrator.email)
    if not AgendaItem.objects.exists():
        pytest.skip("the documents wait for a person, who says whose they are")
    told = gold("fem.toml")
    enter(told, viewer)
    follow_to_the_end()
    precision, recall = measured(proposed(), told)
    assert precision >= LEAST_PRECISION, (precision, recall)
    assert recall >= LEAST_RECALL, (precision, recall)
