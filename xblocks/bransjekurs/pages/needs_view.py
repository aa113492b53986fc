"""Why somebody needs a person, in words: for the group page, the block, the filter. Ranks are in ``domain.needs``."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from opaque_keys.edx.keys import CourseKey

from bransjekurs.api.teacher_group import Needing
from bransjekurs.domain.agreement import Party
from bransjekurs.domain.needs import CHANGED, RANKS, Need, NeedKind
from bransjekurs.pages.agreement_view import AGREES
from bransjekurs.platform import Person
from bransjekurs.templatetags.look import day, day_month, full_day

# What the filter calls each reason.
NEEDS: dict[NeedKind, Promise] = {
    NeedKind.DISAGREEMENT: gettext_lazy("Different views on a goal"),
    NeedKind.WAITING: gettext_lazy("Goals to confirm"),
    NeedKind.CERTIFICATE_EXPIRES: gettext_lazy("Certificate expires"),
    NeedKind.REVIEW_OVERDUE: gettext_lazy("Conversation overdue"),
    NeedKind.BEHIND: gettext_lazy("Too little time"),
    NeedKind.NOT_PRACTISED: gettext_lazy("Has not practised"),
    NeedKind.NOT_AGREED: gettext_lazy("Plan not agreed"),
    NeedKind.NOT_STARTED: gettext_lazy("Has not begun"),
    NeedKind.NO_PLAN: gettext_lazy("No plan yet"),
}

# Where the button leads; else to the participant's page.
_PAGES = {
    NeedKind.CERTIFICATE_EXPIRES: "mapping",
    NeedKind.BEHIND: "time",
    NeedKind.NOT_AGREED: "agreement",
}


def needs_context(needing: Needing, course_key: CourseKey) -> list[dict[str, Any]]:
    """Return those who need a person most, the most pressing first."""
    return [need_context(person, need, course_key) for person, need in needing.first]


def need_context(person: Person, need: Need, course_key: CourseKey) -> dict[str, Any]:
    """Say why, with the cause by itself so that it can stand out."""
    before, bold, after, label = _reason(need)
    url = reverse(f"bransjekurs:{_PAGES.get(need.kind, 'participant')}", args=[course_key, person.id])
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


def _reason(need: Need) -> tuple[str, str, str, str]:
    """Say the reason in three pieces (before, cause, after), and what the button does."""
    told = _REASONS.get(need.kind)
    return told(need, day(need.since)) if told else (_("Has "), _("not started"), _(" the plan."), _("See the plan"))


def _disagreement(need: Need, _since: str) -> tuple[str, str, str, str]:
    more = ngettext(" and %(count)d other goal", " and %(count)d other goals", need.count - 1) if need.count > 1 else ""
    after = more % {"count": need.count - 1} + _(". Take it up in the next conversation.")
    return _("Different views on "), need.title, after, _("See the judgements")


def _waiting(need: Need, since: str) -> tuple[str, str, str, str]:
    goals = ngettext("%(count)d goal", "%(count)d goals", need.count) % {"count": need.count}
    return "", goals, _(" waiting for you since %(day)s.") % {"day": since}, _("Confirm goals")


def _not_agreed(need: Need, since: str) -> tuple[str, str, str, str]:
    if need.title == CHANGED:
        after = _(" after the agreement of %(day)s.") % {"day": day_month(need.since)}
        return _("The plan has "), _("changed"), after, _("See what is new")
    if need.title:
        lacking = _(" and ").join(str(AGREES[Party(code)]) for code in need.title.split())
        return _("Waits for an answer from "), lacking, _(" since %(day)s.") % {"day": since}, _("See the agreement")
    return _("The plan is "), _("not agreed"), _(" with the parties yet."), _("Make the agreement")


_REASONS: dict[NeedKind, Callable[[Need, str], tuple[str, str, str, str]]] = {
    NeedKind.DISAGREEMENT: _disagreement,
    NeedKind.WAITING: _waiting,
    NeedKind.CERTIFICATE_EXPIRES: lambda need, _since: (
        "",
        need.title,
        _(" is valid until %(day)s.") % {"day": full_day(need.since)},
        _("See the certificates"),
    ),
    NeedKind.REVIEW_OVERDUE: lambda _need, since: (
        _("The conversation should have been "),
        since,
        ".",
        _("Set a new date"),
    ),
    NeedKind.BEHIND: lambda need, _since: (
        _("There is "),
        _("too little time"),
        _(" to reach the goals by %(day)s.") % {"day": day_month(need.since)},
        _("See the time"),
    ),
    NeedKind.NOT_PRACTISED: lambda _need, since: (_("Has not practised since "), since, ".", _("See the plan")),
    NeedKind.NOT_AGREED: _not_agreed,
    NeedKind.NO_PLAN: lambda _need, _since: (_("Has "), _("no plan"), _(" yet."), _("See the plan")),
}
