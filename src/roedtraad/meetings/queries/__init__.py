"""Reads of `meetings`: pages, lists, the register of decisions, presence. Visibility is part of every query."""

from roedtraad.accounts.counting import Tally
from roedtraad.meetings.queries.attendance import AttendanceMatrix, AttendanceRow, Column
from roedtraad.meetings.queries.cases import CaseNeighbour, CasePage, CasePaper, case_page
from roedtraad.meetings.queries.decisions import DecisionPage, decision_page
from roedtraad.meetings.queries.items import (
    AttachmentLine,
    CaseLine,
    ConsentLine,
    DecisionText,
    ItemPage,
    OutcomeLine,
    PointLine,
    SectionText,
    StatementLine,
    VoteLine,
    item_page,
)
from roedtraad.meetings.queries.keys import register_differences
from roedtraad.meetings.queries.meetings import (
    ItemLine,
    MeetingLine,
    MeetingPage,
    PaperLine,
    coming_meetings,
    latest_meetings,
    meeting_page,
    on_day,
)
from roedtraad.meetings.queries.naming import Named, names_of
from roedtraad.meetings.queries.papers import (
    AttachmentHome,
    DocumentUse,
    home_of_attachment,
    papers_of,
    uses_of,
)
from roedtraad.meetings.queries.people import Participation, ParticipationPage, presence_of
from roedtraad.meetings.queries.register import (
    DecisionLine,
    RegisterFilters,
    RegisterPage,
    RegisterTally,
    csv_rows,
    how_many,
    register,
    tally_of,
)
from roedtraad.meetings.queries.representation import PartyPresence, representation_at
from roedtraad.meetings.queries.routes import PointText, Route, Step, StepKind, route_of, routes_of
from roedtraad.meetings.queries.seeing import SeenMeeting, seen_meeting

__all__ = [
    "AttachmentHome",
    "AttachmentLine",
    "AttendanceMatrix",
    "AttendanceRow",
    "CaseLine",
    "CaseNeighbour",
    "CasePage",
    "CasePaper",
    "Column",
    "ConsentLine",
    "DecisionLine",
    "DecisionPage",
    "DecisionText",
    "DocumentUse",
    "ItemLine",
    "ItemPage",
    "MeetingLine",
    "MeetingPage",
    "Named",
    "OutcomeLine",
    "PaperLine",
    "Participation",
    "ParticipationPage",
    "PartyPresence",
    "PointLine",
    "PointText",
    "RegisterFilters",
    "RegisterPage",
    "RegisterTally",
    "Route",
    "SectionText",
    "SeenMeeting",
    "StatementLine",
    "Step",
    "StepKind",
    "Tally",
    "VoteLine",
    "case_page",
    "coming_meetings",
    "csv_rows",
    "decision_page",
    "home_of_attachment",
    "how_many",
    "item_page",
    "latest_meetings",
    "meeting_page",
    "names_of",
    "on_day",
    "papers_of",
    "presence_of",
    "register",
    "register_differences",
    "representation_at",
    "route_of",
    "routes_of",
    "seen_meeting",
    "tally_of",
    "uses_of",
]
