"""Every address. They are Danish, stable and made to be cited; a published address never dies."""

from roedtraad.web.urls import urlpatterns as urlpatterns

handler400 = "roedtraad.web.views.errors.bad_request"
handler403 = "roedtraad.web.views.errors.forbidden"
handler404 = "roedtraad.web.views.errors.not_found"
handler500 = "roedtraad.web.views.errors.broken"
