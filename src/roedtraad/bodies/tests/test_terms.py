"""Terms of reference come in versions: drafted, adopted from a day, never changed after."""

from datetime import date

import pytest
from people import World
from refusing import refused

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions import TermsText, adopt_terms, change_draft, draft_terms
from roedtraad.bodies.queries import terms_of, versions_of_terms

pytestmark = pytest.mark.django_db
FIRST = TermsText(purpose="Sætte retning", tasks="Følge op på samarbejdsaftalerne", mandate="Beslutte")


def test_a_draft_holds_on_no_day_until_it_is_adopted(world: World, sara: Viewer) -> None:
    draft = draft_terms(viewer=sara, body=world.political, text=FIRST)
    assert terms_of(world.political, on=date(2024, 6, 1)) is None
    adopt_terms(viewer=sara, terms=draft, first_day=date(2024, 5, 1))
    assert terms_of(world.political, on=date(2024, 4, 30)) is None
    found = terms_of(world.political, on=date(2024, 5, 1))
    assert found is not None
    assert (found.version, found.purpose, found.tasks) == (1, FIRST.purpose, FIRST.tasks)


def test_the_next_version_follows_the_day_after_the_last(world: World, sara: Viewer) -> None:
    one = adopt_terms(
        viewer=sara,
        terms=draft_terms(viewer=sara, body=world.political, text=FIRST),
        first_day=date(2023, 1, 1),
    )
    two = draft_terms(viewer=sara, body=world.political, text=TermsText(purpose="Ny retning"))
    adopt_terms(viewer=sara, terms=two, first_day=date(2025, 1, 1))
    one.refresh_from_db()
    assert one.valid_to == date(2024, 12, 31)
    assert terms_of(world.political, on=date(2024, 12, 31)) == one
    assert terms_of(world.political, on=date(2025, 1, 1)) == two
    assert list(versions_of_terms(world.political)) == [two, one]


def test_what_has_been_adopted_is_never_changed(world: World, sara: Viewer) -> None:
    terms = draft_terms(viewer=sara, body=world.political, text=FIRST)
    change_draft(viewer=sara, terms=terms, text=TermsText(purpose="Bedre"))
    adopt_terms(viewer=sara, terms=terms, first_day=date(2023, 1, 1))
    with refused("bodies.terms.adopted", saying="Version 1"):
        change_draft(viewer=sara, terms=terms, text=FIRST)
    with refused("bodies.terms.adopted"):
        adopt_terms(viewer=sara, terms=terms, first_day=date(2024, 1, 1))
    terms.refresh_from_db()
    assert terms.purpose == "Bedre"


def test_a_newer_version_cannot_begin_before_an_older(world: World, sara: Viewer) -> None:
    adopt_terms(
        viewer=sara,
        terms=draft_terms(viewer=sara, body=world.political, text=FIRST),
        first_day=date(2025, 1, 1),
    )
    later = draft_terms(viewer=sara, body=world.political, text=FIRST)
    with refused("bodies.terms.earlier", saying="1. januar 2025"):
        adopt_terms(viewer=sara, terms=later, first_day=date(2025, 1, 1))


def test_only_the_secretariat_of_the_body_writes_its_terms(world: World, sara: Viewer, mads: Viewer) -> None:
    draft = draft_terms(viewer=sara, body=world.political, text=FIRST)
    for act in (
        lambda: draft_terms(viewer=mads, body=world.political, text=FIRST),
        lambda: change_draft(viewer=mads, terms=draft, text=FIRST),
        lambda: adopt_terms(viewer=mads, terms=draft, first_day=date(2024, 1, 1)),
    ):
        with refused("bodies.keep"):
            act()
