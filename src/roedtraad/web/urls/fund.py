"""Funds: overview, matrix, statements, entries, files, and the forms that write."""

from django.urls import path

from roedtraad.accounts.models import RecordKind
from roedtraad.web.urls.faces import face
from roedtraad.web.views import fund, funding, own_accounts, proposals, purse_acts

urlpatterns = [
    path("midler", fund.funds, name="funds"),
    path("midler/<id:public_id>", fund.fund, name="fund"),
    path("midler/<id:public_id>/opgoerelse", fund.statement, name="fund_statement"),
    path("midler/<id:public_id>/matrix.csv", fund.as_file, {"form": "csv"}, name="fund_csv"),
    path("midler/<id:public_id>/matrix.xlsx", fund.as_file, {"form": "xlsx"}, name="fund_xlsx"),
    path("midler/<id:public_id>/tildel", funding.grant, name="fund_grant"),
    path("midler/<id:public_id>/udmoent", funding.allocate, name="fund_allocate"),
    path("midler/<id:public_id>/forbrug", funding.spend, name="fund_spend"),
    path("midler/<id:public_id>/forslag", proposals.proposals, name="fund_proposals"),
    path("midler/<id:public_id>/overfoer", funding.carry_over, name="fund_carry_over"),
    path("midler/opret", purse_acts.found, name="fund_open"),
    path("midler/<id:public_id>/skriv/<slug:what>", purse_acts.write, name="fund_write"),
    path("midler/<id:public_id>/ansoegning/<int:number>", purse_acts.answer, name="fund_answer"),
    path("midler/<id:public_id>/afstemning", own_accounts.reconciliations, name="fund_reconciliations"),
    path(
        "midler/<id:public_id>/afstemning/<id:party_id>",
        own_accounts.reconciliation,
        name="fund_reconciliation",
    ),
    path("postering/<id:public_id>/tilbagefoer", funding.reverse, name="entry_reverse"),
    *face(RecordKind.ENTRY, fund.entry),
]
