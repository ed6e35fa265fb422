"""The characters of a text put into one form: what is read is compared with words, so 'å' must be one thing."""

import re
import unicodedata

# The line ends that a format may use, and spaces of every width.
_BREAKS = dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")
_SPACES = dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
# What is never seen: control characters, the soft hyphen, zero widths, directions, non-characters.
_UNSEEN: dict[int, None] = dict.fromkeys(
    (
        *range(0x09),
        *range(0x0E, 0x20),
        0x7F,
        0xAD,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        0xFFF9,
        0xFFFA,
        0xFFFB,
        0xFFFE,
        0xFFFF,
    )
)
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_HYPHENS = {0x2010: "-", 0x2011: "-"}
# Text read as Latin-1 that was Windows-1252 has its dashes and quotation marks among the C1 controls.
_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D)
}
_LOST: dict[int, str] = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # half a character cannot be stored
# Symbol fonts put their signs in the private area: bullets, boxes to tick, and ASCII moved up.
_SYMBOLS = {code: chr(code - 0xF000) for code in range(0xF020, 0xF07F)}
_SYMBOLS |= {
    0xF06C: "•",
    0xF06E: "■",
    0xF06F: "☐",
    0xF071: "☐",
    0xF072: "☐",
    0xF075: "•",
    0xF076: "•",
    0xF0A7: "•",
    0xF0A8: "☐",
    0xF0B7: "•",
    0xF0D8: "•",
    0xF0E0: "→",
    0xF0E8: "→",
    0xF0FB: "☒",
    0xF0FC: "✓",
    0xF0FD: "☒",
    0xF0FE: "☒",
}
_TABLE = _WINDOWS | _BREAKS | _SPACES | _UNSEEN | _LIGATURES | _HYPHENS | _LOST | _SYMBOLS
_TABLE |= {0x81: None, 0x8D: None, 0x8F: None, 0x90: None, 0x9D: None}
_SPECIAL = re.compile("[" + "".join(re.escape(chr(code)) for code in sorted(_TABLE)) + "]")


def clean(text: str) -> str:
    """Return the text with its characters in one form; only words, spaces, tabs and `\\n` are left.

    Non-breaking and other spaces become a space, soft hyphens and other unseen characters go, ligatures are
    spelled out, a letter with a combining mark becomes one character.
    """
    if _SPECIAL.search(text):
        text = text.translate(_TABLE)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def line_ends(text: str) -> str:
    """Return the text with `\\n` as its only line end (`\\f` is left for who knows about pages)."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text
