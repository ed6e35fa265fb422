"""The sentences in which a file is refused: what is wrong, and what to do. All are Danish, for the person who sent it."""

from __future__ import annotations

from collections.abc import Collection

from referat.errors import ReadError

_READABLE = "PDF, Word (.docx), OpenDocument (.odt), RTF, HTML, tekst, Markdown og SBSYS-dagsordener (XML)"
_SAVE_AS = "Åbn den i Word eller LibreOffice, gem den som DOCX eller PDF, og prøv igen."


def empty() -> ReadError:
    """There is nothing in it."""
    return ReadError("empty", "Filen er tom. Hent den igen fra dens kilde, eller vælg en anden fil.")


def unknown(suffix: str) -> ReadError:
    """Its bytes are of no kind that is known here."""
    kind = f"Filer af typen «{suffix}»" if suffix else "Filer af denne type"
    return ReadError("unknown_format", f"{kind} kan ikke læses. Det kan {_READABLE}.")


def broken(kind: str) -> ReadError:
    """It should be something that it is not, or not whole."""
    return ReadError(
        "broken",
        f"Filen er ikke en hel {kind}: den kan ikke åbnes. Hent den igen fra dens kilde, eller gem dokumentet på ny.",
    )


def not_text(suffix: str) -> ReadError:
    """Its name promises text, and its bytes are none."""
    return ReadError(
        "broken",
        f"Filen hedder noget med «{suffix}», men indholdet er ikke tekst. Den kan være beskadiget eller have fået "
        "et forkert navn: hent den igen fra dens kilde, eller gem dokumentet som PDF eller DOCX.",
    )


def encrypted(kind: str) -> ReadError:
    """It has a password."""
    return ReadError(
        "encrypted",
        f"{kind} er låst med en adgangskode. Åbn den med koden, gem den uden adgangskode, og prøv igen.",
    )


def too_large(what: str) -> ReadError:
    """It has more of something than a file may have. `what` is the subject of the sentence."""
    return ReadError(
        "too_large", f"{what}. Del dokumentet i flere filer, eller gem det på ny uden indlejrede filer."
    )


def no_text() -> ReadError:
    """It can be opened, and says nothing."""
    return ReadError(
        "no_text",
        "Der er ingen tekst i filen. Er teksten et billede, skal den gennem tekstgenkendelse (OCR) først.",
    )


def image() -> ReadError:
    """A photograph or a scan."""
    return ReadError(
        "no_text",
        "Filen er et billede uden tekst. Kør det gennem tekstgenkendelse (OCR), eller find dokumentet, som det viser.",
    )


def old_office(data: bytes) -> ReadError:
    """A file in the format of Office before 2007, which is also that of an encrypted newer one."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return encrypted("Word-filen")
    if "WordDocument".encode("utf-16-le") in data:
        return ReadError("unknown_format", f"Gamle Word-filer (.doc) kan ikke læses. {_SAVE_AS}")
    if "__substg1.0_".encode("utf-16-le") in data:
        return ReadError(
            "unknown_format",
            "Filen er en gemt mail (.msg). Gem dens tekst eller vedhæftede fil for sig, og prøv igen.",
        )
    return ReadError("unknown_format", f"Filen er i Offices gamle format og kan ikke læses. {_SAVE_AS}")


def other_package(names: Collection[str], kind: bytes) -> ReadError:
    """A packed file that is no text document."""
    if any(name.startswith("xl/") for name in names) or b"spreadsheet" in kind:
        return ReadError(
            "unknown_format", "Filen er et regneark. Gem den som PDF, hvis det er et referat, og prøv igen."
        )
    if any(name.startswith("ppt/") for name in names) or b"presentation" in kind:
        return ReadError(
            "unknown_format",
            "Filen er en præsentation. Gem den som PDF, hvis det er et referat, og prøv igen.",
        )
    return ReadError(
        "unknown_format", f"Filen er en pakket fil (zip). Pak den ud, og send filerne i den: {_READABLE}."
    )


def other_xml() -> ReadError:
    """XML of a kind that is not known."""
    return ReadError(
        "unknown_format",
        "Filen er XML, men ikke en dagsorden fra SBSYS. Gem dokumentet som PDF eller DOCX, og prøv igen.",
    )


def missing_reader(kind: str, extra: str) -> ReadError:
    """The libraries for this format are not installed."""
    return ReadError(
        "missing_reader",
        f"{kind} kan ikke læses her. Installér det, der mangler: pip install 'referat[{extra}]'.",
    )
