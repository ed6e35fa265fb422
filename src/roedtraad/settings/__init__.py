"""The settings: `base` reads the environment; a module beside it (`testing`) may say what it wants before that.

Importing `roedtraad.settings.testing` runs this file first, so it must leave the environment alone then.
"""

import os

if os.environ.get("DJANGO_SETTINGS_MODULE", "roedtraad.settings") == "roedtraad.settings":
    from roedtraad.settings.base import *  # noqa: F403
