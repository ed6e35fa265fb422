"""The settings. What differs between installations is read from the environment; `docs/settings.md` lists it."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from roedtraad.settings.env import env_bool, env_choice, env_int, env_list, env_secret, env_text
from roedtraad.settings.login import *  # noqa: F403
from roedtraad.settings.login import IS_DEMO, oidc_origin
from roedtraad.settings.logs import logging_config
from roedtraad.settings.mail import mail_server
from roedtraad.settings.site import site

PACKAGE = Path(__file__).resolve().parent.parent

# Where this installation keeps what is not code: database, originals, index, secret.
DATA_DIR = Path(env_text("ROEDTRAAD_DATA", default="var")).resolve()
DEBUG = env_bool("ROEDTRAAD_DEBUG", default=False)
SECRET_KEY = env_secret("ROEDTRAAD_SECRET_KEY", keep_in=DATA_DIR / "secret_key")
ALLOWED_HOSTS = env_list("ROEDTRAAD_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
BASE_URL = env_text("ROEDTRAAD_BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
IS_HTTPS = BASE_URL.startswith("https://")
# How many proxies of our own stand in front; their X-Forwarded headers are believed.
PROXIES = env_int("ROEDTRAAD_PROXIES", default=0)
SITE = site()

INSTALLED_APPS = [
    "roedtraad.operations",
    "roedtraad.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "roedtraad.accounts",
    "roedtraad.bodies",
    "roedtraad.documents",
    "roedtraad.cases",
    "roedtraad.meetings",
    "roedtraad.commitments",
    "roedtraad.initiatives",
    "roedtraad.fund",
    "roedtraad.checks",
    "roedtraad.search",
    "roedtraad.thread",
    "roedtraad.publishing",
    "roedtraad.notices",
    "roedtraad.planning",
    "roedtraad.importing",
]
AUTH_USER_MODEL = "accounts.User"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "roedtraad.web.request_log.request_log_middleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "roedtraad.web.viewers.viewer_middleware",
    "roedtraad.web.login.second_factor.SecondFactorMiddleware",
    "roedtraad.web.refusals.RefusalMiddleware",
]
ROOT_URLCONF = "roedtraad.urls"
WSGI_APPLICATION = "roedtraad.wsgi.application"
APPEND_SLASH = False  # our addresses end without one; `web.views.errors` sends on whoever adds it

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "roedtraad.web.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_htmx.templatetags.django_htmx",
                "template_partials.templatetags.partials",
                "roedtraad.web.templatetags.writing",
                "roedtraad.web.templatetags.parts",
                "roedtraad.web.templatetags.prose",
            ],
        },
    }
]
FORM_RENDERER = "roedtraad.web.forms.rendering.FormRenderer"

DATABASES = {
    "default": dj_database_url.parse(
        env_text(
            "DATABASE_URL",
            default=f"sqlite:///{DATA_DIR / 'roedtraad.sqlite3'}",
            shown="sqlite i datamappen",
        ),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            " PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000; PRAGMA mmap_size=134217728;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Counts of login attempts, shared by the processes of this machine.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
    }
}

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "roedtraad.web.static_files.HashedFiles"},
}
MEDIA_ROOT = DATA_DIR / "files"
SEARCH_DIR = DATA_DIR / "index"

# The largest document that is taken in, and the largest upload of one request.
MAX_DOCUMENT_BYTES = env_int("ROEDTRAAD_MAX_DOCUMENT_MB", default=50, lowest=1) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 1000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

MAIL = mail_server(env_text("ROEDTRAAD_EMAIL_URL", default="console:"))
EMAIL_BACKEND = "roedtraad.web.mails.KeptMails" if IS_DEMO else MAIL.backend  # no mail leaves a demonstration
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.use_tls, MAIL.use_ssl
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env_text("ROEDTRAAD_EMAIL_FROM", default="Rød Tråd <roedtraad@localhost>")

# What a browser may do with our pages: everything comes from here, nothing is inline.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *oidc_origin()],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "roedtraad.web.views.errors.csrf_failure"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
MESSAGE_STORAGE = "django.contrib.messages.storage.fallback.FallbackStorage"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_HTTPS else 0
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = logging_config(
    style=env_choice("ROEDTRAAD_LOG", default="text", choices=("text", "json")), debug=DEBUG
)
