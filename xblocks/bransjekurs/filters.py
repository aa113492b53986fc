"""Steps in Open edX's filters: its own pages lead to ours, and tell of our certificate. Only the LMS imports this.

``settings/filters.py`` puts them beside the operator's. Each step adds to the page's context and stops nothing.
"""

from typing import Any

from crum import get_current_request
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey
from openedx_filters import PipelineStep

from bransjekurs.api import entrances
from bransjekurs.api.access import Actor
from bransjekurs.certificates.words import HEADINGS
from bransjekurs.rendering import language
from bransjekurs.roles import Action

# With the section's key this is the Mako template's name: see the folder ``mako``.
_TEMPLATES = "/bransjekurs/instructor/"


class GroupOnInstructorDashboard(PipelineStep):
    """Adds a tab to the instructor's dashboard, for those to whom the group or the report is open.

    Rests on ``org.openedx.learning.instructor.dashboard.render.started.v1``: the context has ``course`` (with its
    ``id``) and ``sections``; the page includes ``template_path_prefix`` + ``section_key`` + ``.html`` for each.
    """

    def run_filter(self, context: dict[str, Any], template_name: str) -> dict[str, Any]:
        """Return the context with the tab in it."""
        course_key = context["course"].id
        user = getattr(get_current_request(), "user", None)
        if user is not None and user.pk is not None:
            opened = entrances.entrances(Actor(user.pk, course_key))
            if opened:
                context = {**context, "sections": [*context["sections"], _section(course_key, opened)]}
        return {"context": context, "template_name": template_name}


class CertificateBesidePlatforms(PipelineStep):
    """Tells the page of the platform's own certificate which certificate of ours the holder has in the same course.

    Rests on ``org.openedx.learning.certificate.render.started.v1``: the context has ``accomplishment_user_id`` and
    ``course_id`` (text). It is shown where the operator's theme shows it.
    """

    def run_filter(self, context: dict[str, Any], custom_template: Any) -> dict[str, Any]:
        """Return the context with ``bransjekurs_certificate``: kind, number and verify_url, or None."""
        course_key = CourseKey.from_string(str(context["course_id"]))
        found = entrances.standing_certificate(course_key, int(context["accomplishment_user_id"]))
        line = None
        if found is not None:
            with translation.override(language()):
                line = {"kind": str(HEADINGS[found.kind]), "number": found.number, "verify_url": found.verify_url}
        return {"context": {**context, "bransjekurs_certificate": line}, "custom_template": custom_template}


def _section(course_key: CourseKey, opened: frozenset[Action]) -> dict[str, Any]:
    with translation.override(language()):
        links = (
            (Action.SEE_GROUP, "bransjekurs:group", _("The group")),
            (Action.SEE_REPORT, "bransjekurs:report", _("Report without names")),
        )
        return {
            "section_key": "bransjekurs",
            "section_display_name": _("Training plans"),
            "access": {},
            "course_id": str(course_key),
            "template_path_prefix": _TEMPLATES,
            "text": _("The participants’ own plans, who needs you now, attendance and certificates."),
            "links": [
                {"url": reverse(name, args=[course_key]), "label": label}
                for action, name, label in links
                if action in opened
            ],
        }
