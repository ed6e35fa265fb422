"""Entries balance, and stay as they are."""

from django.db import migrations

from roedtraad.accounts.immutability import refuse_changes
from roedtraad.fund.sealing import seal_entries


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("fund", "0001_initial")]
    operations = [
        seal_entries(),
        refuse_changes("fund_account"),
        refuse_changes("fund_entry"),
        refuse_changes("fund_posting"),
        refuse_changes("fund_seal"),
        refuse_changes("fund_keyshare"),
    ]
