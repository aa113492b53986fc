"""Who may do what: one table, the only place that says so.

A role is held towards one participant (or, for staff, a whole course): ``api.access`` finds out which roles a user
holds, this table says what they allow. Mentors have no account; their link is the permission, see ``api.mentor``.
Staff and data researcher are the platform's own; who may write a course is Studio's to say (see decisions/0019).
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
    DATA_RESEARCHER = "data_researcher"


class Action(StrEnum):
    """Everything that can be refused."""

    SEE_OWN_PLAN = "see_own_plan"
    SET_PROGRESS = "set_progress"
    SEE_PRACTICE = "see_practice"
    PRACTISE = "practise"
    SEE_SENT_TEXTS = "see_sent_texts"
    CONFIRM_NAME = "confirm_name"
    SEE_OWN_CERTIFICATE = "see_own_certificate"
    SEE_GROUP = "see_group"
    SEE_PARTICIPANT = "see_participant"
    OBSERVE = "observe"
    JUDGE = "judge"
    ASK_MENTOR = "ask_mentor"
    PLAN_REVIEW = "plan_review"
    START_PLAN = "start_plan"
    SEE_GOALS = "see_goals"
    CHANGE_GOALS = "change_goals"
    TAKE_OUT_GOALS = "take_out_goals"
    SET_AFTERCARE = "set_aftercare"
    SEE_CONVERSATIONS = "see_conversations"
    SEE_HISTORY = "see_history"
    NOTE_ATTENDANCE = "note_attendance"
    SEE_CERTIFICATE_BASIS = "see_certificate_basis"
    JUDGE_NORWEGIAN = "judge_norwegian"
    NOTE_DOCUMENT = "note_document"
    SHARE_CERTIFICATE = "share_certificate"
    SEE_TIME = "see_time"
    CHANGE_TIME = "change_time"
    SEE_AGREEMENT = "see_agreement"
    PROPOSE_AGREEMENT = "propose_agreement"
    AGREE = "agree"
    AGREE_FOR_PROVIDER = "agree_for_provider"
    ISSUE = "issue"
    ISSUE_TO_GROUP = "issue_to_group"
    ASK_FOR_NAME = "ask_for_name"
    REVOKE = "revoke"
    ASSIGN = "assign"
    SEE_MAPPING = "see_mapping"
    FILL_MAPPING = "fill_mapping"
    SEE_NEEDS = "see_needs"
    FILL_NEEDS = "fill_needs"
    ANSWER_PROPOSALS = "answer_proposals"
    WEIGH_MAPPING = "weigh_mapping"
    JUDGE_PROGRESSION = "judge_progression"
    SEE_REPORT = "see_report"
    SEE_COURSE = "see_course"
    READ_RECORD = "read_record"
    SEE_PERSON_DATA = "see_person_data"
    ERASE_PERSON = "erase_person"


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
    Action.SEE_PRACTICE: _OWN,
    Action.PRACTISE: _OWN,
    # A participant's own words, sent to be read by a teacher: nobody else sees them.
    Action.SEE_SENT_TEXTS: _TEACHERS,
    Action.CONFIRM_NAME: _OWN,
    Action.SEE_OWN_CERTIFICATE: _OWN,
    Action.SEE_GROUP: _FOLLOWERS | {Role.STAFF},
    Action.SEE_PARTICIPANT: _FOLLOWERS | {Role.STAFF},
    Action.OBSERVE: _TEACHERS,
    # The author narrows this further for each outcome: see ``Outcome.judged_by``.
    Action.JUDGE: _TEACHERS,
    Action.ASK_MENTOR: _FOLLOWERS,
    Action.PLAN_REVIEW: _FOLLOWERS,
    Action.START_PLAN: _FOLLOWERS | {Role.STAFF},
    Action.SEE_GOALS: _OWN | _FOLLOWERS | {Role.STAFF},
    # Own goals, measures, the way on, a new edition: the plan is the participant's, and followers help with it.
    Action.CHANGE_GOALS: _OWN | _FOLLOWERS,
    # A goal of one's own that nobody has judged comes under the line above.
    Action.TAKE_OUT_GOALS: _FOLLOWERS,
    Action.SET_AFTERCARE: _FOLLOWERS,
    Action.SEE_CONVERSATIONS: _OWN | _FOLLOWERS | {Role.STAFF},
    Action.SEE_HISTORY: _OWN | _FOLLOWERS | {Role.STAFF},
    Action.NOTE_ATTENDANCE: _TEACHERS | {Role.STAFF},
    # What a Norwegian teacher judges at the end (R41, R42); a document is seen by whoever meets the participant.
    Action.SEE_CERTIFICATE_BASIS: _FOLLOWERS | {Role.STAFF},
    Action.JUDGE_NORWEGIAN: frozenset({Role.NORWEGIAN_TEACHER}),
    Action.NOTE_DOCUMENT: _FOLLOWERS,
    # Withdrawing is here too: it is the holder's own act, and revoking is the provider's.
    Action.SHARE_CERTIFICATE: _OWN,
    Action.SEE_TIME: _OWN | _FOLLOWERS | {Role.STAFF},
    Action.CHANGE_TIME: _OWN | _TEACHERS,
    Action.SEE_AGREEMENT: _OWN | _FOLLOWERS | {Role.STAFF},
    Action.PROPOSE_AGREEMENT: frozenset({Role.TEACHER, Role.ADVISER}),
    Action.AGREE: _OWN,
    Action.AGREE_FOR_PROVIDER: frozenset({Role.TEACHER}),
    Action.ISSUE: frozenset({Role.TEACHER}),
    # Each certificate asks for ISSUE as well, towards the one who gets it.
    Action.ISSUE_TO_GROUP: frozenset({Role.TEACHER}),
    # A letter and a next step in the plan, to those who have not confirmed their name: nothing is decided.
    Action.ASK_FOR_NAME: frozenset({Role.TEACHER, Role.STAFF}),
    Action.REVOKE: frozenset({Role.TEACHER, Role.STAFF}),
    Action.ASSIGN: frozenset({Role.STAFF}),
    Action.SEE_MAPPING: _OWN | _FOLLOWERS,
    Action.FILL_MAPPING: _OWN | _FOLLOWERS,
    # What a person needs is for those who arrange it: see docs/decisions on sensitive fields.
    Action.SEE_NEEDS: _OWN | {Role.TEACHER},
    Action.FILL_NEEDS: _OWN | {Role.TEACHER},
    Action.ANSWER_PROPOSALS: _OWN | _TEACHERS,
    Action.WEIGH_MAPPING: _FOLLOWERS,
    Action.JUDGE_PROGRESSION: frozenset({Role.NORWEGIAN_TEACHER}),
    # Numbers without names are all that a data researcher sees here; of the plans they see nothing.
    Action.SEE_REPORT: _FOLLOWERS | {Role.STAFF, Role.DATA_RESEARCHER},
    # What other systems read for a person: the course itself, without which the report's goals have no names; plan,
    # evidence and certificates of one participant.
    Action.SEE_COURSE: _OWN | _FOLLOWERS | {Role.STAFF, Role.DATA_RESEARCHER},
    Action.READ_RECORD: _OWN | _FOLLOWERS | {Role.STAFF},
    Action.SEE_PERSON_DATA: _OWN | {Role.STAFF},
    Action.ERASE_PERSON: _OWN | {Role.STAFF},
}

# What changes nothing: all that somebody does who looks at the course as a participant.
LOOKS = frozenset(action for action in Action if action.value.startswith("see_"))


def may(roles: Set[Role], action: Action) -> bool:
    """Say whether any of the roles allows the action."""
    return bool(ALLOWED[action] & roles)


def require(roles: Set[Role], action: Action) -> None:
    """Raise ``NotAllowed`` unless one of the roles allows the action."""
    if not may(roles, action):
        raise NotAllowed(action)


# The most specific first: what a teacher does who also runs the course, is done as a teacher.
_MOST_SPECIFIC_FIRST = (Role.TEACHER, Role.NORWEGIAN_TEACHER, Role.ADVISER, Role.STAFF, Role.PARTICIPANT)


def acting_role(held: Set[Role], action: Action) -> Role:
    """Return the role in which somebody who holds several does something: the most specific that allows it.

    Raises:
        NotAllowed: if none of them does.
    """
    for role in _MOST_SPECIFIC_FIRST:
        if role in held & ALLOWED[action]:
            return role
    raise NotAllowed(action)
