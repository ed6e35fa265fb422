"""The parties and states from before are seen as their initiative; from now on every row says as what it is seen."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F

TABLES = ("initiativeparty", "initiativestate")


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """See what was there before as its initiative."""
    for name in TABLES:
        rows = apps.get_model("initiatives", name).objects.using(schema_editor.connection.alias)
        rows.filter(seen_as=None).update(seen_as=F("initiative"))


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0002_agreements_and_results")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        *(
            migrations.AlterField(
                model_name=name,
                name="seen_as",
                field=models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="accounts.record",
                ),
            )
            for name in TABLES
        ),
    ]
