"""What minutes tell of focus areas, initiatives and results, by general rules over sentences, lists and tables. Pure."""

from roedtraad.initiatives.told.reading import read_item
from roedtraad.initiatives.told.things import Thing, ToldAs, ToldTable

__all__ = ["Thing", "ToldAs", "ToldTable", "read_item"]
