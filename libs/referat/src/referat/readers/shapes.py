"""What every reader asks of the words of a table: are they a figure, can they be a label?"""

import re

LONGEST_LABEL = 60  # characters
_FIGURE = re.compile(r"[-–(]?\s*(?:kr\.?\s*)?[\d.,\s]+(?:\s*(?:kr\.?|t\.?kr\.?|mio\.?|%|pct\.?|,-))*\)?|[-–]")
_LONGEST_FIGURE = 60


def is_figure(text: str) -> bool:
    """Return whether a cell holds an amount, a number, a percentage, or the dash that stands for none."""
    return len(text) <= _LONGEST_FIGURE and _FIGURE.fullmatch(text.strip()) is not None
