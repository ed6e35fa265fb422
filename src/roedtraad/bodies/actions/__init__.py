"""What is done to the register: the only code that saves it. Each action asks the policy, saves, and writes the journal."""

from roedtraad.bodies.actions.aliases import Named, add_alias, withdraw_alias
from roedtraad.bodies.actions.bodies import (
    BodyDetails,
    PublishingPolicy,
    change_body,
    correct_body_days,
    create_body,
    end_body,
    set_publishing,
)
from roedtraad.bodies.actions.changes import correct_change, record_change, withdraw_change
from roedtraad.bodies.actions.collaborations import (
    CollaborationDetails,
    add_member,
    change_collaboration,
    correct_collaboration_days,
    correct_membership,
    create_collaboration,
    end_collaboration,
    end_membership,
    withdraw_membership,
)
from roedtraad.bodies.actions.days import ALWAYS, Days
from roedtraad.bodies.actions.figures import FigureDetails, correct_figure, enter_figure
from roedtraad.bodies.actions.inviting import invite
from roedtraad.bodies.actions.levels import change_level, create_level, name_level
from roedtraad.bodies.actions.name_keys import make_missing_keys
from roedtraad.bodies.actions.offices import (
    change_office,
    correct_holding,
    create_office,
    hold_office,
    pass_office,
    withdraw_holding,
)
from roedtraad.bodies.actions.parties import (
    PartyDetails,
    change_party,
    correct_party_days,
    create_party,
    end_party,
)
from roedtraad.bodies.actions.people import (
    PersonDetails,
    change_person,
    create_person,
    link_user,
    not_same_person,
    same_person,
)
from roedtraad.bodies.actions.seats import (
    SeatDetails,
    change_seat,
    correct_seat_days,
    create_seat,
    details_of,
    end_seat,
    replace_holder,
    withdraw_seat,
)
from roedtraad.bodies.actions.seen import Sighting, confirm_seats, see_seats
from roedtraad.bodies.actions.sharing import correct_sharing, share_body, withdraw_sharing
from roedtraad.bodies.actions.terms import TermsText, adopt_terms, change_draft, draft_terms
from roedtraad.bodies.actions.withdrawing import withdraw_entry

__all__ = [
    "ALWAYS",
    "BodyDetails",
    "CollaborationDetails",
    "Days",
    "FigureDetails",
    "Named",
    "PartyDetails",
    "PersonDetails",
    "PublishingPolicy",
    "SeatDetails",
    "Sighting",
    "TermsText",
    "add_alias",
    "add_member",
    "adopt_terms",
    "change_body",
    "change_collaboration",
    "change_draft",
    "change_level",
    "change_office",
    "change_party",
    "change_person",
    "change_seat",
    "confirm_seats",
    "correct_body_days",
    "correct_change",
    "correct_collaboration_days",
    "correct_figure",
    "correct_holding",
    "correct_membership",
    "correct_party_days",
    "correct_seat_days",
    "correct_sharing",
    "create_body",
    "create_collaboration",
    "create_level",
    "create_office",
    "create_party",
    "create_person",
    "create_seat",
    "details_of",
    "draft_terms",
    "end_body",
    "end_collaboration",
    "end_membership",
    "end_party",
    "end_seat",
    "enter_figure",
    "hold_office",
    "invite",
    "link_user",
    "make_missing_keys",
    "name_level",
    "not_same_person",
    "pass_office",
    "record_change",
    "replace_holder",
    "same_person",
    "see_seats",
    "set_publishing",
    "share_body",
    "withdraw_alias",
    "withdraw_change",
    "withdraw_entry",
    "withdraw_holding",
    "withdraw_membership",
    "withdraw_seat",
    "withdraw_sharing",
]
