"""The thread of anything, what others do and decide, and the map of an agreement."""

from django.urls import path

from roedtraad.web.views import across, thread

urlpatterns = [
    path("traad/<id:public_id>", thread.thread, name="thread"),
    path("traad/<id:public_id>/led", thread.thread_links, name="thread_links"),
    path("traad/<id:public_id>/andre", across.elsewhere, name="elsewhere"),
    path("paa-tvaers", across.across, name="across"),
    path("sag/<id:public_id>/andre", across.case_elsewhere, name="case_elsewhere"),
    path("aftale/<id:public_id>/kort", across.agreement_map, name="agreement_map"),
]
