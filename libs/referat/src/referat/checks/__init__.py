"""What does not add up in a document, as findings: one file for each kind, and the list of them all.

A check is a function of the text and the minutes; it looks, and changes nothing. A new one is a new function and a
line here. Precision comes first: a check that is in doubt is silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from referat.checks.absences import absent_twice
from referat.checks.attachments import attachments_not_listed
from referat.checks.conflicts import one_thing_with_two_amounts
from referat.checks.contents import contents_against_items
from referat.checks.counts import sums_of_counts
from referat.checks.date_faults import impossible_and_garbled_dates
from referat.checks.date_order import past_from_the_future
from referat.checks.figures import forget_grids
from referat.checks.numbering import gaps_in_numbers
from referat.checks.references import references_to_nothing
from referat.checks.remainders import remainders_of_tables
from referat.checks.shares import shares_of_counts
from referat.checks.shares_in_text import shares_in_sentences
from referat.checks.spelling import names_spelled_two_ways
from referat.checks.tables import sums_of_tables
from referat.checks.totals import sums_of_texts
from referat.checks.weekdays import weekdays_against_dates
from referat.model import Finding, Minutes
from referat.source import SourceText

Check = Callable[[SourceText, Minutes], Iterable[Finding]]

ALL: tuple[Check, ...] = (
    contents_against_items,
    gaps_in_numbers,
    names_spelled_two_ways,
    absent_twice,
    impossible_and_garbled_dates,
    weekdays_against_dates,
    past_from_the_future,
    sums_of_tables,
    remainders_of_tables,
    sums_of_texts,
    sums_of_counts,
    shares_of_counts,
    shares_in_sentences,
    one_thing_with_two_amounts,
    references_to_nothing,
    attachments_not_listed,
)


def findings_of(source: SourceText, minutes: Minutes) -> tuple[Finding, ...]:
    """Return what every check finds, check by check."""
    found = tuple(finding for check in ALL for finding in check(source, minutes))
    forget_grids()
    return found
