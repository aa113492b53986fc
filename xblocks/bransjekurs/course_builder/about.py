"""The course's page in the catalogue: purposes, for whom, what one learns, how long it is, what law it rests on."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bransjekurs.course_builder.spec import PlanSpec


def overview(plan: PlanSpec) -> str:
    """Return the page as HTML, in the language that is active."""
    hours = {
        _("Online"): plan.hours.online,
        _("Classroom"): plan.hours.classroom,
        _("Workplace"): plan.hours.workplace,
    }
    sections = [
        _section(_("About the course"), [plan.course.summary]),
        _section(_("Purpose"), (purpose.text for purpose in plan.purposes)),
        _section(_("Who the course is for"), plan.target_groups),
        _section(_("What you learn"), (outcome.title for outcome in plan.outcomes)),
        _section(_("Hours"), (f"{arena}: {_amount(number)}" for arena, number in hours.items() if number)),
        _section(_("Legal basis"), plan.legal_basis),
    ]
    return str(
        format_html(
            '<div lang="{}">\n{}</div>\n',
            plan.course.language,
            format_html_join("", "{}", ((one,) for one in sections)),
        )
    )


def _section(title: str, items: Iterable[str]) -> SafeString:
    rows = format_html_join("\n", "<li>{}</li>", ((item,) for item in items))
    return format_html('<section class="about">\n<h2>{}</h2>\n<ul>\n{}\n</ul>\n</section>\n', title, rows)


def _amount(number: int) -> str:
    return ngettext("{number} hour", "{number} hours", number).format(number=number)
