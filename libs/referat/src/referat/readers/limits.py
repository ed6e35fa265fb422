"""How much one file may cost. Beyond these a file is refused in a sentence, never read half in silence."""

MAX_BYTES = 100_000_000  # of the file as it was sent
MAX_UNPACKED_BYTES = 60_000_000  # of one part inside a packed file (DOCX, ODT)
MAX_UNPACKED_TOTAL = 120_000_000  # of all parts together that are read
MAX_PACKED_PARTS = 20_000  # entries of a packed file
MAX_MARKUP_BYTES = 30_000_000  # of an HTML, XML or RTF file
MAX_ELEMENTS = 100_000  # of an HTML, XML or ODT file, in which each may be a paragraph
MAX_WORD_ELEMENTS = 600_000  # of a Word file with their attributes: a paragraph takes a dozen of them
MAX_DEPTH = 200  # of nested elements that are followed
MAX_CHARACTERS = 3_500_000  # of the text that comes out: about 1,200 pages
MAX_LINES = 100_000  # of the text that comes out, those with words on them: about 2,000 pages
MAX_CELLS = 100_000  # of the tables in one document
MAX_TEXT_BYTES = 20_000_000  # of a text file

MAX_PAGES = 2_000  # of a PDF
SECONDS = 7.0  # for a PDF of ordinary size, from bytes to text
SECONDS_PER_MEGABYTE = 1.0  # more for a large one: agendas with all their attachments bound in
MAX_SECONDS = 60.0
CHILD_MEMORY_BYTES = 300_000_000  # what the PDF reader may take beyond what it starts with
CHILD_RECYCLE_BYTES = 120_000_000  # a child that still holds this much after a file is not used again
MAX_PIXELS = 25_000_000  # of a page image


def seconds_for(size_bytes: int) -> float:
    """Return how long a PDF of this size may take."""
    return min(SECONDS + SECONDS_PER_MEGABYTE * size_bytes / 1e6, MAX_SECONDS)
