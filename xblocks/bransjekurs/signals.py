"""What we do when the platform tells us something."""

import logging
from typing import Any

from opaque_keys.edx.keys import CourseKey

from bransjekurs import clock, tasks
from bransjekurs.blocks import publishing
from bransjekurs.domain.refusal import Refusal
from bransjekurs.wording import refusal_text

_log = logging.getLogger(__name__)


def course_published(sender: Any, course_key: CourseKey, **_kwargs: Any) -> None:
    """Publish a course edition. A course that cannot be one keeps its last; the author's own publishing goes on."""
    try:
        published = publishing.publish(course_key, clock.now())
    except Refusal as refusal:
        _log.error("%s: no new edition: %s", course_key, refusal_text(refusal))
    else:
        if published is not None:
            tasks.course_changed(course_key)
