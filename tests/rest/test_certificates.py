"""Certificates: those of a group, of one participant, and one with all that it says."""

from datetime import timedelta

from bransjekurs.api import participant_certificate, participant_share, teacher_certificate
from bransjekurs.certificates import api as certificates
from bransjekurs.domain.plan import Verdict
from bransjekurs.plans import api as plans
from bransjekurs.plans.api import Follows
from bransjekurs.roles import Role

from tests.conftest import START, Cast
from tests.rest.caller import Caller


def _ready(cast: Cast) -> None:
    cast.confirm("merking")
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)


NEXT_DAY = START + timedelta(days=1)


def test_who_has_none_has_an_empty_list(amina: Caller, tor: Caller) -> None:
    empty = {"total": 0, "page": 1, "pages": 1, "next": None, "previous": None, "results": []}
    assert amina.get("participant_certificates", "me").json == tor.get("certificates").json == empty


def test_a_correction_is_the_next_version_and_the_one_before_says_so(cast: Cast, amina: Caller, tor: Caller) -> None:
    _ready(cast)
    first = cast.certificate()
    cast.attend(2, now=NEXT_DAY)
    second = cast.certificate(NEXT_DAY, "To timer manglet.")

    told = tor.get("certificates").json
    assert told == amina.get("participant_certificates", "me").json
    assert [(one["number"], one["version"], one["status"]) for one in told["results"]] == [
        (second.number, 2, "valid"),
        (first.number, 1, "superseded"),
    ]
    new, old = told["results"]
    assert new["participant"] == {"id": cast.amina.user_id, "name": "Amina Hassan"}
    assert (new["kind"], new["issuer"], new["issued_at"]) == (
        "partial",
        "Fjordbyen læringssenter",
        "2026-10-06T07:00:00Z",
    )
    assert (old["superseded_at"], old["superseded_reason"]) == ("2026-10-06T07:00:00Z", "To timer manglet.")
    assert tor.get("certificate", first.number).json["status"] == "superseded"
    assert tor.at(new["verify_url"].removeprefix("http://127.0.0.1:8000")).status == 200


def test_revoked_and_withdrawn_are_told_apart(cast: Cast, amina: Caller, tor: Caller) -> None:
    _ready(cast)
    number = cast.certificate().number
    teacher_certificate.revoke_latest(cast.tor, cast.amina.user_id, "Feil navn.", NEXT_DAY)
    told = amina.get("certificate", number).json
    assert (told["status"], told["revoked_at"]) == ("revoked", "2026-10-06T07:00:00Z")
    assert (told["revoked_reason"], told["withdrawn_by_holder"]) == ("Feil navn.", False)

    again = cast.certificate(NEXT_DAY).number
    participant_share.withdraw_certificate(cast.amina, True, NEXT_DAY)
    told = tor.get("certificate", again).json
    assert (told["status"], told["withdrawn_by_holder"]) == ("revoked", True)
    assert told["participant"] == {"id": cast.amina.user_id, "name": "Amina Hassan"}


def test_a_certificate_says_what_is_frozen_in_it(cast: Cast, amina: Caller) -> None:
    cast.confirm("merking", Verdict.SUPPORTED)
    cast.attend(7.5)
    participant_name = "Amina Hassan Ali"
    certificates.confirm_name(cast.amina.user_id, cast.course_key, participant_name, START)
    issued = cast.certificate()
    content = issued.content

    said = amina.get("certificate", issued.number).json["statement"]
    assert (said["kind"], said["holder"], said["language"]) == ("partial", participant_name, "nb")
    assert (said["period_from"], said["period_to"]) == ("2026-10-05", "2026-10-05")
    assert {"arena": "classroom", "attended": 7.5, "planned": content.hours[1].planned} in said["hours"]
    [line] = said["goals"]
    assert (line["id"], line["result"], line["judged_by_role"]) == ("merking", "supported", "teacher")
    assert line["evidence"] == list(content.goals[0].evidence_ids)
    assert line["judged_on"] == "2026-10-05"
    assert (said["not_reached"], said["norwegian"], said["documents"], said["accreditation"]) == ([], None, [], None)
    assert said["is_preview"] is True
    assert said["issuer"] == {"name": content.issuer.name, "organisation_number": "310245187"}


def test_a_number_is_read_however_it_is_written(cast: Cast, amina: Caller) -> None:
    _ready(cast)
    number = cast.certificate().number
    assert amina.get("certificate", number.lower().replace("-", "")).json["number"] == number
    for wrong in ("XXXX-XXXX-XXXX", "x", "9" * 500, "ñ"):
        assert amina.get("certificate", wrong).code == "no_certificate"


def test_nobody_else_learns_whether_there_is_a_certificate(cast: Cast, tor: Caller, carl: Caller, per: Caller) -> None:
    _ready(cast)
    number = cast.certificate().number
    yusuf = Caller(cast, cast.yusuf.user_id)
    assert yusuf.get("certificate", number).code == "not_allowed"
    assert {carl.get("certificate", one).code for one in (number, "XXXX-XXXX-XXXX")} == {"not_allowed"}
    plans.unfollow(cast.course_key, [Follows(cast.amina.user_id, cast.per.user_id, Role.ADVISER)])
    assert per.get("certificate", number).code == "not_allowed"
    plans.follow(cast.course_key, [Follows(cast.yusuf.user_id, cast.per.user_id, Role.ADVISER)])
    assert per.get("certificates").json["total"] == 0
    assert per.get("certificate", number).code == "not_allowed"
    assert tor.get("certificate", number).status == 200


def test_of_somebody_who_was_erased_nothing_is_read(cast: Cast, ingrid: Caller) -> None:
    _ready(cast)
    number = cast.certificate().number
    certificates.forget_holder(cast.amina.user_id, None)
    assert ingrid.get("certificates").json["total"] == 0
    assert ingrid.get("certificate", number).code == "no_certificate"
