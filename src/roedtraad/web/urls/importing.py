"""Bringing files, the drafts that they become, and the review page."""

from django.urls import path

from roedtraad.web.urls import faces  # noqa: F401  (registers the converter `id`)
from roedtraad.web.views import importing, review, reviewing, settling

urlpatterns = [
    path("indlaesning", importing.drafts, name="importing"),
    path("indlaesning/ny", importing.bring, name="import_new"),
    path("indlaesning/godkend", importing.accept_many, name="import_accept"),
    path("indlaesning/proev-igen", importing.try_again, name="import_try_again"),
    path("indlaesning/<id:public_id>", importing.batch, name="import_batch"),
    path("kladde/<id:public_id>", review.draft, name="draft"),
    path("kladde/<id:public_id>/billede/<int:number>.png", review.picture, name="draft_picture"),
    path("kladde/<id:public_id>/ret", reviewing.write, name="draft_write"),
    path("kladde/<id:public_id>/tilfoej", reviewing.add, name="draft_add"),
    path("kladde/<id:public_id>/fjern", reviewing.remove, name="draft_remove"),
    path("kladde/<id:public_id>/saml", reviewing.merge, name="draft_merge"),
    path("kladde/<id:public_id>/del", reviewing.split, name="draft_split"),
    path("kladde/<id:public_id>/fortryd", reviewing.undo, name="draft_undo"),
    path("kladde/<id:public_id>/svar", settling.answer, name="draft_answer"),
    path("kladde/<id:public_id>/uoverensstemmelse", settling.finding, name="draft_finding"),
    path("kladde/<id:public_id>/cpr", settling.cpr, name="draft_cpr"),
    path("kladde/<id:public_id>/punkt", settling.item, name="draft_item"),
    path("kladde/<id:public_id>/godkend", settling.accept, name="draft_accept"),
    path("kladde/<id:public_id>/laeg-til-side", settling.aside, name="draft_aside"),
    path("kladde/<id:public_id>/tag-op", settling.take_up, name="draft_take_up"),
    path("kladde/<id:public_id>/forskelle", review.differences, name="draft_differences"),
    path("kladde/<id:public_id>/laes-igen", settling.read_again, name="draft_read_again"),
]
