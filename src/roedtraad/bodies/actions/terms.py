"""Terms of reference of a body (kommissorium), in versions: drafted, put right while a draft, adopted from a day."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies import policy
from roedtraad.bodies.actions.days import before
from roedtraad.bodies.models import Body, TermsOfReference


@dataclass(frozen=True, slots=True)
class TermsText:
    """The parts of terms of reference, each a text of any length."""

    purpose: str = ""
    tasks: str = ""
    deliverables: str = ""
    organisation: str = ""
    mandate: str = ""
    resources: str = ""
    delimitation: str = ""


@transaction.atomic
def draft_terms(*, viewer: Viewer, body: Body, text: TermsText) -> TermsOfReference:
    """Begin the next version of a body's terms of reference; as a draft it holds on no day.

    Raises:
        NotAllowed: the viewer is not the body's secretariat.
    """
    policy.may_keep_body(viewer, body).or_refuse()
    Body.objects.select_for_update().get(pk=body.pk)
    last = body.terms.aggregate(last=Max("version"))["last"] or 0
    terms = TermsOfReference.objects.create(body=body, version=last + 1, is_draft=True, **asdict(text))
    facts = {"version": terms.version, **asdict(text)}
    journal.write(viewer.user, "bodies.terms.drafted", body.record, facts=facts)
    return terms


@transaction.atomic
def change_draft(*, viewer: Viewer, terms: TermsOfReference, text: TermsText) -> TermsOfReference:
    """Write a draft anew. What has been adopted is never changed: draft the next version instead.

    Raises:
        NotAllowed: the viewer is not the body's secretariat.
        Refused: the version has been adopted.
    """
    policy.may_keep_body(viewer, terms.body).or_refuse()
    _refuse_adopted(terms)
    for name, part in asdict(text).items():
        setattr(terms, name, part)
    terms.save(update_fields=list(asdict(text)))
    facts = {"version": terms.version, **asdict(text)}
    journal.write(viewer.user, "bodies.terms.changed", terms.body.record, facts=facts)
    return terms


@transaction.atomic
def adopt_terms(*, viewer: Viewer, terms: TermsOfReference, first_day: date) -> TermsOfReference:
    """Let a draft hold from a day; the version before it holds until the day before.

    Raises:
        NotAllowed: the viewer is not the body's secretariat.
        Refused: the version has been adopted, or an earlier one holds from the same day or later.
    """
    policy.may_keep_body(viewer, terms.body).or_refuse()
    _refuse_adopted(terms)
    standing = terms.body.terms.filter(is_draft=False)
    later = standing.filter(valid_from__gte=first_day).order_by("-valid_from").first()
    if later is not None and later.valid_from is not None:
        raise Refused(
            "bodies.terms.earlier",
            _("Version %(version)s holds from %(day)s. A newer version must begin after that day.")
            % {"version": later.version, "day": danish.day(later.valid_from)},
        )
    standing.filter(valid_to=None).update(valid_to=before(first_day))
    terms.is_draft, terms.valid_from = False, first_day
    terms.save(update_fields=["is_draft", "valid_from"])
    facts: dict[str, journal.Fact] = {"version": terms.version, "valid_from": first_day}
    journal.write(viewer.user, "bodies.terms.adopted", terms.body.record, facts=facts)
    return terms


def _refuse_adopted(terms: TermsOfReference) -> None:
    if not terms.is_draft:
        raise Refused(
            "bodies.terms.adopted",
            _("Version %(version)s has been adopted and stays as it is. Draft a new version.")
            % {"version": terms.version},
        )
