"""How often somebody without a login may do what costs us something. Counted by address, for a while, in the cache."""

from __future__ import annotations

from django.core.cache import cache

from roedtraad.web.requests import Request


def is_too_often(request: Request, what: str, *, times: int, seconds: int) -> bool:
    """Count one more, and return whether it is more than so many times within so many seconds."""
    key = f"limit:{what}:{request.META.get('REMOTE_ADDR', '')}"
    if cache.add(key, 1, seconds):
        return False
    try:
        return int(cache.incr(key)) > times
    except ValueError:  # it ran out between the two
        cache.set(key, 1, seconds)
        return False
