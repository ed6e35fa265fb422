"""The fund of these tests."""

import pytest
from money import Purse, a_purse
from people import a_world


@pytest.fixture
def purse() -> Purse:
    return a_purse(a_world())
