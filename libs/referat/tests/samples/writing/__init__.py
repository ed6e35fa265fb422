"""How the invented samples are written: annotated sources become documents and gold records.

Nothing here knows the parser. A source is the text of a document in which a person has marked, with `⟦…⟧`,
what a reader of minutes should find.
"""
