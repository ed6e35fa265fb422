"""Logging in and out, and one's own account. The names are allauth's, the addresses are ours."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as organisation
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions import views as sessions
from django.urls import path

from roedtraad.web.views import account as own

urlpatterns = [
    path("log-ind", account.request_login_code, name="account_request_login_code"),
    path("log-ind/kode", account.confirm_login_code, name="account_confirm_login_code"),
    path("log-ind/adgangskode", account.login, name="account_login"),
    path("log-ind/adgangsnoegle", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("log-ind/trin-2", mfa.authenticate, name="mfa_authenticate"),
    path("log-ind/glemt", account.password_reset, name="account_reset_password"),
    path(
        "log-ind/glemt/kode",
        account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path("log-ind/glemt/ny", account.complete_password_reset, name="account_complete_password_reset"),
    path(
        "log-ind/glemt/faerdig",
        account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    path("log-ind/lukket", account.account_inactive, name="account_inactive"),
    path("log-ind/organisation/<slug:provider_id>", oidc.login, name="openid_connect_login"),
    path("log-ind/organisation/<slug:provider_id>/svar", oidc.callback, name="openid_connect_callback"),
    path("log-ind/afbrudt", organisation.login_cancelled, name="socialaccount_login_cancelled"),
    path("log-ind/fejl", organisation.login_error, name="socialaccount_login_error"),
    path("log-ud", account.logout, name="account_logout"),
    path("konto", own.account, name="account"),
    path("konto/mangler", own.second_factor, name="second_factor"),
    path("konto/bekraeft", account.reauthenticate, name="account_reauthenticate"),
    path("konto/bekraeft/kode", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("konto/bekraeft/noegle", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("konto/adgangskode", account.password_change, name="account_change_password"),
    path("konto/adgangskode/ny", account.password_set, name="account_set_password"),
    path("konto/trin-2", mfa.index, name="mfa_index"),
    path("konto/trin-2/app", totp.activate_totp, name="mfa_activate_totp"),
    path("konto/trin-2/app/fjern", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("konto/trin-2/noegler", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("konto/trin-2/noegler/ny", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("konto/trin-2/noegler/<int:pk>/ret", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("konto/trin-2/noegler/<int:pk>/fjern", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("konto/trin-2/koder", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("konto/trin-2/koder/nye", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("konto/trin-2/koder/hent", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("konto/steder", sessions.list_usersessions, name="usersessions_list"),
]
