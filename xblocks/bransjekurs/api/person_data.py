"""Everything that is kept about one person in one file (GDPR art. 15), and its erasure (art. 17).

``ABOUT`` names every model that holds something about a participant, and how it reaches the participant and the
course. A test fails when a model is neither here nor among those about nobody.
"""

import json
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction
from opaque_keys.edx.keys import CourseKey

from bransjekurs.api.access import Actor, require_towards
from bransjekurs.certificates import api as certificates
from bransjekurs.platform import platform
from bransjekurs.roles import Action, Role

# Model: (the way to the participant, the way to the course key).
ABOUT: dict[str, tuple[str, str]] = {
    "HolderName": ("user", "course_key"),
    "Certificate": ("user", "course_key"),
    "SignedCredential": ("certificate__user", "certificate__course_key"),
    "NorwegianJudgement": ("user", "course_key"),
    "SeenDocument": ("user", "course_key"),
    "IssuingTask": ("user", "run__course_key"),
    "ShareLink": ("user", "certificate__course_key"),
    "EvidenceItem": ("user", "course_key"),
    "Attendance": ("user", "session__course_key"),
    "Link": ("user", "course_key"),
    "MappingRecord": ("user", "course_key"),
    "NeedsRecord": ("user", "course_key"),
    "NeedsReading": ("user", "course_key"),
    "MappingJudgement": ("user", "course_key"),
    "ProposalAnswer": ("user", "course_key"),
    "PlanRecord": ("user", "course_key"),
    "PlanGoal": ("plan__user", "plan__course_key"),
    "JudgementRecord": ("goal__plan__user", "goal__plan__course_key"),
    "Review": ("user", "course_key"),
    "Following": ("participant", "course_key"),
    "ChangeRecord": ("user", "course_key"),
    "TimetableRecord": ("user", "course_key"),
    "ResponsibilityRecord": ("user", "course_key"),
    "AgreementVersion": ("user", "course_key"),
    "ConsentRecord": ("version__user", "version__course_key"),
    "NeedRecord": ("user", "course_key"),
    "PracticeAnswer": ("user", "course_key"),
    "PracticeTurn": ("user", "course_key"),
    "WordCard": ("user", "course_key"),
    "SituationAnswer": ("user", "course_key"),
    "SentText": ("user", "course_key"),
}
# About no participant; at most about who published or noted.
ABOUT_NOBODY = {"CourseEdition", "StatusList", "HeldSession", "IssuingRun"}
# Narrower access than the rest: only the person takes these out; a file that staff make says that they are kept apart.
SENSITIVE = {"NeedsRecord", "NeedsReading"}
# Of a certificate its number, hash, issuer, date and status remain; the credential goes empty with it.
KEPT = {"Certificate", "SignedCredential"}
_SECRET = {"token_hash"}
_DOCUMENTS = {"outcome", "measures", "aftercare", "content", "document"}


def see_data(actor: Actor, participant_id: int, now: datetime) -> dict[str, Any]:
    """Return what is kept about a participant in the course, as plain values with readable keys."""
    held = require_towards(actor, participant_id, Action.SEE_PERSON_DATA)
    own = Role.PARTICIPANT in held
    rows = {name: _rows(name, participant_id, actor.course_key) for name in ABOUT if own or name not in SENSITIVE}
    people = platform().people(_people_in(rows) | {participant_id})
    return {
        "person": people[participant_id].name,
        "course": str(actor.course_key),
        "made_at": now.isoformat(),
        "kept_apart": [] if own else sorted(SENSITIVE),
        "people": {str(person.id): person.name for person in people.values()},
        "data": {name: found for name, found in rows.items() if found},
    }


def erase(actor: Actor, participant_id: int) -> None:
    """Erase what is kept about a participant in the course; of certificates remains what lets a paper be checked."""
    require_towards(actor, participant_id, Action.ERASE_PERSON)
    erase_rows(participant_id, actor.course_key)


def erase_rows(user_id: int, course_key: CourseKey | None = None) -> None:
    """Erase a user's rows in one course, or in all (retirement); who may was asked before."""
    with transaction.atomic():
        for name in ABOUT:
            if name not in KEPT:
                _of(name, user_id, course_key).delete()
        certificates.forget_holder(user_id, course_key)


def _of(name: str, user_id: int, course_key: CourseKey | None) -> models.QuerySet[Any]:
    to_user, to_course = ABOUT[name]
    model = apps.get_model("bransjekurs", name)
    rows: models.QuerySet[Any] = model._default_manager.filter(**{f"{to_user}_id": user_id})
    return rows if course_key is None else rows.filter(**{to_course: course_key})


def _rows(name: str, user_id: int, course_key: CourseKey) -> list[dict[str, Any]]:
    return [_told(row) for row in _of(name, user_id, course_key).order_by("pk")]


def _told(row: models.Model) -> dict[str, Any]:
    fields = (field for field in row._meta.concrete_fields if field.name not in _SECRET)
    return {field.name: _plain(field.name, field.value_from_object(row)) for field in fields}


def _plain(name: str, value: Any) -> Any:
    if name in _DOCUMENTS and isinstance(value, str) and value:
        return json.loads(value)
    return value if value is None or isinstance(value, str | int | float | bool | list | dict) else str(value)


def _people_in(rows: dict[str, list[dict[str, Any]]]) -> set[int]:
    """Return the ids of everybody who is named, so that the file can say who they are."""
    named = {"by", "noted_by", "asked_by", "issued_by", "revoked_by", "follower", "user"}
    return {v for found in rows.values() for row in found for k, v in row.items() if k in named and isinstance(v, int)}
