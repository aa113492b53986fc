"""Who holds a role, answered as the platform answers."""

from django.contrib.auth import get_user_model
from opaque_keys.edx.django.models import CourseKeyField

from common.djangoapps.student.models import CourseAccessRole

_INHERITED = {"staff": {"staff", "limited_staff"}}


class GlobalStaff:
    def has_user(self, user):
        return bool(user and user.is_staff)


class _Role:
    def __init__(self, role_name, org="", course_key=None):
        self.org, self.course_key, self._role_name = org, course_key, role_name

    def has_user(self, user, check_user_activation=True):
        if check_user_activation and not (user.is_authenticated and user.is_active):
            return False
        names = _INHERITED.get(self._role_name, {self._role_name})
        rows = CourseAccessRole.objects.filter(user=user, role__in=names, org=self.org)
        return any((row.course_id or None) == self.course_key for row in rows)

    def users_with_role(self):
        return get_user_model().objects.filter(
            courseaccessrole__role=self._role_name,
            courseaccessrole__org=self.org,
            courseaccessrole__course_id=CourseKeyField.Empty if self.course_key is None else self.course_key,
        )


class _CourseRole(_Role):
    ROLE = ""

    def __init__(self, course_key):
        super().__init__(self.ROLE, course_key.org, course_key)


class CourseStaffRole(_CourseRole):
    ROLE = "staff"


class CourseLimitedStaffRole(CourseStaffRole):
    ROLE = "limited_staff"


class CourseInstructorRole(_CourseRole):
    ROLE = "instructor"


class CourseDataResearcherRole(_CourseRole):
    ROLE = "data_researcher"


class _OrgRole(_Role):
    ROLE = ""

    def __init__(self, org):
        super().__init__(self.ROLE, org)


class OrgStaffRole(_OrgRole):
    ROLE = "staff"


class OrgInstructorRole(_OrgRole):
    ROLE = "instructor"


class OrgDataResearcherRole(_OrgRole):
    ROLE = "data_researcher"
