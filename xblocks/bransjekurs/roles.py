"""Who may do what: one table, the only place that says so.

A role is held towards one participant (or, for staff, a whole course): ``api.access`` finds out which roles a user
holds, this table says what they allow. Mentors have no account; their link is the permission, see ``api.mentor``.
"""

from collections.abc import Set
from enum import StrEnum


class Role(StrEnum):
    """Roles of people with an account."""

    PARTICIPANT = "participant"
    TEACHER = "teacher"
    NORWEGIAN_TEACHER = "norwegian_teacher"
    ADVISER = "adviser"
    STAFF = "staff"


class Action(StrEnum):
    """Everything that can be refused."""

    SEE_OWN_PLAN = "see_own_plan"
    SET_PROGRESS = "set_progress"
    PRACTISE = "practise"
    CONFIRM_NAME = "confirm_name"
    SEE_OWN_CERTIFICATE = "see_own_certificate"
    SEE_GROUP = "see_group"
    SEE_PARTICIPANT = "see_participant"
    OBSERVE = "observe"
    JUDGE = "judge"
    ASK_MENTOR = "ask_mentor"
    PLAN_REVIEW = "plan_review"
    NOTE_ATTENDANCE = "note_attendance"
    ISSUE = "issue"
    REVOKE = "revoke"
    ASSIGN = "assign"


class NotAllowed(Exception):
    """The user holds no role that allows the action."""

    def __init__(self, action: Action) -> None:
        super().__init__(action.value)
        self.action = action


_OWN = frozenset({Role.PARTICIPANT})
_FOLLOWERS = frozenset({Role.TEACHER, Role.NORWEGIAN_TEACHER, Role.ADVISER})
_TEACHERS = frozenset({Role.TEACHER, Role.NORWEGIAN_TEACHER})

ALLOWED: dict[Action, frozenset[Role]] = {
    Action.SEE_OWN_PLAN: _OWN,
    Action.SET_PROGRESS: _OWN,
    Action.PRACTISE: _OWN,
    Action.CONFIRM_NAME: _OWN,
    Action.SEE_OWN_CERTIFICATE: _OWN,
    Action.SEE_GROUP: _FOLLOWERS | {Role.STAFF},
    Action.SEE_PARTICIPANT: _FOLLOWERS | {Role.STAFF},
    Action.OBSERVE: _TEACHERS,
    # The author narrows this further for each outcome: see ``Outcome.judged_by``.
    Action.JUDGE: _TEACHERS,
    Action.ASK_MENTOR: _FOLLOWERS,
    Action.PLAN_REVIEW: _FOLLOWERS,
    Action.NOTE_ATTENDANCE: _TEACHERS | {Role.STAFF},
    Action.ISSUE: frozenset({Role.TEACHER}),
    Action.REVOKE: frozenset({Role.TEACHER, Role.STAFF}),
    Action.ASSIGN: frozenset({Role.STAFF}),
}


def may(roles: Set[Role], action: Action) -> bool:
    """Say whether any of the roles allows the action."""
    return bool(ALLOWED[action] & roles)


def require(roles: Set[Role], action: Action) -> None:
    """Raise ``NotAllowed`` unless one of the roles allows the action."""
    if not may(roles, action):
        raise NotAllowed(action)
