"""Running sums repeat what their account says: a statement is read out of one index."""

import django.db.models.deletion
from django.db import migrations, models

import roedtraad.fund.models.kroner
from roedtraad.fund.sealing import add_up_by_place, hold_sums

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    """The table is made anew from what is sealed."""

    dependencies = [("fund", "0002_the_ledger_balances"), ("initiatives", "0001_initial")]
    operations = [
        hold_sums(),
        migrations.DeleteModel(name="AccountSum"),
        migrations.CreateModel(
            name="AccountSum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("flow", models.CharField(choices=[('granted', 'granted'), ('reserved', 'reserved'), ('allocated', 'allocated'), ('spent', 'spent'), ('carried_out', 'carried over to another year'), ('carried_in', 'carried over from another year'), ('transferred', 'transferred'), ('returned', 'returned')], max_length=11)),
                ("amount", roedtraad.fund.models.kroner.KronerField()),
                ("postings", models.PositiveIntegerField()),
                ("kind", models.CharField(choices=[('source', 'the giver'), ('available', 'at disposal'), ('reserved', 'reserved'), ('allocated', 'allocated and not spent'), ('spent', 'spent')], max_length=9)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("account", models.ForeignKey(on_delete=PROTECT, related_name="sums", to="fund.account")),
                ("fund", models.ForeignKey(db_index=False, on_delete=PROTECT, related_name="+", to="fund.fund")),
                ("initiative", models.ForeignKey(db_index=False, null=True, on_delete=PROTECT, related_name="+", to="initiatives.initiative")),
                ("party", models.ForeignKey(db_index=False, null=True, on_delete=PROTECT, related_name="+", to="bodies.party")),
                ("seen_as", models.ForeignKey(on_delete=PROTECT, related_name="+", to="accounts.record")),
            ],
            options={
                "indexes": [models.Index(fields=["fund", "kind", "flow", "party", "initiative", "year", "seen_as", "amount", "postings"], name="sum_by_place"), models.Index(fields=["fund", "kind", "flow", "party", "year", "seen_as", "amount"], name="sum_by_year")],
                "constraints": [models.UniqueConstraint(fields=("account", "flow", "seen_as"), name="a_sum_stands_once")],
            },
        ),
        add_up_by_place(),
    ]
