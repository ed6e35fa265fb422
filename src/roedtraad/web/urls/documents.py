"""Documents: their pages, and the files themselves."""

from django.urls import path

from roedtraad.accounts.models import RecordKind
from roedtraad.web.urls.faces import face
from roedtraad.web.views import documents

urlpatterns = [
    path("dokument/<id:public_id>/side/<int:number>", documents.page, name="document_page"),
    path("dokument/<id:public_id>/side/<int:number>/billede", documents.picture, name="document_picture"),
    path("dokument/<id:public_id>/hent", documents.file, name="document_file"),
    path("dokument/<id:public_id>/set", documents.seen, name="document_seen"),
    *face(RecordKind.DOCUMENT, documents.document),
    *face(RecordKind.ATTACHMENT, documents.attachment),
]
