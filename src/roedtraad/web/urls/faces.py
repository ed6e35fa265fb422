"""The addresses of a record's page: with its words (the one that is cited) and without (the one that never changes)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path, register_converter

from roedtraad.accounts.addresses import WORDS
from roedtraad.accounts.models import ALPHABET, PUBLIC_ID_LENGTH, RecordKind


class PublicId:
    """The id of a record in an address."""

    regex = f"[{ALPHABET}]{{{PUBLIC_ID_LENGTH}}}"

    def to_python(self, value: str) -> str:
        """Return the id as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the id as it stands."""
        return value


register_converter(PublicId, "id")


def face(kind: RecordKind, view: Callable[..., HttpResponseBase]) -> list[URLPattern]:
    """Return the two patterns of the page of a record; both have the kind as their name ('body', 'meeting')."""
    stem = f"{WORDS[kind]}/<id:public_id>"
    return [
        path(stem, view, name=kind.value),
        path(f"{stem}/<slug:slug>", view, name=kind.value),
    ]
