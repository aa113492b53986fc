"""Why somebody needs a person, in words: for the group page, the block, the filter. Ranks are in ``domain.needs``."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from opaque_keys.edx.keys import CourseKey

from bransjekurs.api.teacher_group import Needing
from bransjekurs.domain.needs import RANKS, Need, NeedKind
from bransjekurs.platform import Person
from bransjekurs.templatetags.look import day

# What the filter calls each reason.
NEEDS: dict[NeedKind, Promise] = {
    NeedKind.DISAGREEMENT: gettext_lazy("Different views on a goal"),
    NeedKind.WAITING: gettext_lazy("Goals to confirm"),
    NeedKind.REVIEW_OVERDUE: gettext_lazy("Conversation overdue"),
    NeedKind.NOT_PRACTISED: gettext_lazy("Has not practised"),
    NeedKind.NOT_STARTED: gettext_lazy("Has not begun"),
    NeedKind.NO_PLAN: gettext_lazy("No plan yet"),
}


def needs_context(needing: Needing, course_key: CourseKey) -> list[dict[str, Any]]:
    """Return those who need a person most, the most pressing first."""
    return [need_context(person, need, course_key) for person, need in needing.first]


def need_context(person: Person, need: Need, course_key: CourseKey) -> dict[str, Any]:
    """Say why, with the cause by itself so that it can stand out."""
    before, bold, after, label = _reason(need, person.name.split()[0])
    url = reverse("bransjekurs:participant", args=[course_key, person.id])
    return {
        "person": person.name,
        "initials": initials(person.name),
        "reason_before": before,
        "reason_bold": bold,
        "reason_after": after,
        "reason": f"{before}{bold}{after}",
        "url": f"{url}?{urlencode({'goal': need.goal_id})}" if need.goal_id else url,
        "label": label,
    }


def choices(by_kind: dict[NeedKind, int]) -> list[dict[str, Any]]:
    """Return the reasons that anybody has now, with how many have it, the most pressing first."""
    return [
        {"value": kind.value, "label": NEEDS[kind], "count": by_kind[kind]}
        for kind in sorted(by_kind, key=lambda kind: RANKS[kind])
    ]


def initials(name: str) -> str:
    """Return the first letters of the first and the last name."""
    parts = name.split()
    return "".join(part[0].upper() for part in dict.fromkeys((parts[0], parts[-1]))) if parts else ""


def _reason(need: Need, first_name: str) -> tuple[str, str, str, str]:
    """Say the reason in three pieces (before, cause, after), and what the button does."""
    since = day(need.since)
    if need.kind is NeedKind.DISAGREEMENT:
        after = _(". %(name)s says done. The mentor has seen something else.") % {"name": first_name}
        return _("Different views on "), need.title, after, _("See the judgements")
    if need.kind is NeedKind.WAITING:
        goals = ngettext("%(count)d goal", "%(count)d goals", need.count) % {"count": need.count}
        return "", goals, _(" waiting for you since %(day)s.") % {"day": since}, _("Confirm goals")
    if need.kind is NeedKind.REVIEW_OVERDUE:
        return _("The conversation should have been "), since, ".", _("Set a new date")
    if need.kind is NeedKind.NOT_PRACTISED:
        return _("Has not practised since "), since, ".", _("See the plan")
    if need.kind is NeedKind.NO_PLAN:
        return _("Has "), _("no plan"), _(" yet."), _("See the plan")
    return _("Has "), _("not started"), _(" the plan."), _("See the plan")
