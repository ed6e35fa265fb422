"""Addresses that mails lead to, from the root of the site. `web.urls` has them; a test holds both to each other."""

from __future__ import annotations

SETTINGS = "/beskeder"
STOP = "/beskeder/stop"
FOLLOWS = "/mine-emner"
SEARCH = "/soeg"
DESK = "/skrivebord"
OWN_PROMISES = "/loefter?mine=on"
