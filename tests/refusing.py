"""`with refused("bodies.seat.twice"):` – what is inside is refused with this code, in a sentence a person can read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from roedtraad.accounts.refusals import Refused


@contextmanager
def refused(code: str, *, saying: str = "") -> Iterator[None]:
    """Check that the block is refused with this code; `saying` is something the sentence must contain."""
    with pytest.raises(Refused) as refusal:
        yield
    assert refusal.value.code == code
    sentence = str(refusal.value)
    assert sentence.endswith("."), sentence
    assert saying in sentence.replace("\N{NO-BREAK SPACE}", " "), sentence
