"""What an installation says about itself: its name, who answers for it, and what the law wants told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roedtraad.settings.env import env_choice, env_date, env_text

# How far the site lives up to the web accessibility act, in the words of the model statement.
ACCESSIBILITY = ("fuldt", "delvist", "ikke")


@dataclass(frozen=True, slots=True)
class Site:
    """The installation. Texts are Danish, as shown; what is not known is ''."""

    name: str  # 'Sundhedsklynge Vestbælt', under the name of the program
    owner: str  # the authority that answers for the site and its data
    contact_name: str
    contact_email: str
    contact_phone: str
    contact_address: str
    privacy_contact: str  # e-mail address of the data protection officer
    was_url: str  # the statement in the official WAS tool
    accessibility: str  # one of ACCESSIBILITY
    accessibility_exceptions: str
    accessibility_reviewed: date | None


def site() -> Site:
    """Return what the environment says of the installation."""
    return Site(
        name=env_text("ROEDTRAAD_NAME", default=""),
        owner=env_text("ROEDTRAAD_OWNER", default=""),
        contact_name=env_text("ROEDTRAAD_CONTACT_NAME", default="Sekretariatet"),
        contact_email=env_text("ROEDTRAAD_CONTACT_EMAIL", default=""),
        contact_phone=env_text("ROEDTRAAD_CONTACT_PHONE", default=""),
        contact_address=env_text("ROEDTRAAD_CONTACT_ADDRESS", default=""),
        privacy_contact=env_text("ROEDTRAAD_PRIVACY_CONTACT", default=""),
        was_url=env_text("ROEDTRAAD_WAS_URL", default=""),
        accessibility=env_choice("ROEDTRAAD_ACCESSIBILITY", default="delvist", choices=ACCESSIBILITY),
        accessibility_exceptions=env_text("ROEDTRAAD_ACCESSIBILITY_EXCEPTIONS", default=""),
        accessibility_reviewed=env_date("ROEDTRAAD_ACCESSIBILITY_REVIEWED"),
    )
