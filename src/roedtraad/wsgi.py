"""The door for a WSGI server: `gunicorn roedtraad.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from roedtraad.search.language import shipped_lexicon

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roedtraad.settings")
application = get_wsgi_application()
# Seconds of work, once for all processes that are forked from this one: not at the cost of the first who comes.
shipped_lexicon()
_ = get_resolver().url_patterns
