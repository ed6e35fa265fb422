"""Mails and follows, and the feeds for everybody."""

from django.urls import path

from roedtraad.web.views import feeds, notices

urlpatterns = [
    path("beskeder", notices.settings, name="notices"),
    path("beskeder/udbakke", notices.outbox, name="outbox"),
    path("beskeder/udbakke/<id:public_id>", notices.one_mail, name="mail"),
    path("beskeder/stop/<str:token>", notices.stop, name="notices_stop"),
    path("mine-emner", notices.follows, name="follows"),
    path("foelg/soegning", notices.follow_search, name="follow_search"),
    path("foelg/<id:public_id>", notices.follow, name="follow"),
    path("feed/beslutninger", feeds.decisions, name="feed_decisions"),
    path("feed/moeder", feeds.meetings, name="feed_meetings"),
    path("feed/organ/<id:public_id>", feeds.body, name="feed_body"),
    path("feed/sag/<id:public_id>", feeds.case, name="feed_case"),
    path("feed/indsats/<id:public_id>", feeds.initiative, name="feed_initiative"),
]
