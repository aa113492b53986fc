"""Who is in the course and who runs it, in the preview's own rows."""

from opaque_keys.edx.keys import CourseKey

from bransjekurs import roles
from bransjekurs.api.access import Actor, course_roles
from bransjekurs.preview.models import CourseStaff, Enrolment


def is_enrolled(user_id: int, course_key: CourseKey) -> bool:
    """Say whether the user is a participant of the course."""
    return Enrolment.objects.filter(user_id=user_id, course_key=course_key).exists()


def is_course_staff(user_id: int, course_key: CourseKey) -> bool:
    """Say whether the user runs the course."""
    return CourseStaff.objects.filter(user_id=user_id, course_key=course_key).exists()


def may_enter(user_id: int, course_key: CourseKey) -> bool:
    """Say whether the user may see the course's own pages: others (an adviser, say) have the group's page."""
    return is_enrolled(user_id, course_key) or is_course_staff(user_id, course_key)


def may_see_group(user_id: int, course_key: CourseKey) -> bool:
    """Say whether the group's page is open to the user: staff, and who follows somebody."""
    return roles.may(course_roles(Actor(user_id, course_key)), roles.Action.SEE_GROUP)


def belongs(user_id: int, course_key: CourseKey) -> bool:
    """Say whether the user has anything at all to do with the course."""
    return may_enter(user_id, course_key) or may_see_group(user_id, course_key)
