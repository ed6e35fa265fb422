"""Initiatives, agreements, focus areas, measurements and statuses."""

from django.urls import path

from roedtraad.accounts.models import RecordKind
from roedtraad.web.beside_rows import SUBJECTS
from roedtraad.web.urls.faces import face
from roedtraad.web.views import (
    agreements,
    beside,
    initiative_proposals,
    initiative_rows,
    initiative_writing,
    initiatives,
    measurements,
    presenting,
    status,
)

urlpatterns = [
    path("indsatser", initiatives.initiatives, name="initiatives"),
    path("indsatser/ny", initiative_writing.new_initiative, name="initiative_new"),
    path("indsatser/forslag", initiative_proposals.proposals, name="initiative_proposals"),
    path("indsats/<id:public_id>/skriv", initiative_writing.edit_initiative, name="initiative_edit"),
    path("indsats/<id:public_id>/skrevet", initiative_rows.written, name="initiative_written"),
    path("indsats/<id:public_id>/skrevet/<str:key>", initiative_rows.row, name="initiative_row"),
    path("indsats/<id:public_id>/maalinger", measurements.measurements, name="measurements"),
    path("indsats/<id:public_id>/maalinger/fil", measurements.measurements_file, name="measurements_file"),
    path(
        "indsats/<id:public_id>/maalinger.csv",
        measurements.measurements_template,
        name="measurements_template",
    ),
    path("indsats/<id:public_id>/status", status.statuses, name="statuses"),
    path("indsats/<id:public_id>/status/kalender", status.status_calendar, name="status_calendar"),
    path("indsats/<id:public_id>/status/<slug:key>", status.status, name="status"),
    path("indsats/<id:public_id>/status/<slug:key>/dagsorden", status.status_place, name="status_place"),
    path("aftaler", agreements.agreements, name="agreements"),
    path("aftaler/ny", initiative_writing.new_agreement, name="agreement_new"),
    *(
        path(f"{word}/<id:public_id>/skriv", beside.edit, {"word": word}, name=subject.route)
        for word, subject in SUBJECTS.items()
    ),
    *(
        path(f"{word}/<id:public_id>/skrevet/<str:key>", beside.row, {"word": word}, name=subject.row_route)
        for word, subject in SUBJECTS.items()
        if subject.row_route
    ),
    path("indsatser/praesentationer", presenting.presentations, name="presentations"),
    *face(RecordKind.INITIATIVE, initiatives.initiative),
    *face(RecordKind.AGREEMENT, agreements.agreement),
    *face(RecordKind.FOCUS_AREA, agreements.focus_area),
]
