"""Settings for the test suite: the same, with a data folder that goes away and mails that stay in memory."""

import os
import tempfile

os.environ.setdefault("ROEDTRAAD_DATA", tempfile.mkdtemp(prefix="roedtraad-test-"))
os.environ.setdefault("ROEDTRAAD_SECRET_KEY", "only-for-tests-" * 4)
os.environ.setdefault("ROEDTRAAD_NAME", "Sundhedsklynge Vestbælt")

from roedtraad.settings.base import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Styles and scripts are found where they lie; nothing has to be collected before a test.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
