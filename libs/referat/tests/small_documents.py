"""Small invented minutes for tests: a text goes in at one place, the findings come out.

The body, the people and the places are those of the fictional cluster 'Sundhedsklynge Vestbælt'.
"""

from collections.abc import Iterable

import referat
from referat.checks import Check
from referat.model import Finding

HEAD = """REFERAT Sundhedsklynge Vestbælt - Politisk niveau d. 16-01-2023

Mødedato Mandag d. 16. januar 2023 kl. 12:30

Mødested Fjordby Sundhedshus

Mødedeltagere Anna Dam, V, Bo Lund, Fjordby Kommune, Lene Bech, Strandby Kommune, Peder Hommelhose, PLO
"""


def an_item(
    number: int | str,
    title: str,
    *,
    case: str = "Sagen handler om samarbejdet i klyngen.",
    decision: str = "Godkendt.",
    attachments: Iterable[str] = (),
    absent: str = "",
) -> str:
    """Return the text of an item as a case system exports it."""
    listed = "".join(f"{line}\n\n" for line in attachments)
    return (
        f"Punkt {number}: {title}\n\nSagsfremstilling\n\n{case}\n\nIndstilling\n\nDet indstilles, at klyngen:\n\n"
        f"- Godkender sagen\n\nBeslutning\n\n{decision}\n\n"
        + (f"Bilag\n\n{listed}" if listed else "")
        + (f"Fraværende {absent}\n\n" if absent else "")
    )


def a_document(*items: str, head: str = HEAD) -> str:
    """Return minutes with these items; without any, three that hold nothing of interest."""
    plain = [
        an_item(1, "Godkendelse af dagsorden"),
        an_item(2, "Status på indsatser"),
        an_item(3, "Eventuelt"),
    ]
    return f"{head}\n{''.join(items or plain)}"


def a_case(case: str, *, decision: str = "Godkendt.", attachments: Iterable[str] = ()) -> str:
    """Return minutes whose second item has this case."""
    return a_document(
        an_item(1, "Godkendelse af dagsorden"),
        an_item(2, "Status på indsatser", case=case, decision=decision, attachments=attachments),
        an_item(3, "Eventuelt"),
    )


def findings(check: Check, text: str) -> list[Finding]:
    """Return what one check finds in minutes with this text; its spans are held to lie in the text."""
    source = referat.read_text(text)
    found = list(check(source, referat.parse(source)))
    for finding in found:
        assert finding.spans
        for span in finding.spans:
            assert 0 <= span.start < span.end <= len(source.text)
        assert finding.message.endswith((".", "’", "!", "?"))
        assert finding.message[0].isupper() or finding.message[0] in "’0123456789"
    return found


def told(check: Check, text: str) -> list[tuple[str | None, str | None, str | None]]:
    """Return (item, expected, found) of what one check finds."""
    return [(finding.item, finding.expected, finding.found) for finding in findings(check, text)]
