"""Clauses, filters and who asks, as a question to the index."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import tantivy
from tantivy import FieldType, Occur

from roedtraad.accounts.policy import Viewer
from roedtraad.search.index.entries import ADMINISTRATOR, PUBLIC
from roedtraad.search.index.schema import schema
from roedtraad.search.language import Analyser
from roedtraad.search.queries.asking import Asked, Clause
from roedtraad.search.queries.results import FacetName, Filters

Query = tantivy.Query
IN_COMPOUND = 0.5  # a part of a compound beside the word itself
IN_TITLE, IN_LEAD, TOGETHER = 3.0, 1.5, 1.5
NO_FILTERS = Filters()
NEAR = 2  # words between, for what is typed without quotes


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, by whom. Who may see is in it from the beginning: there is no question without."""

    asked: Asked
    analyser: Analyser
    seen: tuple[str, ...]  # the tokens of who asks
    filters: Filters = NO_FILTERS
    without: frozenset[int] = frozenset()  # records that the index may have wrong

    def besides(self, name: FacetName) -> Question:
        """Return the same question without one filter: what its other values would give."""
        empty: dict[FacetName, Filters] = {
            FacetName.KIND: replace(self.filters, kinds=()),
            FacetName.BODY: replace(self.filters, body_ids=()),
            FacetName.LEVEL: replace(self.filters, level_keys=()),
            FacetName.YEAR: replace(self.filters, years=(), since=None, until=None),
            FacetName.OUTCOME: replace(self.filters, outcomes=()),
        }
        return replace(self, filters=empty[name])

    def asking(self, *clauses: Clause) -> Question:
        """Return the question for these clauses alone, by the same viewer, without filters."""
        return replace(self, asked=Asked("", clauses), filters=NO_FILTERS)

    def wanted(self) -> tuple[Clause, ...]:
        """Return what is really asked for: small words count only in quotes, or if there is nothing else."""
        telling = tuple(one for one in self.asked.wanted if one.is_quoted or not self._is_small(one))
        return telling or self.asked.wanted

    def matching(self) -> Query:
        """Return the query for what is found, without weights."""
        parts = [(Occur.Must, silently(any_term("seen", self.seen)))]
        parts += [(Occur.Must, self._found(clause)) for clause in self.wanted()]
        parts += [(Occur.Must, silently(one)) for one in self._filters()]
        parts += [(Occur.MustNot, self._found(clause)) for clause in self.asked.excluded]
        if self.without:
            parts.append((Occur.MustNot, Query.term_set_query(schema(), "pk", sorted(self.without))))
        return Query.boolean_query(parts)

    def ranking(self) -> Query:
        """Return the query for what is found, the best first: title before decision before text, words near each other."""
        stems = [stem for clause in self.wanted() for stem in self._stems(clause)]
        parts = [(Occur.Must, self.matching())]
        for field, weight in (("title", IN_TITLE), ("lead", IN_LEAD)):
            parts += [(Occur.Should, Query.boost_query(term(field, stem), weight)) for stem in stems]
        if len(self.wanted()) > 1 and len(stems) <= 4:
            near = Query.phrase_query(schema(), "text", list(stems), slop=NEAR)
            parts.append((Occur.Should, Query.boost_query(near, TOGETHER)))
        return Query.boolean_query(parts)

    def _is_small(self, clause: Clause) -> bool:
        return len(clause.words) == 1 and not clause.is_prefix and self.analyser.is_stop(clause.words[0])

    def _stems(self, clause: Clause) -> tuple[str, ...]:
        return tuple(self.analyser.word(word).stem for word in clause.words)

    def _found(self, clause: Clause) -> Query:
        stems = self._stems(clause)
        if len(stems) > 1:
            phrase = Query.phrase_query(schema(), "text", list(stems))
            if not clause.joined:
                return phrase
            return any_of([phrase, *self._word(self.analyser.word(clause.joined).stem)])
        if clause.is_quoted:
            return term("text", stems[0])
        if clause.is_prefix:
            begins = f"{clause.words[0]}.*"
            return any_of([*self._word(stems[0]), Query.regex_query(schema(), "text", begins)])
        return any_of(self._word(stems[0]))

    def _word(self, stem: str) -> list[Query]:
        return [term("text", stem), Query.boost_query(term("parts", stem), IN_COMPOUND)]

    def _filters(self) -> list[Query]:
        limited = self.filters
        queries = [
            any_term(field, values)
            for field, values in (
                ("kind", limited.kinds),
                ("body", limited.body_ids),
                ("level", limited.level_keys),
                ("year", limited.years),
                ("outcome", limited.outcomes),
            )
            if values
        ]
        if limited.since or limited.until:
            queries.append(
                Query.range_query(
                    schema(),
                    "day",
                    FieldType.Integer,
                    lower_bound=limited.since.toordinal() if limited.since else 1,
                    upper_bound=limited.until.toordinal() if limited.until else None,
                )
            )
        return queries


def tokens_of(viewer: Viewer) -> tuple[str, ...]:
    """Return the tokens with which a viewer finds: everybody's, and their own."""
    return (ADMINISTRATOR,) if viewer.is_administrator else (PUBLIC, *sorted(viewer.tokens))


def term(field: str, value: str | int) -> Query:
    """Return the query for one term."""
    return Query.term_query(schema(), field, value)


def any_of(queries: Sequence[Query]) -> Query:
    """Return the query for any of these."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, one) for one in queries])


def any_term(field: str, values: Collection[str | int]) -> Query:
    """Return the query for any of these terms of a field."""
    return any_of([term(field, str(value) if isinstance(value, str) else value) for value in values])


def silently(query: Query) -> Query:
    """Return the same query without a say in what is best."""
    return Query.const_score_query(query, 0.0)
