"""What was typed on the screen of a meeting, as the actions take it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body, Party, PartyKind
from roedtraad.cases.models import RecommendationPoint
from roedtraad.commitments import actions as commitments
from roedtraad.commitments.due import DueTold
from roedtraad.commitments.facts import Named, Promise
from roedtraad.commitments.queries import of_item
from roedtraad.meetings import actions
from roedtraad.meetings.actions import Listing, OutcomeGiven
from roedtraad.meetings.models import (
    Meeting,
    Outcome,
    OutcomeKind,
    Participant,
    ParticipantFunction,
    PartyConsent,
    PresenceKind,
    Statement,
)
from roedtraad.meetings.queries.sitting import ItemRecorded, PhraseLine, parties_of
from roedtraad.web.forms.writing import mark
from roedtraad.web.lookup import key_of

CHANGED = "changed"  # approved, with changes

PHRASES: tuple[tuple[LazyText, OutcomeKind], ...] = (
    (gettext_lazy("The recommendation was approved."), OutcomeKind.APPROVED),
    (gettext_lazy("The orientation was noted."), OutcomeKind.NOTED),
    (gettext_lazy("The case was discussed."), OutcomeKind.DISCUSSED),
    (gettext_lazy("The item is postponed to the next meeting."), OutcomeKind.POSTPONED),
)
CHOICES: tuple[tuple[str, LazyText], ...] = (
    (OutcomeKind.APPROVED, gettext_lazy("Approved")),
    (CHANGED, gettext_lazy("Changed")),
    (OutcomeKind.POSTPONED, gettext_lazy("Postponed")),
    (OutcomeKind.REJECTED, gettext_lazy("Rejected")),
    (OutcomeKind.NOTED, gettext_lazy("Noted")),
    (OutcomeKind.DISCUSSED, gettext_lazy("Discussed")),
)


def standard_phrases() -> tuple[PhraseLine, ...]:
    """Return the phrases of a body that has none of its own."""
    return tuple(PhraseLine(str(text), kind) for text, kind in PHRASES)


@dataclass(frozen=True, slots=True)
class Radio:
    """A row of buttons for an outcome: `name` of the field, and what is chosen."""

    name: str
    label: str
    words: str
    chosen: str
    number: int


def radios_of(recorded: ItemRecorded) -> list[Radio]:
    """Return the outcomes to choose: one row for each point, or one for the item as a whole."""
    if not recorded.points:
        return [Radio("udfald", _("Outcome of the item"), "", _chosen(recorded.whole), 0)]
    return [
        Radio(
            f"udfald-{one.point.pk}",
            _("Outcome of point %(number)s") % {"number": number},
            one.point.text,
            _chosen(one.outcome),
            number,
        )
        for number, one in enumerate(recorded.points, start=1)
    ]


def _chosen(outcome: object) -> str:
    kind = getattr(outcome, "kind", "")
    return CHANGED if kind == OutcomeKind.APPROVED and getattr(outcome, "is_changed", False) else str(kind)


def outcomes_given(posted: QueryDict, recorded: ItemRecorded) -> list[OutcomeGiven]:
    """Return the outcomes that were chosen; what no button says stays as it was."""
    rows: list[tuple[RecommendationPoint | None, Outcome | None]]
    rows = [(one.point, one.outcome) for one in recorded.points]
    rows = rows or [(None, recorded.whole)]
    given: list[OutcomeGiven] = []
    for point, known in rows:
        name = f"udfald-{point.pk}" if point is not None else "udfald"
        value = posted.get(name, _chosen(known))
        kind = OutcomeKind.APPROVED.value if value == CHANGED else value
        if kind in OutcomeKind.values:
            remark = known.remark if known is not None else ""
            given.append(OutcomeGiven(OutcomeKind(kind), point, value == CHANGED, remark))
    return given


def save_decision(posted: QueryDict, recorded: ItemRecorded, *, viewer: Viewer) -> None:
    """Save outcomes and text, where something is new. What another wrote in the text meanwhile is not overwritten.

    Raises:
        Refused: another has written in the text since this window showed it, and so has this one.
    """
    text = posted.get("beslutning", recorded.text).replace("\r\n", "\n")
    outcomes = outcomes_given(posted, recorded)
    was = posted.get("beslutning_was", "")
    if mark(text) == was:
        text = recorded.text
    elif was and was != mark(recorded.text) and mark(text) != mark(recorded.text):
        raise Refused(
            "meetings.written",
            _(
                "Somebody else wrote in the decision meanwhile. Your text is still in the field: copy it, load the page, and join them."
            ),
        )
    known = {
        (row.outcome.point_id, row.outcome.kind, row.outcome.is_changed)
        for row in recorded.points
        if row.outcome
    }
    if recorded.whole is not None:
        known.add((None, recorded.whole.kind, recorded.whole.is_changed))
    new = {(one.point.pk if one.point else None, one.kind.value, one.is_changed) for one in outcomes}
    if text != recorded.text or known != new:
        actions.decide(recorded.item, viewer=viewer, text=text, outcomes=outcomes)


def save_choice(posted: QueryDict, recorded: ItemRecorded, *, viewer: Viewer) -> None:
    """Save which alternative was chosen, where another one is."""
    told = posted.get("alternativ")
    if told is None or told == recorded.chosen:
        return
    chosen = {str(one.piece.pk): one.piece for one in recorded.alternatives}
    actions.choose(recorded.item, chosen.get(told), viewer=viewer)


def save_consents(
    posted: QueryDict, recorded: ItemRecorded, parties: Sequence[Party], *, viewer: Viewer
) -> None:
    """Save what parties said, where something is new."""
    for party in parties:
        answer = posted.get(f"samtykke-{party.pk}", "")
        remark = posted.get(f"forbehold-{party.pk}", "").strip()
        known = recorded.consents.get(party.pk)
        if answer in PartyConsent.Answer.values and (
            known is None or (known.answer, known.remark) != (answer, remark)
        ):
            actions.set_consent(
                recorded.item, party, PartyConsent.Answer(answer), remark=remark, viewer=viewer
            )


def save_statements(posted: QueryDict, recorded: ItemRecorded, *, viewer: Viewer) -> None:
    """Save remarks and reservations: those that were changed, and a new one where one was written."""
    for one in recorded.statements:
        text = posted.get(f"udsagn-{one.pk}")
        if text is not None and text.strip() != one.text.strip():
            actions.change_statement(one, text, viewer=viewer)
    text, kind = posted.get("udsagn", ""), posted.get("udsagn-art", "")
    if text.strip() and kind in Statement.Kind.values:
        who = posted.get("udsagn-hvem", "")
        rows = Participant.objects.filter(meeting=recorded.item.meeting_id).select_related("person", "party")
        speaker = rows.filter(pk=key_of(who)).first()
        person_id = speaker.person_id if speaker else None
        said = {(one.kind, one.text.strip(), one.person_id) for one in recorded.statements}
        if (kind, text.strip(), person_id) in said:
            return  # the form was sent twice
        actions.add_statement(
            recorded.item,
            Statement.Kind(kind),
            text,
            viewer=viewer,
            person=speaker.person if speaker else None,
            party=speaker.party if speaker else None,
        )


def give_promise(posted: QueryDict, recorded: ItemRecorded, *, viewer: Viewer) -> None:
    """Record a promise as it is said: what, who owes it, to whom, when. The same words sent twice are one promise.

    Where each municipality owes it, each answers for itself.
    """
    text = posted.get("lovet", "").strip()
    if not text:
        raise Refused("commitments.no_words", _("Write what is promised."))
    if any(one.text.strip() == text for one in of_item(viewer, recorded.item.pk)):
        return
    owners, recipients = (
        [_named(word.strip(), recorded) for word in posted.get(field, "").split(";") if word.strip()]
        for field in ("skylder", "modtager")
    )
    is_each = "hver-kommune" in posted
    if is_each:
        known = {one.party_id for one in owners}
        municipalities = (
            one for one in parties_of(recorded.item.meeting) if one.kind == PartyKind.MUNICIPALITY
        )
        owners += [Named(one.name, party_id=one.pk) for one in municipalities if one.pk not in known]
    due = DueTold(words=posted.get("frist", "").strip(), edtf=posted.get("frist-dag", "").strip())
    told = Promise(text, tuple(owners), tuple(recipients), due=due, is_each=is_each and len(owners) > 1)
    commitments.give(recorded.item, told, viewer=viewer)


def _named(word: str, recorded: ItemRecorded) -> Named:
    """Return who is meant by a name: a party or body of the collaboration, somebody on the list, else the words."""
    meeting = recorded.item.meeting
    party = Party.objects.filter(
        memberships__collaboration=meeting.body.collaboration_id, name__iexact=word
    ).first()
    if party is not None:
        return Named(word, party_id=party.pk)
    body = Body.objects.filter(collaboration=meeting.body.collaboration_id, name__iexact=word).first()
    if body is not None:
        return Named(word, body_id=body.pk)
    listed = Participant.objects.filter(meeting=meeting, person__name__iexact=word).first()
    return Named(word, person_id=listed.person_id) if listed is not None else Named(word)


# In which circle somebody is put on the list who takes nobody's place.
ADDED_AS = (
    ParticipantFunction.GUEST,
    ParticipantFunction.MEMBER,
    ParticipantFunction.PATIENT_REPRESENTATIVE,
    ParticipantFunction.ADMINISTRATION,
    ParticipantFunction.SECRETARIAT,
)
# What is said of somebody's presence, the most frequent first: key, word, what it means.
SAID = (
    ("til", gettext_lazy("is here")),
    ("afbud", gettext_lazy("sent apologies")),
    ("udeblev", gettext_lazy("is away without apology")),
    ("kom", gettext_lazy("came at this item")),
    ("gik", gettext_lazy("left after this item")),
    ("inhabil", gettext_lazy("is disqualified at this item")),
    ("kun", gettext_lazy("takes part in this item")),
)


def set_attendance(posted: QueryDict, meeting: Meeting, recorded: ItemRecorded, *, viewer: Viewer) -> None:
    """Say of somebody that they are here, away, came, left or are disqualified, at this item or until another."""
    who, what = posted.get("hvem", ""), posted.get("fremmoede", "")
    row = Participant.objects.filter(meeting=meeting, pk=key_of(who)).first()
    if row is None or what not in dict(SAID):
        raise Refused("meetings.who", _("Choose whom, and what is to be said."))
    items = list(meeting.items.filter(record__withdrawn_at=None).order_by("order"))
    here = next(n for n, one in enumerate(items) if one.pk == recorded.item.pk)
    until = next((n for n, one in enumerate(items) if one.record_id == key_of(posted.get("til", ""))), here)
    note = posted.get("note", "")
    if what == "kom":
        actions.set_presence(row, PresenceKind.PRESENT, note=note, viewer=viewer)
        if here:
            actions.set_presence(
                row, PresenceKind.ABSENT, first=items[0], last=items[here - 1], viewer=viewer
            )
        return
    if what == "gik":
        if here + 1 < len(items):
            actions.set_presence(
                row, PresenceKind.ABSENT, first=items[here + 1], last=items[-1], note=note, viewer=viewer
            )
        return
    kind = {
        "til": PresenceKind.PRESENT,
        "afbud": PresenceKind.APOLOGY,
        "udeblev": PresenceKind.ABSENT,
        "inhabil": PresenceKind.DISQUALIFIED,
        "kun": PresenceKind.PRESENT,
    }[what]
    if what in {"inhabil", "kun"}:
        actions.set_presence(
            row, kind, first=items[here], last=items[max(here, until)], note=note, viewer=viewer
        )
    else:
        actions.set_presence(row, kind, note=note, viewer=viewer)


def add_somebody(
    posted: QueryDict, meeting: Meeting, recorded: ItemRecorded, people: dict[str, Listing], *, viewer: Viewer
) -> None:
    """Put somebody on the list: a substitute in somebody's place, a guest at this item only, others at the whole meeting."""
    listing = people.get(posted.get("ny", ""))
    if listing is None:
        raise Refused("meetings.who", _("Choose whom, and what is to be said."))
    replaced = Participant.objects.filter(meeting=meeting, pk=key_of(posted.get("for", ""))).first()
    told = posted.get("som", "")
    function = ParticipantFunction.MEMBER if replaced else ParticipantFunction.GUEST
    if told in ADDED_AS and not replaced:
        function = ParticipantFunction(told)
    party = replaced.party if replaced else listing.party
    title = posted.get("titel", "")
    row = actions.add_participant(
        meeting,
        Listing(listing.person, function, party, listing.seat, title=title, in_place_of=replaced),
        viewer=viewer,
    )
    if replaced is None and function == ParticipantFunction.GUEST:
        actions.set_presence(row, PresenceKind.PRESENT, first=recorded.item, viewer=viewer)
        return
    actions.set_presence(row, PresenceKind.PRESENT, viewer=viewer)
    if replaced is not None:
        actions.set_presence(replaced, PresenceKind.APOLOGY, viewer=viewer)
