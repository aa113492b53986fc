"""What a provider does: publish a course, let somebody begin its words anew."""

from datetime import datetime

from django.db import IntegrityError, transaction
from opaque_keys.edx.keys import CourseKey, UsageKey

from bransjekurs.api import standing
from bransjekurs.courses import api as courses
from bransjekurs.domain.course import Course
from bransjekurs.practice import api as practice
from bransjekurs.practice import situations as stored

_TRIES = 5


def publish_course(course_key: CourseKey, course: Course, now: datetime) -> int:
    """Store what the course's blocks hold as a new edition if it differs, and return the edition's number.

    The door that calls this is the platform's own publishing event or a command, which check who may publish.
    """
    for _ in range(_TRIES - 1):
        try:
            with transaction.atomic():
                return courses.publish(course_key, course, now)
        except IntegrityError:
            continue  # somebody published at the same moment: their edition is there now, and is compared with
    return courses.publish(course_key, course, now)


def forget_practice(user_id: int, usage_key: UsageKey) -> None:
    """Delete somebody's answers to the words and situations of a block, when the platform resets the block for them.

    The platform has checked who asks. A word that another block practises too is begun anew there as well.
    """
    edition = courses.current(usage_key.course_key)
    lists = edition.course.word_lists if edition else ()
    terms = [term.id for words in lists if words.usage_key == str(usage_key) for term in words.terms]
    situation_lists = edition.course.situation_lists if edition else ()
    situations = [s.id for one in situation_lists if one.usage_key == str(usage_key) for s in one.situations]
    with transaction.atomic():
        stored.forget(user_id, usage_key.course_key, situations)
        practice.forget(user_id, usage_key.course_key, terms)
        standing.refresh(usage_key.course_key, [user_id])
