"""Who may see the rows of a meeting: the one place that says it, and the one function that writes it.

`renew` works out the audience of a meeting, its items, decisions, attachments, documents, cases and people from what
is recorded (closed, published, guests, substitutes, disqualified), compares with what stands, and writes the
difference. It is called whenever one of these changes; it says nothing that depends on the order of what happened.

Of an agenda that was not sent out: `secretariat:` and `chairs:` of every body that meets (`meetings.drafts`).
Open and not published: `circle:` of every body that meets. Closed: `members:` of these bodies, the guests who take
part in that item, and called substitutes. Where somebody is disqualified on a closed item, its members are listed
one by one without them. Published and open: everybody; what was decided only once the minutes are published.
"""

from roedtraad.meetings.audience.rules import Seen, item_seen
from roedtraad.meetings.audience.scope import ItemRow, MeetingRow, PersonRow, Scope, load
from roedtraad.meetings.audience.writing import follow, hide_people, renew

__all__ = [
    "ItemRow",
    "MeetingRow",
    "PersonRow",
    "Scope",
    "Seen",
    "follow",
    "hide_people",
    "item_seen",
    "load",
    "renew",
]
