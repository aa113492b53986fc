"""The author's form of the certificate: shown from the block's fields, read back into them."""

from typing import Any

from bransjekurs.api import author as authors
from bransjekurs.blocks.competence_certificate import author_more
from bransjekurs.blocks.forms import Form
from bransjekurs.domain.course import Course, Signatory
from bransjekurs.stored import to_stored

_ROWS = 3


def context(block: Any, *, saved: bool = False) -> dict[str, Any]:
    """Return the form as the block's fields have it."""
    rules = block.rules()
    values = (block.display_name, rules.minimum_hours, rules.purpose, rules.signatories)
    return {
        **_context(*values),
        "more": author_more.context(rules, _course(block)),
        "examples": [{"language": one, "url": _example_url(block, one)} for one in rules.languages],
        "saved": saved,
    }


def submit(block: Any, data: dict[str, Any]) -> dict[str, Any]:
    """Store the form if it has no errors; return the context to show: saved, or as typed with the errors."""
    form = Form(data)
    name = form.required("display_name", "not_empty")
    hours = form.number("minimum_hours", int, 0, 2000)
    purpose = form.required("purpose", "not_empty")
    rows = form.rows("signatory", "name")
    signatories = tuple(Signatory(form.text(f"{row}-name"), form.text(f"{row}-title")) for row in rows)
    form.check_printable("purpose", purpose)
    for number, person in enumerate(signatories):
        form.check_printable(f"signatory-{number}-name", person.name)
        form.check_printable(f"signatory-{number}-title", person.title)
    more = author_more.read(form, block.rules(), _course(block))
    if form.errors:
        asked = author_more.as_typed(form, author_more.context(more, _course(block)))
        # The number as it was typed, not what it was taken for.
        shown = _context(name, form.text("minimum_hours"), purpose, signatories)
        return {**shown, "more": asked, "errors": form.errors}
    block.display_name, block.minimum_hours, block.purpose = name, hours, purpose
    block.signatories, block.languages = to_stored(signatories), list(more.languages)
    block.documents_required = list(more.documents_required)
    block.accreditation = to_stored(more.accreditation) if more.accreditation else {}
    return context(block, saved=True)


def _course(block: Any) -> Course | None:
    """Return the course as it is published: in it stand the goals and the trade's certificates."""
    key = block.course_key()
    return authors.published_course(key) if key else None


def _example_url(block: Any, language: str) -> str:
    return str(block.runtime.handler_url(block, "example", query=f"language={language}"))


def _context(name: str, hours: int | str, purpose: str, signatories: tuple[Signatory, ...]) -> dict[str, Any]:
    empty = (Signatory("", ""),) * max(1, _ROWS - len(signatories))
    fields = {"display_name": name, "minimum_hours": hours, "purpose": purpose}
    return {"fields": fields, "signatories": [*signatories, *empty]}
