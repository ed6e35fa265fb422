"""A fixed hundred hostile files of each kind. `make fuzz` reads thousands."""

import pytest
from fuzz import MOST_SECONDS, fuzz

from readers.hostile import KINDS

BUSY = 3  # times slower than a quiet machine, on which `make fuzz` holds the limit


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_hostile_file_ends_in_minutes_or_in_a_refusal_within_its_limits(kind):
    (result,) = fuzz([kind], count=100, seed=2026, jobs=1, most_seconds=BUSY * MOST_SECONDS)
    assert result.violations == []
    assert result.read + sum(result.refused.values()) == 100
    assert result.read > 0
