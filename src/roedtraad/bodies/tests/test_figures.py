"""Figures from outside are entered by a person, with their source; none is known from memory."""

from datetime import date
from decimal import Decimal

import pytest
from people import a_party
from refusing import refused

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions import FigureDetails, correct_figure, enter_figure
from roedtraad.bodies.models import Correction
from roedtraad.bodies.queries import figure_of, figures_of

pytestmark = pytest.mark.django_db
SOURCE = "Danmarks Statistik, tabel FOLK1A"


def people(number: int, on: date, source: str = SOURCE) -> FigureDetails:
    return FigureDetails(on=on, value=Decimal(number), source=source)


def test_the_newest_figure_before_the_day_counts(sara: Viewer) -> None:
    fjordby = a_party()
    enter_figure(viewer=sara, party=fjordby, details=people(48_112, date(2023, 1, 1)))
    enter_figure(viewer=sara, party=fjordby, details=people(48_390, date(2024, 1, 1)))
    found = figure_of(fjordby, "population", on=date(2023, 12, 31))
    assert found is not None
    assert (found.value, found.source) == (48_112, SOURCE)
    assert figure_of(fjordby, "population", on=date(2022, 12, 31)) is None


def test_figures_of_many_parties_cost_one_query(sara: Viewer, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    for names in (["Fjordby"], ["Hedelund", "Strandby", "Kirkenæs"]):
        parties = [a_party(f"{name} Kommune") for name in names]
        for party in parties:
            enter_figure(viewer=sara, party=party, details=people(40_000, date(2023, 1, 1)))
            enter_figure(viewer=sara, party=party, details=people(41_000, date(2024, 1, 1)))
        with django_assert_num_queries(1):
            found = figures_of(parties, "population", on=date(2025, 1, 1))
        assert {figure.value for figure in found} == {41_000}
        assert len(found) == len(parties)


def test_a_figure_without_a_source_is_refused(sara: Viewer) -> None:
    with refused("bodies.figure.source", saying="kilde"):
        enter_figure(viewer=sara, party=a_party(), details=people(1, date(2024, 1, 1), source=" "))


def test_a_negative_figure_is_refused(sara: Viewer) -> None:
    with refused("bodies.figure.negative"):
        enter_figure(viewer=sara, party=a_party(), details=people(-1, date(2024, 1, 1)))


def test_a_second_figure_on_the_same_day_is_refused(sara: Viewer) -> None:
    fjordby = a_party()
    enter_figure(viewer=sara, party=fjordby, details=people(1, date(2024, 1, 1)))
    with refused("bodies.figure.twice", saying="1. januar 2024"):
        enter_figure(viewer=sara, party=fjordby, details=people(2, date(2024, 1, 1)))


def test_a_member_cannot_enter_a_figure(mads: Viewer) -> None:
    with refused("bodies.register"):
        enter_figure(viewer=mads, party=a_party(), details=people(1, date(2024, 1, 1)))


def test_a_corrected_figure_keeps_what_it_was(sara: Viewer) -> None:
    figure = enter_figure(viewer=sara, party=a_party(), details=people(48_112, date(2024, 1, 1)))
    correct_figure(
        viewer=sara, figure=figure, value=Decimal(48_121), source=SOURCE, reason="Byttede om på tal"
    )
    figure.refresh_from_db()
    assert figure.value == 48_121
    assert Correction.objects.get(field="value").before == "48112"


def test_a_member_cannot_correct_a_figure(sara: Viewer, mads: Viewer) -> None:
    figure = enter_figure(viewer=sara, party=a_party(), details=people(1, date(2024, 1, 1)))
    with refused("bodies.register"):
        correct_figure(viewer=mads, figure=figure, value=Decimal(2), source=SOURCE)
