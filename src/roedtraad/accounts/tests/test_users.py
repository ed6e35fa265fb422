"""Users: made by others, renamed by themselves, closed; each act stands in the journal."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from refusing import refused

from roedtraad.accounts import actions
from roedtraad.accounts.models import JournalEntry, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def mads() -> User:
    return actions.make_user(by=None, email="Mads@Fjordby.example", name="Mads Ravn")


def last() -> JournalEntry:
    return JournalEntry.objects.latest("number")


def test_an_address_is_one_user_however_it_is_written(mads: User) -> None:
    assert mads.email == "mads@fjordby.example"
    with refused("accounts.user.exists"):
        actions.make_user(by=None, email="MADS@fjordby.example")


def test_the_address_is_not_in_the_journal(mads: User) -> None:
    assert "fjordby" not in str(vars(last()))


def test_another_address_takes_the_old_one_away(mads: User) -> None:
    EmailAddress.objects.create(user=mads, email=mads.email, verified=True, primary=True)
    actions.change_email(mads, by=None, email="Ravn@Fjordby.example")
    assert not EmailAddress.objects.filter(email="mads@fjordby.example").exists()
    assert User.objects.get().email == "ravn@fjordby.example"


def test_the_address_of_somebody_else_cannot_be_taken(mads: User) -> None:
    other = actions.make_user(by=None, email="anden@fjordby.example")
    with refused("accounts.user.exists"):
        actions.change_email(other, by=None, email="Mads@fjordby.example")


def test_a_lost_telephone_takes_the_second_factor_away_and_says_why(mads: User) -> None:
    TOTP.activate(mads, "JBSWY3DPEHPK3PXP")
    actions.forget_second_factors(mads, by=mads, reason="Telefonen er væk")
    assert not mads.authenticator_set.exists()
    assert (last().act, last().reason) == ("accounts.user.second_factors_forgotten", "Telefonen er væk")


def test_a_closed_user_stays_with_the_name(mads: User) -> None:
    actions.close_user(mads, by=mads, reason="Udtrådt af rådet")
    assert (User.objects.get().is_active, User.objects.get().name) == (False, "Mads Ravn")
    assert last().reason == "Udtrådt af rådet"
