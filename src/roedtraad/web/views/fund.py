"""The faces of funds: the matrix, statements with the entries behind each figure, one entry, and files for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roedtraad.accounts.addresses import address
from roedtraad.accounts.policy import may_see
from roedtraad.bodies.models import Party
from roedtraad.fund import policy
from roedtraad.fund.figures import PARTS, Figure
from roedtraad.fund.models import AccountKind, Estimate, EstimateKind, Fund, Objection, YearEnd
from roedtraad.fund.purpose import rules
from roedtraad.fund.queries import (
    EntryView,
    Matrix,
    Scope,
    adopted_of,
    budgets_of,
    course_of,
    entry_for,
    estimates_of,
    funds_of,
    matrix_of,
    objections_of,
    postings_behind,
    priorities_of,
    statement_of,
    year_ends_of,
)
from roedtraad.fund.tables import TableRow, as_csv, as_xlsx
from roedtraad.web.lookup import moved, seen_or_404
from roedtraad.web.matrix import MatrixTable
from roedtraad.web.paging import page_of
from roedtraad.web.parts import Choice, Crumb
from roedtraad.web.purse_flow import flow_of
from roedtraad.web.purse_lines import FIGURE_WORDS, lines_of
from roedtraad.web.purse_years import years_drawn
from roedtraad.web.purses import Asked, Wanted, asked, statement_url, years_said
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.sources import Cited as CitedFact
from roedtraad.web.sources import page_url

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAT = "varme"
MOST_POSTINGS = 20_000  # in one file


@require_safe
def funds(request: Request) -> HttpResponse:
    """All funds that somebody may see; the only one is shown at once."""
    rows = funds_of(request.viewer)
    if len(rows) == 1:
        return redirect("fund", public_id=rows[0].record.public_id)
    shown = [(fund, statement_of(request.viewer, Scope(fund)).whole) for fund in rows]
    lines = [(fund, whole.received, whole[Figure.ALLOCATED], whole[Figure.LEFT]) for fund, whole in shown]
    return show(request, "fund/funds.html", {"lines": lines, "crumbs": [Crumb(_("Money"))]})


def fund_or_404(request: Request, public_id: str) -> Fund:
    """Return a fund that the viewer may see. One query."""
    return seen_or_404(
        request, Fund.objects.select_related("collaboration__record", "guideline__record"), public_id
    )


@require_safe
def fund(request: Request, public_id: str) -> HttpResponse:
    """A fund: the matrix of the years asked for, where the money went, and what stands beside the ledger."""
    this = fund_or_404(request, public_id)
    this_scope = asked(request, this).scope
    scope = Scope(this, years=this_scope.years)
    matrix = matrix_of(request.viewer, scope)
    table = _table_of(request, matrix, scope)
    course = course_of(request.viewer, this)
    years = _shown_years(course.years, scope)
    context = {
        "fund": this,
        "matrix": matrix,
        "title_years": years_said(years),
        "heads": table.heads(),
        "lines": table.lines(),
        "bars": table.bars(),
        "years": _year_choices(this, course.years, scope),
        "query": Wanted(years=scope.years).query,
        "spent": _spent(matrix, scope),
        "flow": flow_of(course, scope, matrix, chosen=table.chosen),
        "over_years": years_drawn(course.by_year()),
        "heat": _heat_choices(request),
        "thread_choices": [row.initiative for row in matrix.allocated],
        **_beside(request, matrix, scope),
        "objections": objected(objections_of(request.viewer, this)),
        "priorities": priorities_of(request.viewer, this, years=years),
        "ends": _ends_of(this, years),
        "guideline_url": _guideline_url(request, this),
        "may_keep": bool(policy.may_keep(request.viewer, this)),
        "may_write": _may_write(request, this),
        "crumbs": crumbs_of(this),
    }
    return show(request, "fund/fund.html", context)


def _heat_choices(request: Request) -> list[Choice]:
    """Return the two ways to look at the matrix: as figures, and shaded by amount."""
    is_heat = request.GET.get("vis") == HEAT
    query = request.GET.copy()
    query.pop("vis", None)
    plain = query.urlencode()
    query["vis"] = HEAT
    return [
        Choice(_("Figures"), f"?{plain}", not is_heat),
        Choice(_("Shaded by amount"), f"?{query.urlencode()}", is_heat),
    ]


def _guideline_url(request: Request, fund: Fund) -> str:
    """Return the address of the note that is kept with a fund, for those who may see it."""
    note = fund.guideline
    return address(note.record, note) if note is not None and may_see(request.viewer, note.record) else ""


def crumbs_of(fund: Fund, *more: Crumb) -> list[Crumb]:
    """Return the way to a page of a fund."""
    whole = fund.collaboration
    own = Crumb(fund.name, reverse("fund", kwargs={"public_id": fund.record.public_id}) if more else "")
    return [
        Crumb(whole.name, address(whole.record, whole.name)),
        Crumb(_("Money"), reverse("funds")),
        own,
        *more,
    ]


def _may_write(request: Request, fund: Fund) -> bool:
    return bool(policy.may_keep(request.viewer, fund)) or bool(policy.kept_parties(request.viewer, fund))


def _year_choices(fund: Fund, years: tuple[int, ...], scope: Scope) -> list[Choice]:
    there = reverse("fund", kwargs={"public_id": fund.record.public_id})
    each = [
        Choice(years_said((year,)), there + Wanted(years=(year,)).query, scope.years == (year,))
        for year in years
    ]
    return [*each, Choice(_("All years"), there, scope.years is None)] if len(years) > 1 else []


def _beside(request: Request, matrix: Matrix, scope: Scope) -> dict[str, object]:
    rows = [one for one in estimates_of(request.viewer, scope.fund) if _told(one, scope)]
    allocated = {row.initiative.pk: row.whole[Figure.ALLOCATED] for row in matrix.rows}
    return {
        "estimates": [one for one in rows if one.kind != EstimateKind.BUDGET],
        "budgets": [(one, allocated.get(one.initiative_id)) for one in budgets_of(rows)],
    }


def _told(estimate: Estimate, scope: Scope) -> bool:
    return scope.years is None or (estimate.year or 0) in scope.years


def objected(objections: Iterable[Objection]) -> list[tuple[Objection, str]]:
    """Return objections with the title of their rule; of a rule that is no longer in the file, its id."""
    known = rules()
    return [(one, known[one.rule].title if one.rule in known else one.rule) for one in objections]


@dataclass(frozen=True, slots=True)
class Spent:
    """How much of what was allocated has been spent."""

    amount: Decimal
    percent: Decimal
    url: str


def _shown_years(years: tuple[int, ...], scope: Scope) -> tuple[int, ...]:
    return tuple(year for year in years if scope.years is None or year in scope.years)


def _table_of(request: Request, matrix: Matrix, scope: Scope) -> MatrixTable:
    return MatrixTable(
        matrix,
        scope,
        viewer=request.viewer,
        chosen=request.GET.get("roed", ""),
        adopted=adopted_of(request.viewer, scope),
        is_heat=request.GET.get("vis") == HEAT,
    )


def _ends_of(fund: Fund, years: tuple[int, ...]) -> list[YearEnd]:
    ends = year_ends_of(fund)
    return [ends[year] for year in years if year in ends]


def _spent(matrix: Matrix, scope: Scope) -> Spent | None:
    allocated, spent = matrix.whole[Figure.ALLOCATED], matrix.whole[Figure.SPENT]
    if allocated <= 0:
        return None
    url = statement_url(matrix.fund, Wanted(figure=Figure.SPENT, years=scope.years).query)
    return Spent(spent, 100 * spent / allocated, url)


@require_safe
def statement(request: Request, public_id: str) -> HttpResponse:
    """What a party, initiative, year or decision amounts to, and the entries behind it."""
    this = fund_or_404(request, public_id)
    wanted = asked(request, this)
    found = statement_of(request.viewer, wanted.scope)
    behind = postings_behind(request.viewer, wanted.scope, wanted.figure)
    context = {
        "fund": this,
        "asked": wanted,
        "figure": FIGURE_WORDS.get(wanted.figure) if wanted.figure else "",
        "amount": found.whole[wanted.figure] if wanted.figure else None,
        "figures": _figures(wanted, found.whole.amounts),
        "sides": lines_of(wanted, found),
        "pages": page_of(request, behind),
        "sign": PARTS[wanted.figure].sign if wanted.figure else 1,
        "ends": _ends(this, wanted),
        "query": request.META.get("QUERY_STRING", ""),
        "crumbs": crumbs_of(this, Crumb(wanted.title)),
    }
    return show(request, "fund/statement.html", context)


def _figures(wanted: Asked, amounts: Mapping[Figure, Decimal]) -> list[tuple[object, Decimal, str, bool]]:
    """Return each figure that is not zero: its word, amount, address, and whether it is the one asked for."""
    return [
        (
            FIGURE_WORDS[figure],
            amount,
            statement_url(wanted.scope.fund, replace(wanted.wanted, figure=figure).query),
            figure is wanted.figure,
        )
        for figure, amount in amounts.items()
        if amount or figure is wanted.figure
    ]


def _ends(fund: Fund, wanted: Asked) -> list[object]:
    if wanted.party is None:
        return []
    return [end for year, end in year_ends_of(fund).items() if wanted.scope.years in (None, (year,))]


@require_safe
def entry(request: Request, public_id: str, slug: str = "") -> HttpResponseBase:
    """An entry: from where to where, by which decision, who wrote it, and the words it was read from."""
    view = entry_for(request.viewer, public_id)
    if view is None:
        raise Http404
    this = view.entry
    if there := moved(request, address(this.record, this.text)):
        return there
    may = policy.may_reverse(request.viewer, this, parties_of(view))
    context = {
        "view": view,
        "objections": objected(view.objections),
        "entry": this,
        "postings": [row for row in view.postings if row.account.kind != AccountKind.SOURCE],
        "sources": [
            (one, page_url(one.text.document, one.page, CitedFact(one.record.public_id, one.field)))
            for one in view.citations
        ],
        "may_reverse": bool(may) and view.reversed_by is None and this.kind != "reverse",
        "crumbs": crumbs_of(this.fund, Crumb(this.text)),
    }
    return show(request, "fund/entry.html", context)


def parties_of(view: EntryView) -> dict[int | None, Party | None]:
    """Return the parties whose money an entry moves."""
    return {row.account.party_id: row.account.party for row in view.postings}


@require_safe
def as_file(request: Request, public_id: str, form: str) -> HttpResponse:
    """The matrix of the years asked for as CSV; as XLSX with the postings on a sheet of their own."""
    this = fund_or_404(request, public_id)
    scope = asked(request, this).scope
    scope = Scope(this, years=scope.years)
    adopted = adopted_of(request.viewer, scope)
    table = MatrixTable(matrix_of(request.viewer, scope), scope, viewer=request.viewer, adopted=adopted)
    rows = table.rows()
    if form == "csv":
        response = HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    else:
        sheets = [
            (_("Matrix"), rows),
            (_("Entries"), _posting_rows(request, scope)),
            (_("Beside"), _estimate_rows(request, this)),
        ]
        response = HttpResponse(as_xlsx(sheets), content_type=XLSX)
    name = _("fund-%(day)s") % {"day": request.viewer.on.isoformat()}
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _posting_rows(request: Request, scope: Scope) -> list[TableRow]:
    heads = [
        _("Date"),
        _("Text"),
        _("Party"),
        _("Budget year"),
        _("Initiative"),
        _("Account"),
        _("Amount, kr."),
        _("Voucher"),
        _("Decision"),
        _("Address"),
    ]
    found: list[TableRow] = [heads]
    for row in postings_behind(request.viewer, scope)[:MOST_POSTINGS]:
        account, this = row.account, row.entry
        found.append(
            [
                row.on.isoformat(),
                this.text,
                account.party.name if account.party else _("Not distributed"),
                account.year,
                account.initiative.name if account.initiative else "",
                str(AccountKind(account.kind).label),
                row.amount,
                this.voucher,
                this.decision.decided_on.isoformat() if this.decision else "",
                request.build_absolute_uri(address(this.record, this.text)),
            ]
        )
    return found


def _estimate_rows(request: Request, fund: Fund) -> list[TableRow]:
    found: list[TableRow] = [
        [_("Date"), _("Kind"), _("What was told"), _("Amount, kr."), _("Approximate"), _("Source")]
    ]
    for one in estimates_of(request.viewer, fund):
        amount = None if one.kind == EstimateKind.NONE else one.amount
        about = _("yes") if one.is_about else ""
        found.append(
            [one.on.isoformat(), str(EstimateKind(one.kind).label), one.text, amount, about, one.source]
        )
    return found
