"""PDF files made in the tests: by typst where a real producer matters, by hand where the mess does."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import typst

A4 = (595.0, 842.0)
_FONTS = {"": "Helvetica", "bold": "Helvetica-Bold", "symbol": "Symbol"}


def typst_pdf(markup: str, *, width: str = "21cm", height: str = "29.7cm") -> bytes:
    """Return what typst makes of its markup, in Danish."""
    setup = f'#set page(width: {width}, height: {height})\n#set text(lang: "da", size: 11pt)\n'
    return typst.compile((setup + markup).encode())


@dataclass(frozen=True)
class Words:
    """Words at a place: points from the left and upper edge to the beginning of the baseline."""

    x: float
    y: float
    text: str
    size: float = 11.0
    font: str = ""


@dataclass(frozen=True)
class Rule:
    """A line from one place to another."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float


Drawing = Words | Rule | Dot


def paragraph(
    x: float, y: float, lines: Iterable[str], *, pitch: float = 14.0, size: float = 11.0
) -> list[Drawing]:
    """Return lines below each other."""
    return [Words(x, y + at * pitch, line, size) for at, line in enumerate(lines)]


def grid(xs: Sequence[float], ys: Sequence[float]) -> list[Drawing]:
    """Return the ruling lines of a table."""
    across = [Rule(xs[0], y, xs[-1], y) for y in ys]
    return [*across, *(Rule(x, ys[0], x, ys[-1]) for x in xs)]


def drawn_pdf(
    *pages: Sequence[Drawing], rotate: int = 0, crop: tuple[float, ...] = (), packed: bool = False
) -> bytes:
    """Return a PDF in which everything stands where it was put, in the order given.

    On a turned page, words are turned the other way: they are shown upright, at their place on the page as shown.
    """
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    names = {}
    for at, (key, face) in enumerate(_FONTS.items()):
        encoding = b"" if face == "Symbol" else b" /Encoding /WinAnsiEncoding"
        objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /%s%s >>" % (face.encode(), encoding))
        names[key] = f"F{at}"
    fonts = " ".join(f"/{name} {at + 3} 0 R" for at, name in enumerate(names.values()))
    kids = []
    for page in pages:
        stream = b"\n".join(_drawn(item, names, rotate) for item in page)
        extra = b" /Filter /FlateDecode" if packed else b""
        stream = zlib.compress(stream) if packed else stream
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(stream), extra, stream))
        box = f" /CropBox [{' '.join(map(str, crop))}]" if crop else ""
        turn = f" /Rotate {rotate}" if rotate else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {A4[0]} {A4[1]}]{box}{turn} "
            f"/Resources << /Font << {fonts} >> >> /Contents {len(objects)} 0 R >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _file(objects)


def _drawn(item: Drawing, names: dict[str, str], rotate: int) -> bytes:
    if isinstance(item, Rule):
        return f"0.5 w {item.x0} {A4[1] - item.y0} m {item.x1} {A4[1] - item.y1} l S".encode()
    if isinstance(item, Dot):
        x, y, r, k = item.x, A4[1] - item.y, item.radius, 0.55 * item.radius
        return (
            f"{x + r} {y} m {x + r} {y + k} {x + k} {y + r} {x} {y + r} c {x - k} {y + r} {x - r} {y + k} {x - r} {y} c "
            f"{x - r} {y - k} {x - k} {y - r} {x} {y - r} c {x + k} {y - r} {x + r} {y - k} {x + r} {y} c f"
        ).encode()
    text = item.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    matrix = {
        0: f"1 0 0 1 {item.x} {A4[1] - item.y}",
        90: f"0 1 -1 0 {item.y} {item.x}",
        180: f"-1 0 0 -1 {A4[0] - item.x} {item.y}",
        270: f"0 -1 1 0 {A4[0] - item.y} {A4[1] - item.x}",
    }[rotate]
    return f"BT /{names[item.font]} {item.size} Tf {matrix} Tm ".encode() + b"(" + text + b") Tj ET"


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)
