"""The door for a WSGI server: `gunicorn roedtraad.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from roedtraad.search.language import shipped_lexicon

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roedtraad.settings")
application = get_wsgi_application()
shipped_lexicon()  # half a second, once in a process: not at the cost of the first who searches
