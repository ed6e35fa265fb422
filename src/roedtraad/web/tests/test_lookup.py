"""The key of a row, as a form sends it."""

import pytest
from people import a_user

from roedtraad.accounts.models import User
from roedtraad.web.lookup import key_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["", "0", "x", "-1", "1.5", "²", "٣", "9" * 19, "9" * 30, " 7"])
def test_what_is_no_key_is_the_key_of_no_row(typed: str) -> None:
    assert key_of(typed) == 0


def test_a_key_of_a_row_is_itself_and_the_largest_is_asked_for_without_fault() -> None:
    user = a_user("Tove Lyngsø")
    assert User.objects.filter(pk=key_of(str(user.pk))).exists()
    assert not User.objects.filter(pk=key_of("9" * 18)).exists()
