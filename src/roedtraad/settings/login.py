"""Who may log in and how: mailed codes for members; password and second factor for secretariats and administrators.

Nobody signs up: users are made from the people of the register. What a user may do follows from seats.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from roedtraad.settings.env import env_bool, env_text

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "front"

ACCOUNT_ADAPTER = "roedtraad.web.login.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # a user exists because a secretariat says so
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # strangers get no mail, and the same answer
ACCOUNT_EMAIL_NOTIFICATIONS = True  # 'your password was changed', 'a second factor was removed'
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_CODE_FORMAT = ACCOUNT_LOGIN_BY_CODE_FORMAT
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,5/15m/key",
    "reset_password": "20/m/ip,5/15m/key",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = False  # the session ends with the browser
ACCOUNT_USER_DISPLAY = str
ACCOUNT_FORMS = {
    "login": "roedtraad.web.forms.login.PasswordLoginForm",
    "request_login_code": "roedtraad.web.forms.login.CodeRequestForm",
    "confirm_login_code": "roedtraad.web.forms.login.CodeForm",
    "reset_password": "roedtraad.web.forms.login.ResetForm",
    "confirm_password_reset_code": "roedtraad.web.forms.login.ResetCodeForm",
    "reset_password_from_key": "roedtraad.web.forms.login.NewPasswordForm",
    "set_password": "roedtraad.web.forms.login.SetPasswordForm",
    "change_password": "roedtraad.web.forms.login.ChangePasswordForm",
    "reauthenticate": "roedtraad.web.forms.login.ConfirmPasswordForm",
}
MFA_FORMS = {
    "authenticate": "roedtraad.web.forms.login.SecondStepForm",
    "reauthenticate": "roedtraad.web.forms.login.ConfirmCodeForm",
    "activate_totp": "roedtraad.web.forms.login.ActivateAppForm",
    "add_webauthn": "roedtraad.web.forms.login.AddPasskeyForm",
    "edit_webauthn": "roedtraad.web.forms.login.RenamePasskeyForm",
}

MFA_ADAPTER = "roedtraad.web.login.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses come from the secretariat, not from whoever signs up
MFA_RECOVERY_CODE_COUNT = 10
MFA_TOTP_TOLERANCE = 1  # clocks may be half a minute off

SOCIALACCOUNT_ADAPTER = "roedtraad.web.login.adapters.OrganisationAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # the address that the organisation vouches for finds the user
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
USERSESSIONS_TRACK_ACTIVITY = False

# A demonstration on one's own machine: anybody may log in as anybody, by a button.
IS_DEMO = env_bool("ROEDTRAAD_DEMO", default=False)

OIDC_URL = env_text("ROEDTRAAD_OIDC_URL", default="")
OIDC_NAME = env_text("ROEDTRAAD_OIDC_NAME", default="din organisation")
OIDC_CLIENT_ID = env_text("ROEDTRAAD_OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env_text("ROEDTRAAD_OIDC_CLIENT_SECRET", default="")
# The organisation demands a second factor itself, so that ours is not asked for.
OIDC_IS_STRONG = env_bool("ROEDTRAAD_OIDC_IS_STRONG", default=False)


def oidc_provider() -> dict[str, Any]:
    """Return allauth's SOCIALACCOUNT_PROVIDERS: one provider, or none when no address is set."""
    if not OIDC_URL:
        return {}
    if not (OIDC_CLIENT_ID and OIDC_CLIENT_SECRET):
        raise ImproperlyConfigured(
            "ROEDTRAAD_OIDC_URL er sat, men ROEDTRAAD_OIDC_CLIENT_ID eller ROEDTRAAD_OIDC_CLIENT_SECRET mangler."
        )
    app = {
        "provider_id": "organisation",
        "name": OIDC_NAME,
        "client_id": OIDC_CLIENT_ID,
        "secret": OIDC_CLIENT_SECRET,
        "settings": {"server_url": OIDC_URL, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def oidc_origin() -> list[str]:
    """Return the origin that the login form leads to, for the content security policy."""
    parts = urlsplit(OIDC_URL)
    return [f"{parts.scheme}://{parts.netloc}"] if OIDC_URL else []


SOCIALACCOUNT_PROVIDERS = oidc_provider()
