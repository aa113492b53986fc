"""What ``compat`` asks of the platform about people, with the platform's own names and behaviour.

The stand-ins below behave as release Teak's ``common.djangoapps.student.roles`` does: ``has_user`` says yes for a role
and for those that inherit from it (limited staff from staff), for the same course and provider.
"""

import sys
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import crum
import pytest
from bransjekurs.compat import OpenEdx
from django.contrib.auth.models import AnonymousUser, User
from opaque_keys.edx.keys import CourseKey

KEY = CourseKey.from_string("course-v1:fjordbyen+RENHOLD+2026")
OTHER = CourseKey.from_string("course-v1:fjordbyen+RENHOLD+2027")
INHERITS = {"staff": {"limited_staff"}}
held: set[tuple[str, str, str]] = set()


class _Role:
    ROLE = ""

    def __init__(self, place: Any) -> None:
        org, course = (place, "") if isinstance(place, str) else (place.org, str(place))
        self.org, self.course = org, course

    def has_user(self, user: User) -> bool:
        names = INHERITS.get(self.ROLE, set()) | {self.ROLE}
        return any((name, self.org, self.course) in held for name in names)


class _GlobalStaff:
    def has_user(self, user: User) -> bool:
        return bool(user and user.is_staff)


@pytest.fixture
def platform(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[OpenEdx]:
    student = ModuleType("common.djangoapps.student")
    roles = ModuleType("common.djangoapps.student.roles")
    for name, role in {"Staff": "staff", "Instructor": "instructor", "DataResearcher": "data_researcher"}.items():
        for where in ("Course", "Org"):
            setattr(roles, f"{where}{name}Role", type(f"{where}{name}Role", (_Role,), {"ROLE": role}))
    roles.GlobalStaff = _GlobalStaff
    student.roles = roles
    for name, module in {
        "common": ModuleType("common"),
        "common.djangoapps": ModuleType("common.djangoapps"),
        "common.djangoapps.student": student,
        "common.djangoapps.student.roles": roles,
    }.items():
        monkeypatch.setitem(sys.modules, name, module)
    held.clear()
    yield OpenEdx()
    crum.set_current_request(None)


@pytest.fixture
def ingrid(db: None) -> User:
    return User.objects.create(username="ingrid")


@pytest.mark.parametrize(
    ("role", "runs", "researches"),
    [
        (("staff", "fjordbyen", str(KEY)), True, False),
        (("limited_staff", "fjordbyen", str(KEY)), True, False),
        (("instructor", "fjordbyen", str(KEY)), True, False),
        (("staff", "fjordbyen", ""), True, False),
        (("instructor", "fjordbyen", ""), True, False),
        (("data_researcher", "fjordbyen", str(KEY)), False, True),
        (("data_researcher", "fjordbyen", ""), False, True),
        (("beta_testers", "fjordbyen", str(KEY)), False, False),
        (("ccx_coach", "fjordbyen", str(KEY)), False, False),
        (("staff", "fjordbyen", str(OTHER)), False, False),
        (("staff", "havbyen", ""), False, False),
    ],
)
def test_each_of_the_platforms_roles(
    platform: OpenEdx, ingrid: User, role: tuple[str, str, str], runs: bool, researches: bool
) -> None:
    held.add(role)
    assert platform.is_course_staff(ingrid.pk, KEY) is runs
    assert platform.is_data_researcher(ingrid.pk, KEY) is researches


@pytest.mark.parametrize(("is_staff", "is_active", "runs"), [(True, True, True), (True, False, False)])
def test_the_whole_sites_staff_run_each_course_while_they_are_active(
    platform: OpenEdx, ingrid: User, is_staff: bool, is_active: bool, runs: bool
) -> None:
    User.objects.filter(pk=ingrid.pk).update(is_staff=is_staff, is_active=is_active)
    assert platform.is_course_staff(ingrid.pk, KEY) is runs


def test_nobody_runs_nothing(platform: OpenEdx) -> None:
    assert not platform.is_course_staff(0, KEY)
    assert not platform.is_data_researcher(0, KEY)


def _masquerade(role: str, user_name: str | None = None) -> dict[CourseKey, Any]:
    return {KEY: SimpleNamespace(role=role, user_name=user_name, group_id=None, user_partition_id=None)}


@pytest.mark.parametrize(
    ("masquerade", "looks"),
    [
        (_masquerade("student"), True),
        (_masquerade("student", "amina"), True),
        (_masquerade("staff"), False),
        ({}, False),
        ({OTHER: SimpleNamespace(role="student", user_name=None)}, False),
    ],
)
@pytest.mark.parametrize("where", ["block", "page"])
def test_masquerading_is_known_where_blocks_run_and_on_our_pages(
    platform: OpenEdx, ingrid: User, masquerade: dict[CourseKey, Any], looks: bool, where: str
) -> None:
    """In a block the platform has put it on the user (who is seen, or oneself); on a page it is in the session."""
    held.add(("staff", "fjordbyen", str(KEY)))
    if where == "block":
        ingrid.masquerade_settings = masquerade
    crum.set_current_request(SimpleNamespace(user=ingrid, session={"masquerade_settings": masquerade}))
    assert platform.views_as_learner(KEY) is looks


def test_what_is_left_in_the_session_of_somebody_who_is_staff_no_longer_is_not_in_force(
    platform: OpenEdx, ingrid: User
) -> None:
    crum.set_current_request(SimpleNamespace(user=ingrid, session={"masquerade_settings": _masquerade("student")}))
    assert platform.views_as_learner(KEY) is False


@pytest.mark.parametrize("request_", [None, SimpleNamespace(user=AnonymousUser(), session={})])
def test_without_a_request_or_a_session_nobody_masquerades(platform: OpenEdx, request_: Any) -> None:
    crum.set_current_request(request_)
    assert platform.views_as_learner(KEY) is False
