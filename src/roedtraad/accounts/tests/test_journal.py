"""The journal says who did what; it can only grow, and it shows when somebody meddled with it."""

import pytest
from django.db import DatabaseError, connection, transaction

from roedtraad.accounts import journal
from roedtraad.accounts.models import JournalEntry, JournalHead, RecordKind, User
from roedtraad.accounts.records import register

pytestmark = pytest.mark.django_db


@pytest.fixture
def sara() -> User:
    return User.objects.create_user("sara@vestbaelt.example", name="Sara Holm")


def an_act(by: User, act: str = "meetings.item.decided", **facts: str) -> JournalEntry:
    with transaction.atomic():
        return journal.write(by, act, register(RecordKind.ITEM), facts=facts, reason="Aftalt på mødet")


def test_an_act_is_written_with_who_what_and_why(sara: User) -> None:
    entry = an_act(sara)
    assert (entry.number, entry.actor, entry.act, entry.reason) == (
        1,
        sara,
        "meetings.item.decided",
        "Aftalt på mødet",
    )


def test_the_content_of_an_act_is_not_in_the_journal_but_can_be_proved(sara: User) -> None:
    entry = an_act(sara, text="Et følsomt ord")
    assert "følsomt" not in "".join(str(value) for value in vars(entry).values())
    assert entry.digest == journal.digest(entry.salt, {"text": "Et følsomt ord"})
    assert entry.digest != journal.digest(entry.salt, {"text": "Et andet ord"})


def test_numbers_follow_each_other_without_gaps(sara: User) -> None:
    assert [an_act(sara).number for _ in range(4)] == [1, 2, 3, 4]
    assert list(journal.verify()) == []


def test_an_act_that_is_rolled_back_leaves_no_number(sara: User) -> None:
    an_act(sara)
    with pytest.raises(RuntimeError, match="undo"), transaction.atomic():
        journal.write(sara, "meetings.item.decided")
        raise RuntimeError("undo")
    assert an_act(sara).number == 2


@pytest.mark.django_db(transaction=True)
def test_writing_outside_a_transaction_is_a_bug(sara: User) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        journal.write(sara, "meetings.item.decided")


@pytest.mark.parametrize(
    "meddle", ["update accounts_journalentry set reason = 'x'", "delete from accounts_journalentry"]
)
def test_the_database_refuses_to_change_or_delete_an_entry(sara: User, meddle: str) -> None:
    an_act(sara)
    with (
        pytest.raises(DatabaseError, match="kan ikke ændres"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(meddle)
    assert JournalEntry.objects.get().reason == "Aftalt på mødet"


def without_triggers(statement: str) -> None:
    """Do what somebody with the database in their hands could do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("set session_replication_role = replica")
            cursor.execute(statement)
            cursor.execute("set session_replication_role = default")
        else:
            for act in ("update", "delete"):
                cursor.execute(f"drop trigger accounts_journalentry_refuse_{act}")
            cursor.execute(statement)


def test_a_changed_entry_shows(sara: User) -> None:
    an_act(sara), an_act(sara), an_act(sara)
    without_triggers("update accounts_journalentry set reason = 'noget andet' where number = 2")
    assert list(journal.verify()) == [journal.Break(2, "changed")]


def test_a_removed_entry_shows(sara: User) -> None:
    an_act(sara), an_act(sara), an_act(sara)
    without_triggers("delete from accounts_journalentry where number = 2")
    assert journal.Break(2, "missing") in list(journal.verify())


def test_an_entry_cut_from_the_end_shows(sara: User) -> None:
    an_act(sara), an_act(sara)
    without_triggers("delete from accounts_journalentry where number = 2")
    assert list(journal.verify()) == [journal.Break(2, "head")]
    assert JournalHead.objects.get().number == 2


def test_writing_costs_the_same_however_long_the_journal_is(sara: User, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    record = register(RecordKind.ITEM)
    for acts in (1, 30):
        for _ in range(acts):
            an_act(sara)
        with transaction.atomic(), django_assert_num_queries(3):
            journal.write(sara, "meetings.item.decided", record)


@pytest.mark.django_db(transaction=True)
def test_the_journal_is_empty_again_for_the_next_test_with_real_transactions(sara: User) -> None:
    assert an_act(sara).number == 1
