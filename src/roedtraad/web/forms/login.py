"""allauth's forms with our labels: no placeholders, hints under labels, the right keyboard on a telephone."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _


class Plain(forms.Form):
    """A form whose fields have labels and hints instead of placeholders."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name == "code":
                field.widget.attrs |= {"class": "code", "inputmode": "numeric", "autocapitalize": "off"}
            if name in {"login", "email"}:
                field.label = _("E-mail address")


class CodeRequestForm(Plain, account.RequestLoginCodeForm):
    """Where should the code be sent?"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("The address that the secretariat has for you.")
        self.fields["email"].required = True


class CodeForm(Plain, account.ConfirmLoginCodeForm):
    """Which code came in the mail?"""


class PasswordLoginForm(Plain, account.LoginForm):
    """Address and password."""


class ResetForm(Plain, account.ResetPasswordForm):
    """Where should the code for a new password be sent?"""


class ResetCodeForm(Plain, account.ConfirmPasswordResetCodeForm):
    """Which code came in the mail?"""


class NewPasswordForm(Plain, account.ResetPasswordKeyForm):
    """A new password after a forgotten one."""


class SetPasswordForm(Plain, account.SetPasswordForm):
    """The first password."""


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    """The old and the new password."""


class ConfirmPasswordForm(Plain, account.ReauthenticateForm):
    """The password once more."""


class SecondStepForm(Plain, mfa.AuthenticateForm):
    """The code that the app shows, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Six digits from the app, or one of your recovery codes.")


class ConfirmCodeForm(Plain, mfa.ReauthenticateForm):
    """The code that the app shows, once more."""


class ActivateAppForm(Plain, totp.ActivateTOTPForm):
    """The first code that the app shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from the app")


class AddPasskeyForm(Plain, webauthn.AddWebAuthnForm):
    """A name for the new key, and whether it may log in alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        self.fields["passwordless"].label = _("Log in with this key alone, without a password")
        self.fields["passwordless"].help_text = _(
            "The key then asks for a fingerprint, your face or a PIN each time."
        )


class RenamePasskeyForm(Plain, webauthn.EditWebAuthnForm):
    """A new name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
