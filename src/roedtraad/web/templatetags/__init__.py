"""Tags and filters; all of them are loaded in every template (`settings.TEMPLATES`)."""
