"""Where cases are written."""

from django.urls import path

from roedtraad.web.views import papers, pieces, proposing, templates, writing

urlpatterns = [
    path("sager", writing.cases, name="cases_written"),
    path("sag/ny", writing.begin, name="case_begin"),
    path("sager/skabelon/<id:public_id>", templates.body_template, name="body_template"),
    path("sag/foreslaa", proposing.propose, name="case_propose"),
    path("sag/<id:public_id>/skriv/svar", proposing.answer, name="case_answer"),
    path("sag/<id:public_id>/skriv/bilag", papers.case_papers, name="case_papers"),
    path("sag/<id:public_id>/skriv/dele", pieces.case_pieces, name="case_pieces"),
    path("punkt/<id:public_id>/bilag/nyt", papers.item_paper, name="item_paper"),
    path("sag/<id:public_id>/skriv", writing.write, name="case_write"),
    path("sag/<id:public_id>/skriv/klar", writing.ready, name="case_ready"),
    path("sag/<id:public_id>/skriv/inviter", writing.invite, name="case_invite"),
    path("sag/<id:public_id>/skriv/bemaerk", writing.remark, name="case_remark"),
    path("sag/<id:public_id>/skriv/<slug:key>/versioner", writing.versions, name="case_versions"),
    path("sag/<id:public_id>/skriv/<slug:key>/saml", writing.join, name="case_join"),
]
