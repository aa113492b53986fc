"""The plan's history: who changed what, when and why."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.http import urlencode

from bransjekurs.api.access import Actor
from bransjekurs.api.plan_history import PAGE, see_history
from bransjekurs.pages.door import course_page, page
from bransjekurs.pages.history_view import field_choices, history_rows
from bransjekurs.pages.sections import sections

_FIELD_LIMIT, _LAST_PAGE = 160, 10_000


@course_page
def show(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    """Show the changes, the latest first, narrowed to a goal or a field."""
    field = request.GET.get("field", "")[:_FIELD_LIMIT].replace("\0", "")
    asked = request.GET.get("page", "")
    number = min(int(asked), _LAST_PAGE) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    picture = see_history(actor, participant_id, field, number)
    more = picture.total > number * PAGE
    context: dict[str, Any] = {
        "person": {"name": picture.person.name, "first_name": picture.person.name.split()[0]},
        "sections": sections(actor, participant_id, picture.roles, "history"),
        "rows": history_rows(picture),
        "choices": field_choices(picture, field),
        "field": field,
        "total": picture.total,
        "older_url": _page_url(field, number + 1) if more else "",
        "newer_url": _page_url(field, number - 1) if number > 1 else "",
    }
    return page(request, "pages/history.html", context)


def _page_url(field: str, number: int) -> str:
    return "?" + urlencode({"field": field, "page": str(number)})
