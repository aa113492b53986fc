"""Letters to holders: in the language of their certificate, and with nothing in them that others should not read."""

from dataclasses import replace

import pytest
from bransjekurs import tasks
from bransjekurs.api import issuing_group
from bransjekurs.api.participant_certificate import confirm_name
from bransjekurs.api.teacher_certificate import issue, revoke_latest
from bransjekurs.certificates import api as certificates
from bransjekurs.courses import api as courses
from django.core import mail
from django.utils import translation

from tests.conftest import START, Cast

ISSUED = {
    "nb": ("Beviset ditt er klart", "Hei! Du har fått et bevis fra kurset Renhold"),
    "nn": ("Beviset ditt er klart", "Hei! Du har fått eit bevis frå kurset Renhold"),
    "en": ("Your certificate is ready", "Hi! You have got a certificate from the course Renhold"),
}
REVOKED = {
    "nb": ("Beviset ditt er trukket tilbake", "gjelder ikke lenger"),
    "nn": ("Beviset ditt er trekt tilbake", "gjeld ikkje lenger"),
    "en": ("Your certificate has been revoked", "does not stand any more"),
}


@pytest.fixture
def ready(cast: Cast) -> Cast:
    """Amina has attended and confirmed her name, in a course with certificates in three languages."""
    rules = replace(cast.course.certificate, languages=tuple(ISSUED))
    courses.publish(cast.course_key, replace(cast.course, certificate=rules), START)
    cast.attend(3)
    confirm_name(cast.amina, "Amina Hassan", START)
    return cast


@pytest.mark.parametrize("language", ISSUED)
def test_a_letter_is_in_the_language_of_the_certificate_whoever_presses(
    ready: Cast, language: str, django_capture_on_commit_callbacks
) -> None:
    amina = ready.amina.user_id
    with translation.override("nb"), django_capture_on_commit_callbacks(execute=True):
        issue(ready.tor, amina, name_checked=True, language=language, now=START)
        revoke_latest(ready.tor, amina, "Feil timer.", START)
    ready_letter, revoked_letter = mail.outbox
    for letter, (subject, words) in ((ready_letter, ISSUED[language]), (revoked_letter, REVOKED[language])):
        assert letter.subject == subject
        assert words in letter.body
        assert "http" in letter.body
        assert not [word for word in ("Amina", "Feil timer", "Tor") if word in letter.body]


@pytest.mark.parametrize("language", ISSUED)
def test_so_is_a_letter_about_a_certificate_that_was_issued_to_a_group(ready: Cast, language: str) -> None:
    run = issuing_group.start_run(ready.tor, [ready.amina.user_id], language, START)
    assert tasks.work(run, 60) == 0
    (letter,) = mail.outbox
    assert (letter.subject, ISSUED[language][1] in letter.body) == (ISSUED[language][0], True)


def test_a_letter_that_cannot_be_sent_leaves_the_certificate_and_its_revocation(
    ready: Cast, settings, django_capture_on_commit_callbacks
) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        1,
    )
    amina = ready.amina.user_id
    with django_capture_on_commit_callbacks(execute=True):
        issued = issue(ready.tor, amina, name_checked=True, language="nb", now=START)
    with django_capture_on_commit_callbacks(execute=True):
        revoke_latest(ready.tor, amina, "Feil timer.", START)
    found = certificates.find(issued.number)
    assert found is not None
    assert found.revoked_at == START
