"""What a provider does: publish a course."""

from datetime import datetime

from django.db import transaction
from opaque_keys.edx.keys import CourseKey

from bransjekurs.courses import api as courses
from bransjekurs.domain.course import Course


def publish_course(course_key: CourseKey, course: Course, now: datetime) -> int:
    """Store what the course's blocks hold as a new edition if it differs, and return the edition's number.

    The door that calls this is the platform's own publishing event or a command, which check who may publish.
    """
    with transaction.atomic():
        return courses.publish(course_key, course, now)
