"""The door for a WSGI server: `gunicorn roedtraad.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roedtraad.settings")
application = get_wsgi_application()
