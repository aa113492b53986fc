"""Who is in the course and who runs it, in the preview's own rows."""

from opaque_keys.edx.keys import CourseKey

from bransjekurs import roles
from bransjekurs.api.access import Actor, course_roles
from bransjekurs.preview.models import CourseStaff, Enrolment


def is_enrolled(user_id: int, course_key: CourseKey) -> bool:
    """Say whether the user is a participant of the course."""
    return Enrolment.objects.filter(user_id=user_id, course_key=course_key).exists()


def is_course_staff(user_id: int, course_key: CourseKey) -> bool:
    """Say whether the user runs the course: limited staff do too, and differ in Studio alone."""
    return _holds(user_id, course_key, CourseStaff.STAFF, CourseStaff.LIMITED_STAFF)


def may_author(user_id: int, course_key: CourseKey) -> bool:
    """Say whether Studio is open to the user."""
    return _holds(user_id, course_key, CourseStaff.STAFF)


def is_data_researcher(user_id: int, course_key: CourseKey) -> bool:
    """Say whether the user may have the course's figures."""
    return _holds(user_id, course_key, CourseStaff.DATA_RESEARCHER)


def _holds(user_id: int, course_key: CourseKey, *kinds: str) -> bool:
    return CourseStaff.objects.filter(user_id=user_id, course_key=course_key, kind__in=kinds).exists()


def may_enter(user_id: int, course_key: CourseKey) -> bool:
    """Say whether the user may see the course's own pages: others (an adviser, say) have the group's page."""
    return is_enrolled(user_id, course_key) or is_course_staff(user_id, course_key)


def may_see_group(user_id: int, course_key: CourseKey) -> bool:
    """Say whether the group's page is open to the user: staff, and who follows somebody."""
    return roles.may(course_roles(Actor(user_id, course_key)), roles.Action.SEE_GROUP)


def may_see_report(user_id: int, course_key: CourseKey) -> bool:
    """Say whether the report without names is open to the user."""
    return roles.may(course_roles(Actor(user_id, course_key)), roles.Action.SEE_REPORT)


def belongs(user_id: int, course_key: CourseKey) -> bool:
    """Say whether the user has anything at all to do with the course."""
    return may_enter(user_id, course_key) or may_see_report(user_id, course_key)
