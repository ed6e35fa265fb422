"""Who may open which page: a line for every address of the program.

A row is: name of the address, path, who sees it, and what the others get: `GONE` (404, the same as for what does not
exist), `TO_LOGIN` (the way to the login), or a status. A path that starts with `:` is the name of a page of the
showcase. A page of a record needs a row for each of its states: open, closed, masked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from showcase import ADMINISTRATORS, CIRCLE, EVERYBODY, LOGGED_IN, MAKERS, MEMBERS, SECRETARIAT, Role

from roedtraad.web.forms.by_name import FINDERS
from roedtraad.web.views.body_acts import ACTS as WRITTEN_OF_A_BODY
from roedtraad.web.views.collaboration_acts import ACTS as WRITTEN_OF_A_COLLABORATION
from roedtraad.web.views.party_acts import ACTS as WRITTEN_OF_A_PARTY
from roedtraad.web.views.purse_acts import ACTS as WRITTEN

GONE = HTTPStatus.NOT_FOUND
TO_LOGIN = HTTPStatus.FOUND
NOBODY: frozenset[Role] = frozenset()
STRANGER = frozenset({Role.ANONYMOUS})


@dataclass(frozen=True)
class Row:
    """One address, in one state, and who sees it."""

    route: str
    path: str
    seen_by: frozenset[Role] = EVERYBODY
    others: HTTPStatus = GONE
    stranger: HTTPStatus | None = None  # what somebody without a login gets, when it is not the same
    method: str = "get"
    seen_as: HTTPStatus = HTTPStatus.OK
    data: Mapping[str, str] = field(default_factory=dict)
    state: str = "open"

    @property
    def id(self) -> str:
        """Return how the row is called in the output of the tests."""
        return f"{self.method} {self.path}"

    def status(self, role: Role) -> HTTPStatus:
        """Return what this role gets."""
        if role in self.seen_by:
            return self.seen_as
        return self.stranger if role is Role.ANONYMOUS and self.stranger else self.others


def posted(
    route: str,
    path: str,
    seen_by: frozenset[Role],
    others: HTTPStatus = GONE,
    *,
    seen_as: HTTPStatus = HTTPStatus.FOUND,
) -> Row:
    """Return the row of a form that is sent empty: it changes nothing, and leads back or shows itself again."""
    return Row(route, path, seen_by, others, stranger=HTTPStatus.UNAUTHORIZED, method="post", seen_as=seen_as)


MOVED = HTTPStatus.FOUND

TABLE: tuple[Row, ...] = (
    Row("front", "/"),
    Row("about", "/om"),
    Row("accessibility", "/tilgaengelighed"),
    Row("privacy", "/privatliv"),
    Row("minutes", ":minutes", MEMBERS, stranger=TO_LOGIN, state="closed"),
    Row("meeting_trail", ":meeting-trail", EVERYBODY),
    Row("try_file", "/efterproev"),
    Row("try_file", "/efterproev", method="post"),
    Row("search", "/soeg"),
    Row("search", "/soeg?q=hjem"),
    Row("search", "/soeg?q=hjem&slags=beslutning&aar=2026&orden=nyeste", state="filtered"),
    Row("search", "/soeg?q=havneg*", state="closed"),
    Row("search", "/soeg?q=udbud", state="closed"),
    Row("search", "/soeg?q=natlægevagten", state="closed"),
    Row("search", "/soeg?q=lukketsn", state="closed"),
    Row("search", "/soeg?q=lukketse*", state="closed"),
    Row("search", "/soeg?q=skjuleg*", state="closed"),
    Row("search", "/soeg?q=rigmor", state="masked"),
    Row("search", "/soeg?slags=punkt&slags=beslutning&slags=sag&slags=person&slags=moede", state="all"),
    Row("suggestions", "/soeg/forslag?q=hje"),
    Row("suggestions", "/soeg/forslag?q=havneg", state="closed"),
    Row("suggestions", "/soeg/forslag?q=lukk", state="closed"),
    Row("suggestions", "/soeg/forslag?q=natl", state="closed"),
    Row("suggestions", "/soeg/forslag?q=rigm", state="masked"),
    Row("desk", "/skrivebord", LOGGED_IN, TO_LOGIN),
    Row("demo", "/demo", NOBODY),  # only in a demonstration
    Row("collaborations", "/samarbejder"),
    Row("collaboration", ":collaboration"),
    Row("body", ":body"),
    Row("body", ":body-strategic"),
    Row("person", ":person", state="masked"),
    Row("person", ":person-closed", MEMBERS, state="closed"),
    Row("invite", ":invite", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("body_seats", ":body-seats", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    *(
        Row("body_write", f":body-skriv-{what}", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN)
        for what in WRITTEN_OF_A_BODY
    ),
    Row("body_terms", ":body-terms"),
    Row("body_overview", ":body-overview"),
    Row("body_overview_file", ":body-overview-file"),
    Row("collaboration_overview", ":collaboration-overview"),
    Row("collaboration_overview_file", ":collaboration-overview-file"),
    Row("collaboration_new", "/samarbejder/nyt", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("register_load", "/samarbejder/register", ADMINISTRATORS, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    *(
        Row(
            "collaboration_write",
            f":collaboration-skriv-{what}",
            SECRETARIAT,
            HTTPStatus.FORBIDDEN,
            stranger=TO_LOGIN,
        )
        for what in WRITTEN_OF_A_COLLABORATION
    ),
    Row("parties", "/parter"),
    Row("party_new", "/parter/ny", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    *(
        Row("party_write", f":party-skriv-{what}", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN)
        for what in WRITTEN_OF_A_PARTY
    ),
    *(
        Row("names", f"/opslag/{what}?q=gerda+lukket", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN)
        for what in FINDERS
    ),
    Row("party", ":party"),
    # meetings, items, decisions, cases
    Row("meetings", "/moeder"),
    Row("meetings", "/moeder?niveau=political&form=ordinary&aar=2026"),
    Row("meeting", ":meeting"),
    Row("meeting", ":meeting-internal", CIRCLE, state="closed"),
    Row("meeting_calendar", ":meeting-calendar"),
    Row("meeting_calendar", ":meeting-internal-calendar", CIRCLE, state="closed"),
    Row("body_wishes", ":body-wishes", CIRCLE, stranger=TO_LOGIN, state="closed"),
    Row("meeting_binder", ":meeting-binder"),
    Row("meeting_binder", ":meeting-internal-binder", CIRCLE, state="closed"),
    Row("meeting_publish", ":meeting-publish", SECRETARIAT, stranger=TO_LOGIN, state="closed"),
    Row("published_file", ":published-file"),
    Row("published_file", ":taken-back-file", CIRCLE, state="closed"),
    Row("item", ":item", state="masked"),
    Row("item", ":item-closed", MEMBERS, state="closed"),
    Row("decision", ":decision", state="masked"),
    Row("decision", ":decision-closed", MEMBERS, state="closed"),
    Row("case", ":case"),
    Row("case", ":case-closed", MEMBERS, state="closed"),
    Row("decisions", "/beslutninger"),
    Row("decisions", "/beslutninger?ord=havneg%C3%A5rden+kajen&orden=aeldste&penge=on"),
    Row("decisions_csv", "/beslutninger.csv", state="masked"),
    Row("decisions_csv", "/beslutninger.csv?udfald=approved"),
    # promises
    Row("commitments", "/loefter", state="masked"),
    Row("commitments", "/loefter?status=aabne&niveau=political&side=2", state="filtered"),
    Row("commitment", ":promise", state="masked"),
    Row("commitment", ":promise-closed", MEMBERS, state="closed"),
    Row(
        "commitment_act",
        ":promise-act",
        SECRETARIAT | {Role.CHAIR},
        HTTPStatus.FORBIDDEN,
        stranger=HTTPStatus.UNAUTHORIZED,
        method="post",
        data={"goer": "bortfald"},
        state="masked",
    ),
    # the thread
    Row("thread", ":thread", state="masked"),
    Row("thread", ":thread-initiative-closed", CIRCLE | {Role.ELSEWHERE}, state="closed"),
    Row("thread", ":thread-decision"),
    Row("thread", ":thread-item"),
    Row("thread", ":thread-item-closed", MEMBERS, state="closed"),
    Row("thread", ":thread-case"),
    Row("thread", ":thread-agreement"),
    Row("thread_links", ":thread-links", SECRETARIAT, stranger=TO_LOGIN),
    posted("thread_links", ":thread-links", SECRETARIAT, seen_as=GONE),
    Row("elsewhere", ":thread-elsewhere"),
    Row("across", "/paa-tvaers"),
    Row("across", "/paa-tvaers?ord=havneg%C3%A5rden", state="closed"),
    Row("case_elsewhere", ":case-elsewhere", SECRETARIAT, stranger=TO_LOGIN),
    Row("agreement_map", ":agreement-map"),
    # initiatives
    Row("initiatives", "/indsatser", state="masked"),
    Row("initiatives", "/indsatser?status=paused", state="filtered"),
    Row("initiative", ":initiative", state="masked"),
    Row("initiative", ":initiative-closed", CIRCLE | {Role.ELSEWHERE}, state="closed"),
    Row("agreements", "/aftaler"),
    Row("agreement", ":agreement"),
    Row("focus_area", ":focus-area"),
    Row("initiative_new", "/indsatser/ny", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("initiative_proposals", "/indsatser/forslag", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("agreement_new", "/aftaler/ny", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("initiative_edit", ":initiative-skriv", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("initiative_written", ":initiative-skrevet", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("initiative_row", ":initiative-milestone", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("agreement_edit", ":agreement-skriv", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("focus_area_edit", ":focus-area-skriv", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("vision_edit", ":vision-skriv", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("cooperation_edit", ":samarbejdsaftale-skriv", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("cohort_edit", ":hold-skriv", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("indicator_edit", ":tal-skriv", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("agreement_row", ":aftale-skrevet", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("focus_area_row", ":fokusomraade-skrevet", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("cooperation_row", ":samarbejdsaftale-skrevet", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("cohort_row", ":hold-skrevet", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("indicator_row", ":tal-skrevet", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("presentations", "/indsatser/praesentationer"),
    Row("measurements", ":initiative-maalinger", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    posted("measurements_file", ":initiative-fil", SECRETARIAT, HTTPStatus.FORBIDDEN, seen_as=HTTPStatus.OK),
    Row("measurements_template", ":initiative-csv", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("statuses", ":initiative-status", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    posted("status_calendar", ":initiative-calendar", SECRETARIAT, HTTPStatus.FORBIDDEN),
    Row("status", ":initiative-answer", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    posted("status_place", ":initiative-place", SECRETARIAT, HTTPStatus.FORBIDDEN),
    # money
    Row("funds", "/midler", seen_as=MOVED),
    Row("fund", ":fund", state="masked"),
    Row("fund", ":fund-year", state="masked"),
    Row("fund_statement", ":fund-statement", state="masked"),
    Row("fund_statement", ":fund-party", state="masked"),
    Row("fund_csv", ":fund-csv", state="masked"),
    Row("fund_xlsx", ":fund-xlsx", state="masked"),
    Row("fund_open", "/midler/opret", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    *(
        Row("fund_write", f":fund-skriv-{what}", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN)
        for what in WRITTEN
    ),
    Row("fund_answer", ":fund-answer", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("fund_reconciliations", ":fund-afstemning", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row(
        "fund_reconciliation",
        ":fund-accounts",
        SECRETARIAT,
        HTTPStatus.FORBIDDEN,
        stranger=TO_LOGIN,
        state="closed",
    ),
    posted("fund_reconciliation", ":fund-accounts", SECRETARIAT, HTTPStatus.FORBIDDEN, seen_as=GONE),
    Row("fund_adoptions", ":fund-vedtagelser", state="masked"),
    Row("adoptions", ":adoptions", state="masked"),
    Row("adoptions", ":adoptions-closed", MEMBERS, state="closed"),
    posted("adoptions", ":adoptions", SECRETARIAT, HTTPStatus.FORBIDDEN, seen_as=HTTPStatus.OK),
    Row("adoption", ":adoption", state="masked"),
    Row("adoption", ":adoption-closed", MEMBERS, state="closed"),
    posted("adoption", ":adoption", SECRETARIAT, HTTPStatus.FORBIDDEN, seen_as=GONE),
    Row("entry", ":entry"),
    Row("entry", ":entry-closed", MEMBERS, state="closed"),
    Row("entry_reverse", ":entry-reverse", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("fund_grant", ":fund-tildel", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("fund_allocate", ":fund-udmoent", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("fund_spend", ":fund-forbrug", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("fund_carry_over", ":fund-overfoer", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row(
        "fund_proposals",
        ":fund-forslag",
        SECRETARIAT,
        HTTPStatus.FORBIDDEN,
        stranger=TO_LOGIN,
        state="closed",
    ),
    # documents
    Row("document", ":document", EVERYBODY, seen_as=HTTPStatus.FOUND),
    Row("document_page", ":document-page", state="masked"),
    Row("document_page", ":document-cited", state="masked"),
    Row("document_page", ":document-cited-closed", state="closed"),
    Row("document_page", ":document-finding", state="masked"),
    Row("document_picture", ":document-picture", NOBODY, state="masked"),
    Row("document_file", ":document-file", SECRETARIAT, HTTPStatus.FORBIDDEN, state="masked"),
    posted("document_seen", ":document-seen", SECRETARIAT),
    Row("attachment", ":attachment", EVERYBODY, seen_as=HTTPStatus.FOUND),
    # cases in the making
    Row("cases_written", "/sager", LOGGED_IN, TO_LOGIN),
    Row("case_begin", "/sag/ny", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row(
        "case_propose",
        "/sag/foreslaa",
        LOGGED_IN - {Role.ADMINISTRATOR},
        HTTPStatus.FORBIDDEN,
        stranger=TO_LOGIN,
    ),
    Row("body_template", ":body-template", SECRETARIAT, stranger=TO_LOGIN),
    posted("case_papers", ":case-papers", SECRETARIAT),
    posted("case_pieces", ":case-pieces", SECRETARIAT),
    posted("case_answer", ":case-answer", SECRETARIAT),
    Row("item_paper", ":item-paper", SECRETARIAT, stranger=TO_LOGIN),
    Row("case_write", ":case-write", SECRETARIAT, stranger=TO_LOGIN, state="closed"),
    Row("case_versions", ":case-versions", SECRETARIAT, stranger=TO_LOGIN, state="closed"),
    Row("case_join", ":case-join", SECRETARIAT, stranger=TO_LOGIN, seen_as=MOVED, state="closed"),
    *(
        Row(
            name.replace("-", "_"),
            f":{name}",
            SECRETARIAT,
            stranger=HTTPStatus.UNAUTHORIZED,
            method="post",
            seen_as=status,
            state="closed",
        )
        for name, status in (
            ("case-ready", MOVED),
            ("case-invite", MOVED),
            ("case-remark", HTTPStatus.CONFLICT),
        )
    ),
    # a meeting that is planned and run
    Row("meeting_plan", "/moede/nyt", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("meeting_year", "/moedeplan", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("meeting_change", ":meeting-change", SECRETARIAT, stranger=TO_LOGIN),
    Row("agenda", ":agenda", SECRETARIAT | {Role.CHAIR}, stranger=TO_LOGIN, state="closed"),
    Row("agenda", ":agenda-draft", MAKERS, stranger=TO_LOGIN, state="draft"),
    Row("meeting", ":meeting-draft", CIRCLE, state="draft"),
    Row("item", ":item-draft", MAKERS, state="draft"),
    Row("meeting_answer", ":meeting-answer", CIRCLE, stranger=TO_LOGIN, state="closed"),
    Row("meeting_notes", ":meeting-notes", CIRCLE, stranger=TO_LOGIN, state="closed"),
    Row("sitting", ":sitting", CIRCLE, stranger=TO_LOGIN, state="closed"),
    Row("sitting_live", ":sitting-live", CIRCLE, stranger=TO_LOGIN, state="closed"),
    # what does not add up
    Row("findings", "/uoverensstemmelser", LOGGED_IN, TO_LOGIN),
    Row("findings", "/uoverensstemmelser?tilstand=alle&vaegt=error", LOGGED_IN, TO_LOGIN),
    Row("finding", ":finding", CIRCLE, stranger=TO_LOGIN),
    Row("finding", ":finding-closed", MEMBERS, stranger=TO_LOGIN, state="closed"),
    Row("journal", "/journal", ADMINISTRATORS, stranger=TO_LOGIN),
    Row("journal", "/journal?hvem=sara", ADMINISTRATORS, stranger=TO_LOGIN),
    Row(
        "journal_verify",
        "/journal/efterproev",
        ADMINISTRATORS,
        stranger=HTTPStatus.UNAUTHORIZED,
        method="post",
    ),
    # mails, what somebody follows, feeds
    Row("notices", "/beskeder", LOGGED_IN, TO_LOGIN),
    Row("notices_stop", ":notices-stop"),
    Row("notices_stop", "/beskeder/stop/opdigtet", NOBODY),
    Row("follows", "/mine-emner", LOGGED_IN, TO_LOGIN, state="closed"),
    Row("outbox", "/beskeder/udbakke", ADMINISTRATORS, stranger=TO_LOGIN),
    Row("mail", ":mail", frozenset({Role.MEMBER, Role.ADMINISTRATOR}), stranger=TO_LOGIN, state="closed"),
    posted("follow", ":follow-body", LOGGED_IN),
    posted("follow", ":follow-closed", MEMBERS),
    posted("follow_search", "/foelg/soegning", LOGGED_IN, seen_as=HTTPStatus.CONFLICT),
    Row("feed_decisions", "/feed/beslutninger", state="masked"),
    Row("feed_meetings", "/feed/moeder", state="masked"),
    Row("feed_body", ":feed-body", state="masked"),
    Row("feed_case", ":feed-case", state="masked"),
    Row("feed_case", ":feed-case-closed", NOBODY, state="closed"),
    Row("feed_initiative", "/feed/indsats/zzzzzzzzzz", NOBODY),
    Row("users", "/brugere", ADMINISTRATORS, stranger=TO_LOGIN),
    Row("user_close", ":user-close", ADMINISTRATORS, stranger=TO_LOGIN),
    # reading in: the lists for those who may bring files, a draft for those who keep its document
    Row("importing", "/indlaesning", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("importing", "/indlaesning?vis=klar", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("import_new", "/indlaesning/ny", SECRETARIAT, HTTPStatus.FORBIDDEN, stranger=TO_LOGIN),
    Row("import_batch", ":import-batch", SECRETARIAT, stranger=TO_LOGIN, state="closed"),
    Row("draft", ":draft", SECRETARIAT, stranger=TO_LOGIN, state="closed"),
    Row("draft", ":draft-item", SECRETARIAT, stranger=TO_LOGIN, state="closed"),
    Row("draft_picture", ":draft-picture", NOBODY, stranger=TO_LOGIN),  # its file is no PDF
    posted("import_accept", "/indlaesning/godkend", SECRETARIAT, HTTPStatus.FORBIDDEN),
    posted("import_try_again", "/indlaesning/proev-igen", NOBODY),
    posted("draft_write", ":draft-write", SECRETARIAT),
    posted("draft_add", ":draft-add", SECRETARIAT),
    posted("draft_remove", ":draft-remove", SECRETARIAT),
    posted("draft_merge", ":draft-merge", SECRETARIAT),
    posted("draft_split", ":draft-split", SECRETARIAT, seen_as=HTTPStatus.OK),
    posted("draft_undo", ":draft-undo", SECRETARIAT),
    posted("draft_answer", ":draft-answer", SECRETARIAT),
    posted("draft_cpr", ":draft-cpr", SECRETARIAT),
    posted("draft_finding", ":draft-finding", SECRETARIAT),
    posted("draft_item", ":draft-mark-item", SECRETARIAT),
    posted("draft_accept", ":draft-accept", SECRETARIAT),
    posted("draft_aside", ":draft-aside", SECRETARIAT, seen_as=HTTPStatus.OK),
    posted("draft_take_up", ":draft-take-up", SECRETARIAT),
    Row("draft_differences", ":draft-differences", SECRETARIAT, stranger=TO_LOGIN, state="closed"),
    posted("draft_read_again", ":draft-read-again", SECRETARIAT),
    # logging in: the pages are for strangers, and lead on whoever is in already
    Row("account_request_login_code", "/log-ind", STRANGER, MOVED),
    Row("account_login", "/log-ind/adgangskode", STRANGER, MOVED),
    Row("account_confirm_login_code", "/log-ind/kode", NOBODY, MOVED),
    Row("mfa_login_webauthn", "/log-ind/adgangsnoegle", NOBODY, MOVED),
    Row("mfa_authenticate", "/log-ind/trin-2", NOBODY, MOVED),
    Row("account_reset_password", "/log-ind/glemt"),
    Row("account_confirm_password_reset_code", "/log-ind/glemt/kode", NOBODY, MOVED),
    Row("account_complete_password_reset", "/log-ind/glemt/ny", NOBODY, MOVED),
    Row("account_password_reset_completed", "/log-ind/glemt/faerdig"),
    Row("account_inactive", "/log-ind/lukket"),
    Row("openid_connect_login", "/log-ind/organisation/organisation", NOBODY),
    Row("openid_connect_callback", "/log-ind/organisation/organisation/svar", NOBODY),
    Row("socialaccount_login_cancelled", "/log-ind/afbrudt"),
    Row("socialaccount_login_error", "/log-ind/fejl", seen_as=HTTPStatus.UNAUTHORIZED),
    Row("account_logout", "/log-ud", LOGGED_IN, MOVED),
    # one's own account
    Row("account", "/konto", LOGGED_IN, TO_LOGIN),
    Row("second_factor", "/konto/mangler", NOBODY, MOVED),
    Row("account_reauthenticate", "/konto/bekraeft", NOBODY, stranger=TO_LOGIN),
    Row("mfa_reauthenticate", "/konto/bekraeft/kode", NOBODY, stranger=TO_LOGIN),
    Row("mfa_reauthenticate_webauthn", "/konto/bekraeft/noegle", NOBODY, stranger=TO_LOGIN),
    Row("account_change_password", "/konto/adgangskode", NOBODY, MOVED),
    Row("account_set_password", "/konto/adgangskode/ny", LOGGED_IN, TO_LOGIN),
    Row("mfa_index", "/konto/trin-2", LOGGED_IN, TO_LOGIN),
    Row("mfa_activate_totp", "/konto/trin-2/app", LOGGED_IN, TO_LOGIN),
    Row("mfa_deactivate_totp", "/konto/trin-2/app/fjern", NOBODY, stranger=TO_LOGIN),
    Row("mfa_list_webauthn", "/konto/trin-2/noegler", LOGGED_IN, TO_LOGIN),
    Row("mfa_add_webauthn", "/konto/trin-2/noegler/ny", LOGGED_IN, TO_LOGIN),
    Row("mfa_edit_webauthn", "/konto/trin-2/noegler/1/ret", NOBODY, stranger=TO_LOGIN),
    Row("mfa_remove_webauthn", "/konto/trin-2/noegler/1/fjern", NOBODY, stranger=TO_LOGIN),
    Row("mfa_view_recovery_codes", "/konto/trin-2/koder", NOBODY, stranger=TO_LOGIN),
    Row("mfa_generate_recovery_codes", "/konto/trin-2/koder/nye", LOGGED_IN, TO_LOGIN),
    Row("mfa_download_recovery_codes", "/konto/trin-2/koder/hent", NOBODY, stranger=TO_LOGIN),
    Row("usersessions_list", "/konto/steder", LOGGED_IN, TO_LOGIN),
)
