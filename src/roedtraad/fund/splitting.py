"""How an amount is split by a key: to the øre, and so that the shares are always the whole. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from roedtraad.fund.models.kroner import ORE, from_oere, to_oere

Weight = Decimal | int


def split(total: Decimal, weights: Sequence[Weight]) -> tuple[Decimal, ...]:
    """Return a share for each weight. By largest remainder: everybody gets whole øre, and the øre that are left go to
    those who lost most by that; where two lost the same, to the first of them.

    Raises:
        ValueError: a weight is negative, or none is above zero.
    """
    if any(weight < 0 for weight in weights) or not any(weights):
        raise ValueError("weights are zero or more, and not all zero")
    oere, whole = to_oere(total), sum(Fraction(weight) for weight in weights)
    exact = [Fraction(weight) * oere / whole for weight in weights]
    shares = [int(share // 1) for share in exact]
    left = oere - sum(shares)
    by_loss = sorted(range(len(exact)), key=lambda place: (shares[place] - exact[place], place))
    for place in by_loss[:left]:
        shares[place] += 1
    return tuple(from_oere(share) for share in shares)


def rounded_one_by_one(total: Decimal, weights: Sequence[Weight]) -> tuple[Decimal, ...]:
    """Return the shares as a spreadsheet shows them: each rounded by itself. Their sum may miss the whole by some øre."""
    whole = sum(Fraction(weight) for weight in weights)
    shares = [Fraction(weight) * Fraction(total) / whole for weight in weights]
    return tuple(
        (Decimal(share.numerator) / Decimal(share.denominator)).quantize(ORE, rounding=ROUND_HALF_UP)
        for share in shares
    )
