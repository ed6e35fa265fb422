"""The arithmetic of totals and shares."""

from decimal import Decimal

import pytest

from referat.checks.sums import compare, share, share_explains, step_of


def d(*values: str) -> list[Decimal]:
    return [Decimal(value) for value in values]


def test_parts_that_add_up_differ_in_nothing() -> None:
    assert compare(d("1.10", "2.20"), Decimal("3.30"), step=Decimal("0.01")) is None


def test_a_difference_says_what_was_expected_and_found() -> None:
    difference = compare(d("627851.18", "18635.25"), Decimal("646486.42"), step=Decimal("0.01"))
    assert difference is not None
    assert (difference.expected, difference.found) == (Decimal("646486.43"), Decimal("646486.42"))
    assert difference.amount == Decimal("-0.01")


def test_shares_rounded_one_by_one_explain_half_a_step_for_each_of_them() -> None:
    parts = d("33.33", "33.33", "33.33")
    rounded = compare(parts, Decimal("100.00"), step=Decimal("0.01"))
    assert rounded is not None
    assert rounded.is_rounding
    wrong = compare(parts, Decimal("100.02"), step=Decimal("0.01"))
    assert wrong is not None
    assert not wrong.is_rounding


def test_figures_in_millions_round_in_their_own_step() -> None:
    difference = compare(
        d("1200000", "2300000"), Decimal("3600000"), step=step_of(1, unit=Decimal(1_000_000))
    )
    assert difference is not None
    assert difference.step == 100_000
    assert difference.is_rounding


@pytest.mark.parametrize(
    ("part", "whole", "printed", "decimals", "explained"),
    [
        ("222", "319", "70", 0, True),
        ("43", "319", "13", 0, True),
        ("1", "3", "33.3", 1, True),
        ("2", "3", "66", 0, True),  # rounded down
        ("1", "3", "34", 0, True),  # so that the shares add up to 100
        ("96", "240", "42", 0, False),
        ("412", "1184", "45", 0, False),
        ("1", "3", "33.5", 1, False),
        ("5", "0", "50", 0, True),  # of nothing there is no share
    ],
)
def test_a_share_is_explained_by_any_rounding_but_no_more(
    part: str, whole: str, printed: str, decimals: int, explained: bool
) -> None:
    assert share_explains(Decimal(part), Decimal(whole), Decimal(printed), decimals=decimals) is explained


def test_a_share_of_nothing_is_none() -> None:
    assert share(Decimal(1), Decimal(0)) is None
    assert share(Decimal(1), Decimal(4)) == 25
