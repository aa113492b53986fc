"""What the holder decides: what is listed and shown, who is shown it and for how long, and that it ends."""

from datetime import date, timedelta

import pytest
from bransjekurs.api import anyone, certificate_basis, participant_share, teacher_certificate
from bransjekurs.api.participant_certificate import confirm_name, own_certificate, see_certificate
from bransjekurs.certificates.api import Choices, Status
from bransjekurs.certificates.models import ShareLink
from bransjekurs.domain.certificate_content import CertificateKind
from bransjekurs.domain.refusal import Refusal
from bransjekurs.plans import history
from bransjekurs.roles import NotAllowed

from tests.conftest import START, Cast

DAY = timedelta(days=1)
HOLDER = "Amina Hassan"


@pytest.fixture
def number(cast: Cast) -> str:
    cast.confirm("merking")
    cast.attend(3)
    confirm_name(cast.amina, HOLDER, START)
    return cast.certificate().number


def test_goals_that_are_not_reached_are_listed_only_if_she_wishes(cast: Cast, number: str) -> None:
    content = own_certificate(cast.amina)
    assert content.not_reached == ()
    participant_share.choose(cast.amina, Choices(lists_not_reached=True))
    content = cast.certificate(START + DAY).content
    assert content is not None
    titles = {outcome.title for outcome in cast.course.outcomes if outcome.id != "merking"}
    assert set(content.not_reached) == titles
    participant_share.choose(cast.amina, Choices())
    content = cast.certificate(START + 2 * DAY).content
    assert content is not None
    assert content.not_reached == ()


def test_the_public_page_shows_no_goals_till_she_says_so(cast: Cast, number: str) -> None:
    issued = anyone.verify(number)
    assert issued is not None
    assert not anyone.shows_goals(issued)
    participant_share.choose(cast.amina, Choices(shows_goals=True))
    assert anyone.shows_goals(issued)


def test_a_link_shows_the_certificate_and_counts_those_who_look(cast: Cast, number: str) -> None:
    token = participant_share.share(cast.amina, " Kari  Vik ", 14, START)
    assert anyone.shared(token, START).issued.number == number
    (link,) = participant_share.own_shares(cast.amina)
    assert (link.to_whom, link.uses, link.used_at) == ("Kari Vik", 0, None)
    for days in (1, 2):
        anyone.look_at_shared(token, START + days * DAY)
    (link,) = participant_share.own_shares(cast.amina)
    assert (link.uses, link.used_at) == (2, START + 2 * DAY)
    assert not ShareLink.objects.filter(token_hash__contains=token).exists()


def test_a_link_ends_on_its_day(cast: Cast, number: str) -> None:
    token = participant_share.share(cast.amina, "", 14, START)
    anyone.shared(token, START + 14 * DAY - timedelta(seconds=1))
    with pytest.raises(Refusal, match="link_closed"):
        anyone.look_at_shared(token, START + 14 * DAY)
    assert participant_share.own_shares(cast.amina)[0].uses == 0


def test_a_link_that_she_withdraws_shows_nothing_from_then_on(cast: Cast, number: str) -> None:
    token = participant_share.share(cast.amina, "", 14, START)
    (link,) = participant_share.own_shares(cast.amina)
    with pytest.raises(Refusal, match="link_closed"):
        participant_share.withdraw_share(cast.yusuf, link.id, START)
    participant_share.withdraw_share(cast.amina, link.id, START)
    with pytest.raises(Refusal, match="link_closed"):
        anyone.shared(token, START)
    with pytest.raises(Refusal, match="link_closed"):
        participant_share.withdraw_share(cast.amina, link.id, START)


@pytest.mark.parametrize("token", ["", "x", "x" * 10_000, "\0", "' OR 1=1 --"])
def test_what_is_no_link_shows_nothing(cast: Cast, number: str, token: str) -> None:
    with pytest.raises(Refusal, match="link_closed"):
        anyone.shared(token, START)


@pytest.mark.parametrize("days", [0, -1, 366, 10**6])
def test_a_link_lasts_from_a_day_to_a_year(cast: Cast, number: str, days: int) -> None:
    with pytest.raises(Refusal, match="days_out_of_range"):
        participant_share.share(cast.amina, "", days, START)


def test_withdrawing_is_her_own_act_and_is_told_apart_from_revoking(cast: Cast, number: str) -> None:
    token = participant_share.share(cast.amina, "", 14, START)
    with pytest.raises(Refusal, match="not_sure"):
        participant_share.withdraw_certificate(cast.amina, False, START)
    participant_share.withdraw_certificate(cast.amina, True, START + DAY)
    found = anyone.verify(number)
    assert found is not None
    assert (found.status, found.by_holder, found.revoked_reason) == (Status.REVOKED, True, "")
    assert anyone.shared(token, START + DAY).issued.status is Status.REVOKED
    for stranger in (cast.tor, cast.carl):
        with pytest.raises(NotAllowed):
            participant_share.withdraw_certificate(stranger, True, START)
    with pytest.raises(Refusal, match="no_certificate"):
        participant_share.withdraw_certificate(cast.amina, True, START + DAY)


def test_what_stands_is_not_replaced_without_a_reason_that_anyone_can_read(cast: Cast, number: str) -> None:
    cast.attend(3)
    with pytest.raises(Refusal, match="correction_reason_missing"):
        cast.certificate(START + DAY, reason=" ")
    cast.certificate(START + DAY, reason=" Timene var feil. ")
    found = anyone.verify(number)
    assert found is not None
    assert (found.status, found.superseded_at, found.superseded_reason) == (
        Status.SUPERSEDED, START + DAY, "Timene var feil.",
    )  # fmt: skip


def test_norwegian_is_printed_as_the_norwegian_teacher_judged_it_last(cast: Cast, number: str) -> None:
    certificate_basis.judge_norwegian(cast.nina, cast.amina.user_id, {"listening": "A2"}, "Samtale.", START)
    levels = {"listening": "B1", "speaking": "A2", "reading": "", "writing": "A1"}
    certificate_basis.judge_norwegian(cast.nina, cast.amina.user_id, levels, "  Samtale og\nprøve. ", START)
    line = (cast.certificate(START + DAY).content or own_certificate(cast.amina)).norwegian
    assert line is not None
    assert [(one.skill.value, one.level.value) for one in line.levels] == [
        ("listening", "B1"), ("speaking", "A2"), ("writing", "A1"),
    ]  # fmt: skip
    assert (line.basis, line.judged_by_role, line.judged_on) == (
        "Samtale og prøve.",
        "norwegian_teacher",
        date(2026, 10, 5),
    )
    assert len(history.changes_of(cast.amina.user_id, cast.course_key, "certificate.norwegian")) == 2


@pytest.mark.parametrize(
    ("levels", "basis", "code"),
    [({}, "Samtale.", "level_missing"), ({"listening": "C9"}, "Samtale.", "unknown_value"),
     ({"listening": "B1"}, " ", "basis_missing"), ({"listening": "B1"}, "😀", "unprintable"),
     ({"listening": "B1"}, "x" * 301, "comment_too_long")],
)  # fmt: skip
def test_a_judgement_of_norwegian_needs_a_level_and_a_basis(cast: Cast, levels, basis: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        certificate_basis.judge_norwegian(cast.nina, cast.amina.user_id, levels, basis, START)


def test_only_certificates_that_somebody_has_seen_are_printed(cast: Cast, number: str) -> None:
    until = date(2028, 8, 14)
    known = cast.course.trade.certificates[0]
    certificate_basis.note_document(cast.tor, cast.amina.user_id, known.id, "", until, START)
    certificate_basis.note_document(cast.per, cast.amina.user_id, "", "Førstehjelp", None, START)
    certificate_basis.note_document(cast.tor, cast.amina.user_id, "", "Skrevet feil", None, START)
    wrong = see_certificate(cast.amina).shown.documents[-1]
    certificate_basis.remove_document(cast.tor, cast.amina.user_id, wrong.record_id, START)
    content = cast.certificate(START + DAY).content
    assert content is not None
    assert [(one.name, one.valid_until, one.seen_by_role) for one in content.documents] == [
        (known.name, until, "teacher"), ("Førstehjelp", None, "adviser"),
    ]  # fmt: skip


def test_who_stops_early_leaves_with_proof_of_what_was_reached(cast: Cast) -> None:
    cast.attend(1)
    confirm_name(cast.amina, HOLDER, START)
    content = cast.certificate().content
    assert content is not None
    assert content.kind is CertificateKind.PARTICIPATION
    cast.confirm("merking")
    content = cast.certificate(START + DAY).content
    assert content is not None
    assert content.kind is CertificateKind.PARTIAL


def test_tor_can_look_before_he_issues_and_nothing_is_stored(cast: Cast) -> None:
    cast.confirm("merking")
    content = teacher_certificate.example_of(cast.tor, cast.amina.user_id, "nb", START)
    assert (content.is_preview, content.holder, len(content.goals)) == (True, HOLDER, 1)
    assert see_certificate(cast.amina).certificate is None
