"""A copy of an installation puts the ledger back in an order in which it adds itself up again."""

from roedtraad.operations import tables


def test_postings_come_before_the_seals_that_add_them_up_and_the_sums_are_left_out() -> None:
    labels = [tables.label(model) for model in tables.models_to_copy()]
    assert labels.index("fund.entry") < labels.index("fund.posting") < labels.index("fund.seal")
    assert "fund.accountsum" not in labels
