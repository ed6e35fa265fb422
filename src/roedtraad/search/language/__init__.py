"""Danish for the index: words of a text, their stems, the parts of compounds. Pure: no Django, no index."""

from roedtraad.search.language.analysis import Analyser, Word
from roedtraad.search.language.folding import fold
from roedtraad.search.language.lexicon import Lexicon, shipped_lexicon

__all__ = ["Analyser", "Lexicon", "Word", "fold", "shipped_lexicon"]
