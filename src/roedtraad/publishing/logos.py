"""A logo as it is brought: whether it can stand in a paper, and as a picture for Word. Pure: no database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

import typst
from django.utils.translation import gettext as _
from lxml import etree
from PIL import Image, UnidentifiedImageError

from roedtraad.accounts.refusals import Refused

LARGEST_BYTES = 200_000
LARGEST_PIXELS = 2_000
HEIGHT_MM = 14
DOTS_PER_INCH = 300
_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = {"script", "foreignObject", "image", "iframe", "style", "audio", "video", "handler", "feImage"}
_ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!#)", re.IGNORECASE)
_DRAWN = """#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.logo), format: "svg", height: 14mm)
"""


class LogoFormat(StrEnum):
    """What a logo is."""

    PNG = "png"
    SVG = "svg"


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo that was looked at. `alt` says in words what is seen."""

    data: bytes
    format: LogoFormat
    alt: str

    def as_png(self) -> bytes:
        """Return it as a picture of dots, as Word wants it."""
        return self.data if self.format is LogoFormat.PNG else _drawn(self.data)


def checked(data: bytes, *, alt: str) -> Logo:
    """Return the logo that these bytes are.

    Raises:
        Refused: it is too large, neither PNG nor SVG, holds something from elsewhere, or nobody said what is seen.
    """
    if not alt.strip():
        raise Refused(
            "publishing.logo", _("Write in words what the logo shows, for those who cannot see it.")
        )
    if len(data) > LARGEST_BYTES:
        raise Refused("publishing.logo", _("The logo is larger than 200 kB. Save it in a smaller size."))
    if data.startswith(b"\x89PNG"):
        return Logo(_picture(data), LogoFormat.PNG, alt.strip()[:200])
    if b"<svg" in data:
        return Logo(_drawing(data), LogoFormat.SVG, alt.strip()[:200])
    raise Refused("publishing.logo", _("The file is neither PNG nor SVG. Save the logo as one of them."))


def _picture(data: bytes) -> bytes:
    try:
        with Image.open(BytesIO(data), formats=["PNG"]) as picture:
            if max(picture.size) > LARGEST_PIXELS:
                raise Refused(
                    "publishing.logo",
                    _("The logo is more than 2,000 dots wide or high. Save it in a smaller size."),
                )
            picture.load()
            made = BytesIO()
            # Written anew: what was hidden in the file beside the picture stays behind.
            picture.convert("RGBA").save(made, format="PNG", optimize=True)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise Refused("publishing.logo", _("The picture is damaged. Save the logo again.")) from fault
    return made.getvalue()


def _drawing(data: bytes) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise Refused("publishing.logo", _("The drawing is damaged. Save the logo again.")) from fault
    if root.tag != f"{_SVG}svg" or b"<!DOCTYPE" in data or not _is_still(root):
        raise Refused(
            "publishing.logo",
            _(
                "The drawing holds something that is fetched from elsewhere, or moves. Save it as a plain SVG, or as PNG."
            ),
        )
    drawn: bytes = etree.tostring(root)
    _drawn(drawn)
    return drawn


def _is_still(root: etree._Element) -> bool:
    """Return whether a drawing is drawn of itself alone."""
    for one in root.iter():
        name = etree.QName(one).localname if isinstance(one.tag, str) else ""
        if not name or name in _ACTIVE:
            return False
        for key, value in one.attrib.items():
            local = str(key).rpartition("}")[2].lower()
            if local.startswith("on") or (local == "href" and not str(value).startswith("#")):
                return False
            if _ELSEWHERE.search(str(value)):
                return False
    return True


def _drawn(data: bytes) -> bytes:
    try:
        made: bytes = typst.compile(
            _DRAWN.encode(),
            format="png",
            ppi=DOTS_PER_INCH,
            sys_inputs={"logo": data.decode("utf-8")},
            ignore_system_fonts=True,
        )
    except (RuntimeError, ValueError) as fault:
        raise Refused("publishing.logo", _("The drawing is damaged. Save the logo again.")) from fault
    return made
