"""The part of the certificate's form on languages, documents of others, and credits (R17, R18, R21)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bransjekurs.blocks.forms import Form
from bransjekurs.domain.certificate_content import LANGUAGES
from bransjekurs.domain.course import FINAL_TEST, Accreditation, CertificateRules, Course
from bransjekurs.domain.refusal import Refusal

_FIELDS = ("credits", "level", "approved_by")
_MOST_CREDITS = 120


@dataclass(frozen=True, slots=True)
class More:
    """What this part of the form says."""

    languages: tuple[str, ...]
    documents_required: tuple[str, ...]
    accreditation: Accreditation | None


def context(rules: CertificateRules | More, course: Course | None) -> dict[str, Any]:
    """Return the part's context; ``course`` is the published edition, whose certificates can be asked for."""
    approved = rules.accreditation
    return {
        "languages": [
            {"value": one, "first": one == rules.languages[0], "also": one in rules.languages[1:]} for one in LANGUAGES
        ],
        "required": [outcome.title for outcome in course.outcomes if outcome.required] if course else [],
        "documents": _documents(rules.documents_required, course),
        "accreditation": {name: getattr(approved, name) if approved else "" for name in _FIELDS},
    }


def as_typed(form: Form, shown: dict[str, Any]) -> dict[str, Any]:
    """Return the part's context with the credits as they were typed."""
    return shown | {"accreditation": {name: form.text(name) for name in _FIELDS}}


def read(form: Form, before: CertificateRules, course: Course | None) -> More:
    """Return what the form says, and note what is wrong in it; a form without this part keeps what there is."""
    if not form.sent("language"):
        return More(before.languages, before.documents_required, before.accreditation)
    known = [one["value"] for one in _documents(before.documents_required, course)]
    chosen = form.texts("documents")
    return More(_languages(form), tuple(one for one in known if one in chosen), _accreditation(form))


def _documents(required: tuple[str, ...], course: Course | None) -> list[dict[str, Any]]:
    """The final test, the trade's certificates, and those that are asked for though the plan names them no longer."""
    known = {FINAL_TEST: _("Final test")}
    known |= {one.id: one.name for one in course.trade.certificates} if course else {}
    gone = {one: one for one in required if one not in known}
    return [
        {"value": one, "label": label, "chosen": one in required, "gone": one in gone and course is not None}
        for one, label in (known | gone).items()
    ]


def _languages(form: Form) -> tuple[str, ...]:
    first, also = form.text("language"), form.texts("also")
    if first not in LANGUAGES:
        form.wrong(Refusal("unknown_language", "language"))
        first = LANGUAGES[0]
    return (first, *(one for one in LANGUAGES if one in also and one != first))


def _accreditation(form: Form) -> Accreditation | None:
    """Return the credits, None where all three fields are empty: one of them alone says nothing."""
    if not any(form.text(name) for name in _FIELDS):
        return None
    points = form.number("credits", int, 1, _MOST_CREDITS)
    level, approved_by = (form.required(name, "not_empty") for name in ("level", "approved_by"))
    for name, text in (("level", level), ("approved_by", approved_by)):
        form.check_printable(name, text)
    return Accreditation(approved_by, points, level)
