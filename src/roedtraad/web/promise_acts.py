"""What can be done with a promise on its page: by whom it is asked for follows from the policy; its form, what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Viewer
from roedtraad.commitments import actions
from roedtraad.commitments.facts import Evidence
from roedtraad.commitments.models import EventKind
from roedtraad.commitments.queries import CommitmentView
from roedtraad.web.forms.promise_acts import (
    ActForm,
    AskForm,
    KeepForm,
    MoveForm,
    OwnersForm,
    ReasonForm,
    ReportForm,
    SendBackForm,
)


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done: its name in the form, its words, its form, and what it does."""

    kind: EventKind
    name: str
    label: Promise
    button: Promise
    form: Callable[..., ActForm]
    do: Callable[[CommitmentView, ActForm, Viewer], object]


@dataclass(frozen=True, slots=True)
class Offered:
    """An act that this viewer may do now, with its form."""

    act: Act
    form: ActForm


def _move(found: CommitmentView, form: ActForm, viewer: Viewer) -> None:
    if isinstance(form, MoveForm):
        actions.move(found.commitment, form.due(), reason=form.text(), viewer=viewer)


def _assign(found: CommitmentView, form: ActForm, viewer: Viewer) -> None:
    if isinstance(form, OwnersForm):
        actions.assign(found.commitment, form.owners(), viewer=viewer)


ACTS: tuple[Act, ...] = (
    Act(
        EventKind.REPORTED, "meld", _("Report on it"), _("Report"), ReportForm,
        lambda found, form, viewer: actions.report(
            found.commitment, Evidence(form.text()), viewer=viewer, owner=form.part()
        ),
    ),
    Act(
        EventKind.KEPT, "holdt", _("It has been kept"), _("Say that it has been kept"), KeepForm,
        lambda found, form, viewer: actions.keep(
            found.commitment, evidence=Evidence(form.text()), viewer=viewer, owner=form.part()
        ),
    ),
    Act(
        EventKind.SENT_BACK, "retur", _("The answer is not enough"), _("Send back"), SendBackForm,
        lambda found, form, viewer: actions.send_back(
            found.commitment, reason=form.text(), viewer=viewer, owner=form.part()
        ),
    ),
    Act(
        EventKind.ASKED, "ryk", _("Ask how it goes"), _("Ask"), AskForm,
        lambda found, form, viewer: actions.ask(found.commitment, text=form.text(), viewer=viewer),
    ),
    Act(EventKind.MOVED, "flyt", _("Move the day"), _("Move"), MoveForm, _move),
    Act(EventKind.ASSIGNED, "skylder", _("Somebody else owes it"), _("Save who owes it"), OwnersForm, _assign),
    Act(
        EventKind.DROPPED, "bortfald", _("It is dropped"), _("Drop the promise"), ReasonForm,
        lambda found, form, viewer: actions.drop(found.commitment, reason=form.text(), viewer=viewer),
    ),
    Act(
        EventKind.REOPENED, "genaabn", _("Open it again"), _("Open it again"), ReasonForm,
        lambda found, form, viewer: actions.reopen(found.commitment, reason=form.text(), viewer=viewer),
    ),
)  # fmt: skip
BY_NAME: Mapping[str, Act] = {act.name: act for act in ACTS}


def offered(found: CommitmentView, viewer: Viewer, *, sent: Offered | None = None) -> list[Offered]:
    """Return what this viewer may do now; `sent` is the form that was sent, with what is wrong. Eight queries at most."""
    return [
        sent if sent is not None and sent.act == act else Offered(act, form_of(act, None, found, viewer))
        for act in ACTS
        if act.kind in found.acts
    ]


def form_of(act: Act, data: Mapping[str, object] | None, found: CommitmentView, viewer: Viewer) -> ActForm:
    return act.form(data, name=act.name, found=found, viewer=viewer)
