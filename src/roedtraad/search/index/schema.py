"""The fields of the index.

pk, kind, seen        what it is, and who may find it (a term of `seen` is part of every question)
body, level, year, day, outcome    filters, counted and sorted by
text, parts           stems in order (phrases), and the stems of parts of compounds
title, lead           the same words again, where they weigh more
words, begins         whole words for spelling and suggestions; only of what is public
card, fingerprint     what a result shows; a digest of the entry
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from importlib.metadata import version

import tantivy

VERSION = 2  # raise it when the fields change, how texts become terms, or which records have entries
STEMS = "stems"  # the tokenizer of fields whose words come parted by spaces
RAW = "raw"


@cache
def schema() -> tantivy.Schema:
    """Return the schema."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("pk", stored=True, indexed=True, fast=True)
    builder.add_text_field("kind", fast=True, tokenizer_name=RAW, index_option="basic")
    builder.add_text_field("seen", tokenizer_name=RAW, index_option="basic")
    builder.add_integer_field("body", indexed=True, fast=True)
    builder.add_text_field("level", fast=True, tokenizer_name=RAW, index_option="basic")
    builder.add_integer_field("year", indexed=True, fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_integer_field("age", fast=True)
    builder.add_text_field("outcome", fast=True, tokenizer_name=RAW, index_option="basic")
    builder.add_text_field("text", tokenizer_name=STEMS, index_option="position")
    builder.add_text_field("parts", tokenizer_name=STEMS, index_option="freq")
    builder.add_text_field("title", tokenizer_name=STEMS, index_option="freq")
    builder.add_text_field("lead", tokenizer_name=STEMS, index_option="freq")
    builder.add_text_field("words", tokenizer_name=STEMS, index_option="basic")
    builder.add_text_field("begins", tokenizer_name=STEMS, index_option="basic")
    builder.add_float_field("weight", fast=True)
    builder.add_bytes_field("card", stored=True)
    builder.add_text_field("fingerprint", stored=True, tokenizer_name=RAW, index_option="basic")
    return builder.build()


def register_tokenizers(index: tantivy.Index) -> None:
    """Let an index that was made or opened know the tokenizer of our fields."""
    plain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(STEMS, plain)


@cache
def edition() -> str:
    """Return what an index must have been made with to be read: the fields, and the Danish that its words went through."""
    digest = hashlib.blake2b(f"{VERSION}|{version('tantivy')}".encode(), digest_size=8)
    language = resources.files("roedtraad.search.language")
    for name in ("danish-words.tsv.gz", "danish.toml"):
        digest.update(language.joinpath(name).read_bytes())
    return digest.hexdigest()
