"""From a judged plan to a certificate that stands, is superseded, revoked, and can be looked up by anyone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from bransjekurs.api import anyone, participant_plan, provider, teacher_goal
from bransjekurs.api.participant_certificate import confirm_name, own_certificate, see_certificate
from bransjekurs.api.teacher_certificate import candidates, certificate_of, issue, revoke_latest, standing_of
from bransjekurs.certificates.api import Issued, Status, new_number
from bransjekurs.certificates.models import Certificate
from bransjekurs.domain.certificate_content import CertificateKind
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.plan import Progress, Verdict
from bransjekurs.domain.refusal import Refusal
from bransjekurs.plans import api as plans
from bransjekurs.plans.api import Follows
from bransjekurs.preview.models import Completion
from bransjekurs.roles import NotAllowed, Role
from django.contrib.auth.models import User
from django.urls import reverse
from opaque_keys.edx.keys import UsageKey

from tests.api.together import TRIES, together
from tests.conftest import SAW_IT, START, Cast

COMPETENCE, PARTIAL, PARTICIPATION = CertificateKind
DAY = timedelta(days=1)


def _found(issued: Issued) -> Issued:
    found = anyone.verify(issued.number)
    assert found is not None
    return found


def test_all_goals_and_hours_give_the_full_certificate(cast: Cast) -> None:
    cast.reach_everything()
    issued = cast.certificate()
    content = issued.content
    assert content is not None
    assert (content.kind, content.holder, content.number) == (COMPETENCE, "Amina Hassan", issued.number)
    assert [line.outcome_id for line in content.goals] == [outcome.id for outcome in cast.course.outcomes]
    assert content.verify_url.endswith(reverse("bransjekurs:verify", args=[issued.number]))
    assert (content.issuer.name, content.is_preview) == ("Fjordbyen læringssenter", True)
    assert (issued.status, issued.version, issued.issued_at) == (Status.VALID, 1, START)


def test_some_goals_give_a_certificate_of_those(cast: Cast) -> None:
    cast.confirm("merking", Verdict.SUPPORTED)
    confirm_name(cast.amina, "Amina Hassan", START)
    content = cast.certificate().content
    assert content is not None
    assert (content.kind, [line.outcome_id for line in content.goals]) == (PARTIAL, ["merking"])
    assert content.goals[0].result.value == "supported"


def test_hours_alone_give_a_certificate_of_participation(cast: Cast) -> None:
    cast.attend(3)
    cast.attend(6, Arena.WORKPLACE)
    confirm_name(cast.amina, "Amina Hassan", START)
    content = cast.certificate().content
    assert content is not None
    assert (content.kind, content.goals) == (PARTICIPATION, ())
    assert {line.arena: line.attended for line in content.hours if line.attended} == {
        Arena.CLASSROOM: 3.0,
        Arena.WORKPLACE: 6.0,
    }


def test_nothing_gives_nothing(cast: Cast) -> None:
    confirm_name(cast.amina, "Amina Hassan", START)
    cast.attend(0.0)
    with pytest.raises(Refusal, match="nothing_to_document"):
        cast.certificate()
    assert not Certificate.objects.exists()


def test_all_goals_and_a_quarter_of_an_hour_too_little_is_a_certificate_of_the_goals(cast: Cast) -> None:
    for outcome in cast.course.outcomes:
        cast.confirm(outcome.id)
    cast.attend(95.75)
    assert see_certificate(cast.amina).standing.kind is PARTIAL
    cast.attend(0.25)
    assert see_certificate(cast.amina).standing.kind is COMPETENCE


def test_a_name_that_was_not_confirmed_is_not_printed(cast: Cast) -> None:
    cast.attend(3)
    with pytest.raises(Refusal, match="name_not_confirmed"):
        cast.certificate()
    picture = see_certificate(cast.amina)
    assert (picture.name, picture.name_confirmed) == ("Amina Hassan", False)


def test_a_name_that_was_not_checked_is_not_printed(cast: Cast) -> None:
    cast.reach_everything()
    with pytest.raises(Refusal, match="name_not_checked"):
        issue(cast.tor, cast.amina.user_id, name_checked=False, language="nb", now=START)
    assert not Certificate.objects.exists()


def test_an_organisation_that_the_settings_do_not_name_issues_nothing(cast: Cast, settings) -> None:
    cast.reach_everything()
    settings.BRANSJEKURS_ISSUERS = {}
    with pytest.raises(Refusal, match="issuer_missing"):
        cast.certificate()
    assert not Certificate.objects.exists()


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "name_missing"), ("12", "name_missing"), ("x" * 121, "name_too_long"), ("Amina 😀", "name_unprintable"),
     ("أمينة حسن", "name_unprintable")],
)  # fmt: skip
def test_a_name_that_cannot_be_printed_is_refused_and_the_confirmed_one_stays(
    cast: Cast, typed: str, code: str
) -> None:
    confirm_name(cast.amina, "Amina Hassan", START)
    with pytest.raises(Refusal, match=code):
        confirm_name(cast.amina, typed, START)
    assert see_certificate(cast.amina).name == "Amina Hassan"


def test_the_holder_decides_how_the_name_is_written(cast: Cast) -> None:
    cast.attend(3)
    confirm_name(cast.amina, "  Ami\u0301na   Hassan Åsen ", START)
    content = cast.certificate().content
    assert content is not None
    assert content.holder == "Amína Hassan Åsen"


def test_pressing_twice_gives_the_same_certificate_also_another_day(cast: Cast) -> None:
    cast.reach_everything()
    first = cast.certificate()
    assert cast.certificate() == first
    assert cast.certificate(START + 40 * DAY) == first
    assert Certificate.objects.count() == 1


def test_pressing_twice_gives_the_same_certificate_where_no_hour_is_noted(cast: Cast) -> None:
    cast.confirm("merking")
    confirm_name(cast.amina, "Amina Hassan", START)
    assert cast.certificate(START + 40 * DAY) == cast.certificate(START + DAY)
    assert Certificate.objects.count() == 1


def test_after_a_change_the_next_certificate_takes_the_place_of_the_first(cast: Cast) -> None:
    cast.attend(3)
    confirm_name(cast.amina, "Amina Hassan", START)
    first = cast.certificate()
    cast.confirm("merking")
    second = cast.certificate(START + DAY)
    assert (second.version, second.status, second.number != first.number) == (2, Status.VALID, True)
    assert (_found(first).status, _found(second).status) == (Status.SUPERSEDED, Status.VALID)
    assert own_certificate(cast.amina) == second.content


@pytest.mark.parametrize("change", ["goal", "hours", "name", "course"])
def test_a_stored_certificate_is_not_changed_by_what_comes_after(cast: Cast, change: str) -> None:
    cast.reach_everything()
    issued = cast.certificate()
    later = START + DAY
    if change == "goal":
        teacher_goal.judge(cast.tor, cast.amina.user_id, "merking", Verdict.NOT_YET, "Likevel ikke.", [], later)
    elif change == "hours":
        cast.attend(6, now=later)
    elif change == "name":
        confirm_name(cast.amina, "Amina Ali", later)
    else:
        reworded = tuple(replace(outcome, title="Noe annet") for outcome in cast.course.outcomes)
        provider.publish_course(cast.course_key, replace(cast.course, title="Nytt", outcomes=reworded), later)
    assert _found(issued) == issued
    again = cast.certificate(later)
    assert (again.version, again.content != issued.content) == (2, True)
    assert _found(issued).content == issued.content


def test_revoking_says_why_to_anyone_and_takes_it_from_the_holder(cast: Cast) -> None:
    cast.reach_everything()
    issued = cast.certificate()
    revoke_latest(cast.tor, cast.amina.user_id, "  Feil navn. ", START + DAY)
    found = _found(issued)
    assert (found.status, found.revoked_reason, found.revoked_at) == (Status.REVOKED, "Feil navn.", START + DAY)
    for look in (lambda: own_certificate(cast.amina), lambda: certificate_of(cast.tor, cast.amina.user_id)):
        with pytest.raises(Refusal, match="no_certificate"):
            look()


@pytest.mark.parametrize(
    ("reason", "code"), [("", "reason_missing"), ("   ", "reason_missing"), ("x" * 301, "reason_too_long")]
)
def test_nothing_is_revoked_without_a_reason_that_can_be_read(cast: Cast, reason: str, code: str) -> None:
    cast.reach_everything()
    issued = cast.certificate()
    with pytest.raises(Refusal, match=code):
        revoke_latest(cast.tor, cast.amina.user_id, reason, START)
    assert _found(issued).status is Status.VALID


def test_a_certificate_is_revoked_once_and_the_first_reason_stays(cast: Cast) -> None:
    with pytest.raises(Refusal, match="no_certificate"):
        revoke_latest(cast.tor, cast.amina.user_id, "Feil.", START)
    cast.reach_everything()
    issued = cast.certificate()
    revoke_latest(cast.ingrid, cast.amina.user_id, "Først.", START)
    with pytest.raises(Refusal, match="no_certificate"):
        revoke_latest(cast.tor, cast.amina.user_id, "Så.", START + DAY)
    assert _found(issued).revoked_reason == "Først."


def test_after_revoking_a_new_one_is_issued_even_if_it_says_the_same(cast: Cast) -> None:
    cast.reach_everything()
    first = cast.certificate()
    revoke_latest(cast.tor, cast.amina.user_id, "Trykket ved en feil.", START)
    second = cast.certificate(START + DAY)
    assert (second.version, second.status) == (2, Status.VALID)
    assert _found(first).status is Status.REVOKED
    assert own_certificate(cast.amina) == second.content


def test_a_superseded_certificate_stays_superseded_when_the_new_one_is_revoked(cast: Cast) -> None:
    cast.attend(3)
    confirm_name(cast.amina, "Amina Hassan", START)
    first = cast.certificate()
    cast.attend(3)
    second = cast.certificate()
    revoke_latest(cast.tor, cast.amina.user_id, "Feil.", START)
    assert (_found(first).status, _found(second).status) == (Status.SUPERSEDED, Status.REVOKED)


def test_a_certificate_is_found_however_its_number_is_typed(cast: Cast) -> None:
    cast.reach_everything()
    issued = cast.certificate()
    signs = issued.number.replace("-", "")
    for typed in (issued.number, issued.number.lower(), signs, signs.lower(), f" {' '.join(signs)} "):
        found = anyone.verify(typed)
        assert found == issued, typed


@pytest.mark.parametrize(
    "typed", ["", "-", "K7QF-29MD", "' OR 1=1 --", "0" * 41, "K7QF-29MD-8TXW-AAAA", "æøå", "\0", "%", "____-____-____"]
)
def test_what_is_no_number_finds_nothing(cast: Cast, typed: str) -> None:
    cast.reach_everything()
    cast.certificate()
    assert anyone.verify(typed) is None


def test_numbers_cannot_be_guessed_from_each_other() -> None:
    numbers = {new_number() for _ in range(200)}
    assert len(numbers) == 200
    assert not set("".join(numbers)) & set("0O1IL")
    assert {len(number) for number in numbers} == {14}


def test_when_the_holder_is_erased_the_number_still_answers(cast: Cast) -> None:
    cast.reach_everything()
    issued = cast.certificate()
    Certificate.objects.update(content="")
    User.objects.filter(pk=cast.amina.user_id).delete()
    found = _found(issued)
    assert (found.content, found.user_id, found.status) == (None, None, Status.VALID)
    assert (found.issuer, found.issued_at) == ("Fjordbyen læringssenter", START)


def test_who_may_be_told_what_a_certificate_says(cast: Cast) -> None:
    cast.reach_everything()
    content = cast.certificate().content
    assert own_certificate(cast.amina) == content
    for follower in (cast.tor, cast.nina, cast.per, cast.ingrid):
        assert certificate_of(follower, cast.amina.user_id) == content
    for stranger in (cast.carl, cast.yusuf):
        with pytest.raises(NotAllowed):
            certificate_of(stranger, cast.amina.user_id)
    with pytest.raises(Refusal, match="no_certificate"):
        own_certificate(cast.yusuf)
    with pytest.raises(NotAllowed):
        own_certificate(cast.carl)


def test_the_participant_sees_what_is_missing_and_the_teacher_the_same(cast: Cast) -> None:
    required = [outcome.id for outcome in cast.course.outcomes if outcome.required]
    cast.confirm(required[0])
    cast.attend(12)
    picture = see_certificate(cast.amina)
    assert [goal.outcome.id for goal in picture.standing.missing_goals] == required[1:]
    assert (picture.standing.hours, picture.standing.minimum_hours) == (12.0, 96.0)
    assert (picture.teacher, picture.certificate) == ("Tor Bakken", None)
    assert standing_of(cast.tor, cast.amina.user_id) == picture
    (candidate,) = candidates(cast.tor)
    assert (candidate.person.name, candidate.picture) == ("Amina Hassan", picture)


def test_the_teacher_named_is_the_same_as_on_the_plan(cast: Cast) -> None:
    plans.follow(cast.course_key, [Follows(cast.amina.user_id, cast.carl.user_id, Role.TEACHER)])
    assert see_certificate(cast.amina).teacher == "Tor Bakken"


def test_the_platform_is_told_that_the_participant_has_completed_though_the_teacher_acts(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    cast.reach_everything()
    with django_capture_on_commit_callbacks(execute=True):
        cast.certificate()
    row = Completion.objects.get(usage_key=UsageKey.from_string(cast.course.certificate.usage_key))
    assert (row.user_id, row.completion) == (cast.amina.user_id, 1.0)


def test_a_line_can_be_followed_back_to_what_the_judgement_rests_on(cast: Cast) -> None:
    amina = cast.amina.user_id
    cast.observed("merking")
    (seen,) = teacher_goal.see_participant(cast.tor, amina, START).plan_picture.evidence["merking"]
    teacher_goal.observe(cast.tor, amina, "merking", SAW_IT, Arena.CLASSROOM, START)
    teacher_goal.judge(cast.tor, amina, "merking", Verdict.ATTAINED, "Kari har sett det.", [seen.id], START)
    confirm_name(cast.amina, "Amina Hassan", START)
    content = cast.certificate().content
    assert content is not None
    (line,) = content.goals
    assert (line.sources, line.arenas, line.judged_by_role) == (("mentor",), (Arena.WORKPLACE,), "teacher")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(TRIES))
def test_two_teachers_who_issue_at_once_issue_one_certificate(cast: Cast, attempt: int) -> None:
    plans.follow(cast.course_key, [Follows(cast.amina.user_id, cast.carl.user_id, Role.TEACHER)])
    cast.attend(3)
    confirm_name(cast.amina, "Amina Hassan", START)
    amina = cast.amina.user_id
    issued = together(
        *(lambda teacher=teacher: issue(teacher, amina, name_checked=True, language="nb", now=START)
          for teacher in (cast.tor, cast.carl, cast.tor))
    )  # fmt: skip
    assert issued[0] == issued[1] == issued[2]
    assert Certificate.objects.count() == 1


def test_a_goal_that_is_only_said_to_be_done_is_not_certified(cast: Cast) -> None:
    for outcome in cast.course.outcomes:
        participant_plan.set_progress(cast.amina, outcome.id, Progress.DONE, START)
    cast.attend(96)
    assert see_certificate(cast.amina).standing.kind is PARTICIPATION
    assert standing_of(cast.tor, cast.amina.user_id).standing.kind is PARTICIPATION
