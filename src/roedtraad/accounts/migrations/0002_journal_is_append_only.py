"""The journal can only grow, and has its first head."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from roedtraad.accounts.immutability import refuse_changes


def begin(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Save the head of an empty journal."""
    apps.get_model("accounts", "JournalHead").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    """Triggers and first row."""

    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.RunPython(begin, migrations.RunPython.noop),
        refuse_changes("accounts_journalentry"),
    ]
