"""The app `web`."""

from django.apps import AppConfig
from django.utils.translation.reloader import translation_file_changed

from roedtraad.web import translations


class WebConfig(AppConfig):
    """The pages."""

    name = "roedtraad.web"
    label = "web"

    def ready(self) -> None:
        """Compile the Danish texts when somebody has changed them; the compiled file is not committed."""
        translations.compile_when_changed()
        # Django reads texts while it loads models, before this: what it read then may be older, or nothing.
        translation_file_changed(sender=None, file_path=translations.FOLDER / "django.mo")
