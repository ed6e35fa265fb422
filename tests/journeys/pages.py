"""Every page that the journeys visit: its name, its address, and in whose eyes. One line each.

An address that starts with `:` is the name of a page of the showcase (`tests/showcase.py`).
"""

from __future__ import annotations

ALL = ("anonymous", "member", "secretariat", "administrator")
LOGGED_IN = ("member", "secretariat", "administrator")
STRANGER = ("anonymous",)
MEMBER = ("member",)

PAGES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("front", "/", ALL),
    ("about", "/om", ("anonymous", "secretariat")),
    ("accessibility", "/tilgaengelighed", STRANGER),
    ("privacy", "/privatliv", STRANGER),
    ("search", "/soeg", STRANGER),
    ("search-found", "/soeg?q=hjem", ("anonymous", "secretariat")),
    ("search-limited", "/soeg?q=hjem&slags=beslutning", STRANGER),
    ("search-nothing", "/soeg?q=xyloritin", STRANGER),
    ("missing", "/findes-ikke", ("anonymous", "member")),
    ("desk", "/skrivebord", LOGGED_IN),
    ("account", "/konto", LOGGED_IN),
    ("second-factor", "/konto/trin-2", MEMBER),
    ("sessions", "/konto/steder", MEMBER),
    ("set-password", "/konto/adgangskode/ny", MEMBER),
    ("login", "/log-ind", STRANGER),
    ("login-password", "/log-ind/adgangskode", STRANGER),
    ("login-forgotten", "/log-ind/glemt", STRANGER),
    ("logout", "/log-ud", MEMBER),
    ("meetings", "/moeder", ALL),
    ("meeting", ":meeting", ALL),
    ("meeting-internal", ":meeting-internal", ("member",)),
    ("item", ":item", ("anonymous", "secretariat")),
    ("item-closed", ":item-closed", ("member",)),
    ("decision", ":decision", ("anonymous", "secretariat")),
    ("case", ":case", ("anonymous", "member")),
    ("decisions", "/beslutninger", ALL),
    ("decisions-none", "/beslutninger?ord=dampskib", STRANGER),
    ("cases-written", "/sager", ("member", "secretariat")),
    ("case-begin", "/sag/ny", ("secretariat",)),
    ("case-write", ":case-write", ("secretariat",)),
    ("case-versions", ":case-versions", ("secretariat",)),
    ("findings", "/uoverensstemmelser", ("member", "secretariat")),
    ("finding", ":finding", ("member", "secretariat")),
    ("fund", ":fund", ("anonymous", "secretariat")),
    ("fund-year", ":fund-year", STRANGER),
    ("fund-statement", ":fund-statement", STRANGER),
    ("fund-party", ":fund-party", STRANGER),
    ("fund-forbrug", ":fund-forbrug", ("secretariat",)),
    ("fund-udmoent", ":fund-udmoent", ("secretariat",)),
    ("fund-overfoer", ":fund-overfoer", ("secretariat",)),
    ("entry", ":entry", ("anonymous", "secretariat")),
    ("document-page", ":document-page", ("anonymous", "secretariat")),
    ("document-cited", ":document-cited", STRANGER),
    ("document-finding", ":document-finding", ("secretariat",)),
    ("journal", "/journal", ("administrator",)),
    ("users", "/brugere", ("administrator",)),
    ("user-close", ":user-close", ("administrator",)),
    ("collaborations", "/samarbejder", ("anonymous", "member")),
    ("collaboration", ":collaboration", ("anonymous", "secretariat")),
    ("body", ":body", ALL),
    ("body-empty", ":body-empty", STRANGER),
    ("person", ":person", ("anonymous", "secretariat")),
    ("invite", ":invite", ("secretariat",)),
    ("party", ":party", STRANGER),
    ("party-region", ":party-region", STRANGER),
    ("importing", "/indlaesning", ("secretariat",)),
    ("import-new", "/indlaesning/ny", ("secretariat",)),
    ("import-batch", ":import-batch", ("secretariat",)),
    ("draft", ":draft", ("secretariat",)),
    ("draft-item", ":draft-item", ("secretariat",)),
    ("draft-writing", ":draft-writing", ("secretariat",)),
    ("draft-drawn", ":draft-drawn", ("secretariat",)),
    ("draft-drawn-item", ":draft-drawn-item", ("secretariat",)),
)
EVERY = [(name, role) for name, _, roles in PAGES for role in roles]
