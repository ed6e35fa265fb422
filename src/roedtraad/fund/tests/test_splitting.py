"""Shares are always the whole."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roedtraad.fund.splitting import rounded_one_by_one, split

AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)
WEIGHTS = st.lists(st.integers(min_value=0, max_value=10**7), min_size=1, max_size=30).filter(any)


@given(AMOUNTS, WEIGHTS)
def test_shares_are_the_whole_to_the_oere(total: Decimal, weights: list[int]) -> None:
    assert sum(split(total, weights)) == total


@given(AMOUNTS, WEIGHTS)
def test_no_share_is_an_oere_from_what_the_key_says(total: Decimal, weights: list[int]) -> None:
    whole = sum(weights)
    for share, weight in zip(split(total, weights), weights, strict=True):
        assert abs(share * whole - total * weight) < Decimal("0.01") * whole


@given(AMOUNTS, WEIGHTS)
def test_who_counts_for_more_never_gets_less(total: Decimal, weights: list[int]) -> None:
    shares = split(total, weights)
    by_weight = sorted(zip(weights, shares, strict=True), key=lambda one: one[0])
    for (low, small), (high, large) in pairwise(by_weight):
        assert low == high or small <= large


def test_the_oere_that_are_left_go_to_those_who_lost_most() -> None:
    assert split(Decimal("100.00"), [1, 1, 1]) == (Decimal("33.34"), Decimal("33.33"), Decimal("33.33"))
    assert split(Decimal("0.05"), [1, 7]) == (Decimal("0.01"), Decimal("0.04"))


def test_shares_rounded_one_by_one_miss_the_whole() -> None:
    shares = rounded_one_by_one(Decimal("100.00"), [1, 1, 1])
    assert sum(shares) == Decimal("99.99")


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_a_key_that_counts_nobody_splits_nothing(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        split(Decimal(1), weights)
