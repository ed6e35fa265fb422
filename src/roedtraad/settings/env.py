"""Settings come from the environment. Each reader is typed and says in one sentence what is wrong.

Every name that is read is kept in `READ` with its default, so that a test can hold `docs/settings.md` against the code.
"""

import os
import secrets
from datetime import date
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

READ: dict[str, str] = {}  # name of the variable → its default as text


def env_text(name: str, *, default: str, shown: str | None = None) -> str:
    """Return the value of `name`, or of the file that `name_FILE` points at, or the default.

    `shown` is how the default is written in the documents, where it depends on other settings.
    """
    READ[name] = default if shown is None else shown
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(
                f"{name}_FILE peger på {path}, som ikke kan læses: {error.strerror}."
            ) from error
    return os.environ.get(name, default)


def env_bool(name: str, *, default: bool) -> bool:
    """Return the value of `name`, which must be `true` or `false`."""
    value = env_text(name, default=str(default).lower())
    if value.lower() not in {"true", "false"}:
        raise ImproperlyConfigured(f"{name} skal være true eller false, men er «{value}».")
    return value.lower() == "true"


def env_int(name: str, *, default: int, lowest: int = 0) -> int:
    """Return the whole number in `name`, at least `lowest`."""
    value = env_text(name, default=str(default))
    if not value.isdecimal() or int(value) < lowest:
        raise ImproperlyConfigured(f"{name} skal være et helt tal på mindst {lowest}, men er «{value}».")
    return int(value)


def env_list(name: str, *, default: list[str]) -> list[str]:
    """Return the comma-separated words in `name`."""
    value = env_text(name, default=",".join(default))
    return [word.strip() for word in value.split(",") if word.strip()]


def env_choice(name: str, *, default: str, choices: tuple[str, ...]) -> str:
    """Return the value of `name`, which must be one of the choices."""
    value = env_text(name, default=default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} skal være et af {', '.join(choices)}, men er «{value}».")
    return value


def env_date(name: str) -> date | None:
    """Return the day in `name`, written 2026-11-22, or None."""
    value = env_text(name, default="")
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} skal være en dato som 2026-11-22, men er «{value}».") from error


def env_secret(name: str, *, keep_in: Path) -> str:
    """Return the secret in `name`; without one, make one and keep it in a file that only the owner can read."""
    given = env_text(name, default="", shown="laves ved første start")
    if given:
        if len(given) < 32:
            raise ImproperlyConfigured(f"{name} er for kort: brug mindst 32 tilfældige tegn.")
        return given
    if not keep_in.exists():
        keep_in.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(keep_in, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(48))
    return keep_in.read_text(encoding="utf-8").strip()
