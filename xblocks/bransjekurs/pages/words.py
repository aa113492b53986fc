"""The words of a list on paper, for the wall of the break room."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import UsageKey

from bransjekurs.api import teacher_words
from bransjekurs.api.access import Actor
from bransjekurs.pages.door import course_page, message, page


@course_page
def sheet(request: HttpRequest, actor: Actor, usage_id: str) -> HttpResponseBase:
    """Show the words as a table that prints well."""
    try:
        key = UsageKey.from_string(usage_id)
    except InvalidKeyError:
        return message(request, 404, _("This page does not exist."), _("Check the address."))
    return page(request, "pages/word_sheet.html", {"sheet": teacher_words.see_sheet(actor, key)})
