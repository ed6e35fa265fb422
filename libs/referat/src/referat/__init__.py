"""Danish minutes and agendas as structured data with sources.

source = referat.read(data, filename="referat.pdf")
minutes = referat.parse(source)
referat.as_json(minutes, source)
"""

from referat.as_json import as_json
from referat.errors import ReadError
from referat.model import Minutes
from referat.parse import parse
from referat.readers import read, read_text
from referat.source import SourceText, quoted

__version__ = "0.1.0"

__all__ = ["Minutes", "ReadError", "SourceText", "as_json", "parse", "quoted", "read", "read_text"]
