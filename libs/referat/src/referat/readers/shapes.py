"""What every reader asks of the words of a table: are they a figure, can they be a label?"""

import re
from collections.abc import Iterable, Sequence

LONGEST_LABEL = 60  # characters
_FIGURE = re.compile(r"[-–(]?\s*(?:kr\.?\s*)?[\d.,\s]+(?:\s*(?:kr\.?|t\.?kr\.?|mio\.?|%|pct\.?|,-))*\)?|[-–]")
_LONGEST_FIGURE = 60
_NUMBER = re.compile(r"(?:(?:punkt|pkt\.?|ad|sag)\s*(?:nr\.?\s*)?)?\d{1,3}\s*[a-z]?[.):]?", re.IGNORECASE)


def is_figure(text: str) -> bool:
    """Return whether a cell holds an amount, a number, a percentage, or the dash that stands for none."""
    return len(text) <= _LONGEST_FIGURE and _FIGURE.fullmatch(text.strip()) is not None


def numbers_the_text(rows: Iterable[Sequence[str]]) -> bool:
    """Return whether a table only sets numbers beside text: '66.' beside a title, and nothing beside what is below it.

    `rows` holds the words of the cells, two of them or one in each row.
    """
    numbers = empty = 0
    for row in rows:
        first = row[0].strip() if row else ""
        if len(row) > 2 or (first and len(row) == 2 and _NUMBER.fullmatch(first) is None):
            return False
        numbers += bool(first) and len(row) == 2
        empty += not first and len(row) == 2 and bool(row[1].strip())
    return numbers > 1 and empty > 0
