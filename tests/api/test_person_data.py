"""Everything about one person in one file, and its erasure."""

import json
from datetime import timedelta

import pytest
from bransjekurs.api import group_acts, mapping, participant_certificate, person_data
from bransjekurs.api.person_data import ABOUT, ABOUT_NOBODY, KEPT, SENSITIVE
from bransjekurs.certificates import api as certificates
from bransjekurs.certificates.models import Certificate
from bransjekurs.domain.mapping import MappingArea
from bransjekurs.plans.api import ReviewNote
from django.apps import apps

from tests.conftest import START, Cast


def lived(cast: Cast) -> None:
    """Let Amina have something of nearly everything."""
    cast.practise(cast.amina, cast.word_lists[0], START)
    cast.confirm("merking")
    cast.attend(3)
    note = ReviewNote(START + timedelta(days=1), "Tor", "Veien videre")
    group_acts.plan_reviews(cast.tor, [cast.amina.user_id], note, START)
    mapping.save_area(cast.amina, cast.amina.user_id, MappingArea.READING, {"level": "A2"}, 0, START)
    mapping.save_area(cast.amina, cast.amina.user_id, MappingArea.NEEDS, {"needs": "no"}, 0, START)
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    cast.certificate()


def test_every_model_is_in_the_file_or_about_nobody() -> None:
    names = {model.__name__ for model in apps.get_app_config("bransjekurs").get_models()}
    assert set(ABOUT) | ABOUT_NOBODY == names
    assert set(ABOUT).isdisjoint(ABOUT_NOBODY)


def test_no_way_to_a_person_leads_past_the_file() -> None:
    """A model that points to a user as user or participant, itself or through another, holds something about them."""
    for model in apps.get_app_config("bransjekurs").get_models():
        pointed = {field.name for field in model._meta.concrete_fields if field.is_relation}
        if pointed & {"user", "participant", "plan", "goal", "certificate"}:
            assert model.__name__ in ABOUT


def test_amina_gets_what_is_kept_and_nothing_of_anybody_else(cast: Cast) -> None:
    lived(cast)
    mapping.save_area(cast.yusuf, cast.yusuf.user_id, MappingArea.READING, {"level": "B2"}, 0, START)
    found = person_data.see_data(cast.amina, cast.amina.user_id, START)
    assert found["person"] == "Amina Hassan"
    expected = {"PlanRecord", "PlanGoal", "JudgementRecord", "EvidenceItem", "Link", "Attendance", "Review",
                "MappingRecord", "NeedsRecord", "Certificate", "HolderName", "Following", "ChangeRecord",
                "PracticeAnswer", "WordCard", "NeedRecord"}  # fmt: skip
    assert expected <= set(found["data"])
    assert found["kept_apart"] == []
    text = json.dumps(found)
    assert "Yusuf" not in text
    assert "B2" not in json.dumps(found["data"]["MappingRecord"])
    assert "token_hash" not in text
    assert found["people"][str(cast.tor.user_id)] == "Tor Bakken"


def test_a_file_that_staff_make_keeps_apart_what_only_amina_takes_out(cast: Cast) -> None:
    lived(cast)
    found = person_data.see_data(cast.ingrid, cast.amina.user_id, START)
    assert SENSITIVE.isdisjoint(found["data"])
    assert found["kept_apart"] == sorted(SENSITIVE)


@pytest.mark.parametrize("everywhere", [False, True])
def test_what_is_erased_is_gone_from_every_model_and_a_paper_can_still_be_checked(cast: Cast, everywhere: bool) -> None:
    lived(cast)
    before = Certificate.objects.get()
    if everywhere:
        person_data.erase_rows(cast.amina.user_id)
    else:
        person_data.erase(cast.amina, cast.amina.user_id)
    for name, (to_user, _) in ABOUT.items():
        rows = apps.get_model("bransjekurs", name)._default_manager.filter(**{f"{to_user}_id": cast.amina.user_id})
        assert not rows.exists(), name
    after = Certificate.objects.get()
    kept = ("number", "content_hash", "issuer", "issued_at", "revoked_at")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert (after.content, after.user_id) == ("", None)
    found = certificates.find(before.number)
    assert found is not None
    assert (found.content, found.status) == (None, certificates.Status.VALID)
    assert certificates.credential_of(found) is None
    assert set(KEPT) == {"Certificate", "SignedCredential"}


def test_erasing_amina_in_one_course_leaves_yusuf_alone(cast: Cast) -> None:
    mapping.save_area(cast.yusuf, cast.yusuf.user_id, MappingArea.READING, {"level": "B2"}, 0, START)
    person_data.erase(cast.amina, cast.amina.user_id)
    assert person_data.see_data(cast.yusuf, cast.yusuf.user_id, START)["data"]["MappingRecord"]
