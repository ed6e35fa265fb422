"""Styles and scripts under names with their hash, so that browsers keep them for ever."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = "js/"


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Also writes the hashed names into the `import` lines of our scripts; those of others are left as they are."""

    support_js_module_import_aggregation = True

    def url_converter(
        self, name: str, hashed_files: dict[str, str], template: str | None = None
    ) -> Callable[[re.Match[str]], str]:
        """Return what replaces an address in a file; in other people's scripts, nothing."""
        if name.endswith(".js") and not name.startswith(OURS):
            return lambda match: match[0]
        convert: Callable[[Any], str] = super().url_converter(name, hashed_files, template)
        return convert
