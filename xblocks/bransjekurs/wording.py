"""Words for the domain's values, in the language of the person who reads them."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from bransjekurs.domain.answers import Hint
from bransjekurs.domain.evidence import (
    CourseResult,
    Evidence,
    Observation,
    Observed,
    SituationKnown,
    Source,
    WordsMastered,
)
from bransjekurs.domain.measures import LearningArena, MeasureKind, Responsible
from bransjekurs.domain.next_step import NextStep, Step
from bransjekurs.domain.outcome import Arena, OutcomeKind
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.situations import SituationKind
from bransjekurs.domain.vocabulary import TaskKind, UseKind
from bransjekurs.roles import Role

REFUSALS: dict[str, Any] = {
    "ambiguous_example": gettext_lazy("Write one sentence with the word in brackets once: [like this]."),
    "answer_too_long": gettext_lazy("The answer is too long. Write one word."),
    "answer_without_id": gettext_lazy("We could not save the answer. Load the page again."),
    "arenas_missing": gettext_lazy(
        "This goal must be shown in more arenas before it is attained. Tick evidence from one of these too: %(arenas)s."
    ),
    "bad_request": gettext_lazy("We did not understand what was sent. Load the page again."),
    "already_agreed": gettext_lazy("This party has agreed already."),
    "nothing_changed": gettext_lazy("Nothing has changed since the last version."),
    "version_changed": gettext_lazy("The plan has changed. Look at the newest version first."),
    "changed_meanwhile": gettext_lazy(
        "Somebody else has changed this while you wrote. Look at what it says now. What you wrote is still here."
    ),
    "comment_too_long": gettext_lazy("The text is too long. Write at most %(limit)s characters."),
    "course_not_published": gettext_lazy("This course is not published yet. Ask the provider."),
    "curriculum_code": gettext_lazy("A goal of one’s own is not a goal in the curriculum. Take the code away."),
    "basis_missing": gettext_lazy("Write what you judged from, such as a conversation and a test."),
    "correction_reason_missing": gettext_lazy("Write why the certificate that stands is to be replaced."),
    "document_missing": gettext_lazy("Write what the certificate is called."),
    "level_missing": gettext_lazy("Choose a level for one or more of the skills."),
    "not_sure": gettext_lazy("Tick that you want it. You cannot undo it."),
    "too_few_arenas": gettext_lazy("The course has hours in too few arenas. Choose %(most)s, or plan hours in more."),
    "unknown_language": gettext_lazy("Choose one of the languages of the certificate."),
    "unknown_run": gettext_lazy("We do not know this issuing. Start again from the list."),
    "days_out_of_range": gettext_lazy("Choose between %(low)s and %(high)s days."),
    "each_arena_missing": gettext_lazy(
        "This goal must be shown in more arenas before it is attained. Tick evidence from here too: %(arenas)s."
    ),
    "evidence_missing": gettext_lazy("Tick what you build on. Is there nothing? Write what you have seen first."),
    "goal_title_missing": gettext_lazy("Write the goal. Begin with a verb."),
    "goal_confirmed": gettext_lazy("This goal is confirmed. You do not need to do more."),
    "held_in_future": gettext_lazy("The conversation is not held yet. Choose a day that has been."),
    "hours_out_of_range": gettext_lazy("Write hours between 0 and 12. Nobody can stay longer than the session."),
    "hours_changed": gettext_lazy("The hours have changed. Look at them once more."),
    "nothing_to_confirm": gettext_lazy("There are no hours to confirm."),
    "issuer_missing": gettext_lazy("The provider is not set up to issue certificates. Ask the one who runs the site."),
    "no_such_word": gettext_lazy("The course does not have: %(words)s. Write words of the course, or add them first."),
    "line_unreadable": gettext_lazy("Line %(number)s cannot be read. Write it as the help says."),
    "link_closed": gettext_lazy("The link is closed already."),
    "file_missing": gettext_lazy("Choose a file first."),
    "file_too_large": gettext_lazy("The file is too large to be a certificate."),
    "file_without_credential": gettext_lazy("There is no signed certificate in the file."),
    "follows_self": gettext_lazy("Nobody can follow themselves. Choose somebody else, or take away the tick."),
    "form_not_in_table": gettext_lazy("The word in brackets is not among the forms of the word."),
    "no_words_yet": gettext_lazy("There are no words yet. Add a word and save."),
    "no_dictionary": gettext_lazy("Bokmålsordboka is not installed here. Fill in article and inflection yourself."),
    "not_in_dictionary": gettext_lazy("The word is not in Bokmålsordboka. Check the spelling, or fill in yourself."),
    "gender_missing": gettext_lazy("Tick the article: en, ei or et."),
    "mentor_missing": gettext_lazy("Write the name of the mentor."),
    "name_missing": gettext_lazy("Write your name."),
    "name_not_checked": gettext_lazy("Check the name against the passport first, and tick the box."),
    "name_not_confirmed": gettext_lazy("The participant has not confirmed the name yet."),
    "name_too_long": gettext_lazy("The name is too long. Write at most %(limit)s characters."),
    "name_unprintable": gettext_lazy(
        "We cannot print these characters: %(characters)s. Write the name with Latin letters, as in the passport."
    ),
    "no_certificate": gettext_lazy("There is no certificate here."),
    "no_cohort": gettext_lazy(
        "In this course you see the participants in your own group only, and you are in no group. "
        "Ask the one who runs the course to put you in one."
    ),
    "no_letters": gettext_lazy("Write it with Norwegian letters."),
    "nobody_chosen": gettext_lazy("Tick one or more participants."),
    "not_empty": gettext_lazy("Fill in this field."),
    "not_unique": gettext_lazy("There are two of this. Change or remove one."),
    "nothing_chosen_here": gettext_lazy("Tick at least one."),
    "number_out_of_range": gettext_lazy("Write a number from %(low)s to %(high)s."),
    "not_a_day": gettext_lazy("Write a date: day, month and year."),
    "not_a_date": gettext_lazy("Write a date and a time."),
    "no_free_time": gettext_lazy("We found no free time between 8 and 21. Choose another time yourself."),
    "not_a_time": gettext_lazy("Write the time like this: 07.00–15.00."),
    "not_a_number": gettext_lazy("Write a number."),
    "nothing_chosen": gettext_lazy("Tick what you want to take in."),
    "nothing_to_document": gettext_lazy("There is nothing to document yet: no goal is confirmed and no hour is noted."),
    "part_without_points": gettext_lazy("This part gives no points. Leave the field empty, or choose another part."),
    "pieces_missing": gettext_lazy("Write at least %(count)s."),
    "reason_missing": gettext_lazy("Write the reason in a sentence."),
    "reason_too_long": gettext_lazy("The reason is too long. Write at most %(limit)s characters."),
    "responsible_missing": gettext_lazy("Write the name of the one who is responsible."),
    "review_in_past": gettext_lazy("Choose a date and a time that are still to come."),
    "role_may_not_judge": gettext_lazy("Another role judges this goal."),
    "runs_unreadable": gettext_lazy("Write the first and the last number of steps that are there, such as “2-3, 5-6”."),
    "said_missing": gettext_lazy("Write what was said, in a sentence or two."),
    "signing_key_missing": gettext_lazy(
        "The provider's key is missing, so nothing can be issued. Ask the one who runs the site."
    ),
    "shifts_overlap": gettext_lazy("Two shifts are at the same time. Change one of them."),
    "situation_twice": gettext_lazy("The situation “%(title)s” stands in two places in the course."),
    "term_differs": gettext_lazy("The word %(term)s is different in two places in the course."),
    "title_missing": gettext_lazy("Write what the session was about."),
    "too_many_goals": gettext_lazy("A plan can have %(most)s own goals at most."),
    "too_many_measures": gettext_lazy("A goal can have %(most)s measures at most. Take one away first."),
    "too_few": gettext_lazy("There are fewer than %(limit)s participants. A report would tell who they are."),
    "too_many_chosen": gettext_lazy("Choose at most %(limit)s at a time. Search, or choose a group, to get fewer."),
    "too_much_sent": gettext_lazy("This is too much text. Make it shorter."),
    "two_plans": gettext_lazy("A course can have one training plan only."),
    "unprintable": gettext_lazy("We cannot print these characters: %(characters)s. Remove them."),
    "unknown_area": gettext_lazy("The mapping of this course does not ask about that."),
    "unknown_conversation": gettext_lazy("The conversation is not here any more. Load the page again."),
    "unknown_evidence": gettext_lazy("The documentation has changed. Load the page again and tick once more."),
    "unknown_goal": gettext_lazy("The goal is not in this plan."),
    "unknown_measure": gettext_lazy("The measure is not in the plan any more."),
    "unknown_proposal": gettext_lazy("The proposals have changed. Load the page again."),
    "unknown_part": gettext_lazy("The course has no such part now. Choose one from the list."),
    "unknown_participant": gettext_lazy("One of those you ticked is not a participant that you follow."),
    "unknown_role": gettext_lazy("Choose a role."),
    "unknown_situation": gettext_lazy("The situation is not in this course any more. Load the page again."),
    "unknown_session": gettext_lazy("The session does not exist."),
    "unknown_user": gettext_lazy("We found nobody with that username or e-mail address."),
    "unknown_value": gettext_lazy("Choose one of the answers."),
    "unknown_word": gettext_lazy("The word is not in this course any more. Load the page again."),
    "viewing_as_participant": gettext_lazy("You are viewing the course as a participant. Nothing is saved."),
    "with_whom_missing": gettext_lazy("Write who takes part in the conversation."),
}

# Languages that participants read and Django has no name for.
_OWN_NAMES = {"am": "አማርኛ", "ps": "پښتو", "so": "Soomaali", "ti": "ትግርኛ"}

ARENAS = {
    Arena.ONLINE: gettext_lazy("On the web"),
    Arena.CLASSROOM: gettext_lazy("Classroom"),
    Arena.WORKPLACE: gettext_lazy("At work"),
    Arena.EARLIER: gettext_lazy("Before the course"),
}

LEARNING_ARENAS = {
    LearningArena.ONLINE: gettext_lazy("On the web"),
    LearningArena.CLASSROOM: gettext_lazy("In the classroom"),
    LearningArena.WORKPLACE: gettext_lazy("At the workplace"),
    LearningArena.JOB_VISIT: gettext_lazy("Visiting another workplace"),
    LearningArena.DAILY_WORK: gettext_lazy("In the daily work"),
}

MEASURES = {
    MeasureKind.INTERNAL_COURSE: gettext_lazy("Course at the workplace"),
    MeasureKind.SUPPLIER_COURSE: gettext_lazy("Course from a supplier"),
    MeasureKind.MENTOR: gettext_lazy("Training with a mentor"),
    MeasureKind.TRAINEE: gettext_lazy("Trainee period"),
    MeasureKind.JOB_VISIT: gettext_lazy("Visit to another workplace (hospitering)"),
    MeasureKind.SHARING: gettext_lazy("Learning from colleagues"),
    MeasureKind.PROJECT: gettext_lazy("Project or new tasks"),
    MeasureKind.TRADE_CERTIFICATE: gettext_lazy("Fagbrev (a trade’s final papers)"),
    MeasureKind.FURTHER_EDUCATION: gettext_lazy("Further education"),
    MeasureKind.BASIC_SKILLS_AT_WORK: gettext_lazy("Basic skills at work (Kompetansepluss)"),
    MeasureKind.DAILY_WORK: gettext_lazy("Learning in the daily work, with time to think it over"),
}

RESPONSIBLE = {
    Responsible.PARTICIPANT: gettext_lazy("participant"),
    Responsible.TEACHER: gettext_lazy("teacher"),
    Responsible.NORWEGIAN_TEACHER: gettext_lazy("Norwegian teacher"),
    Responsible.ADVISER: gettext_lazy("programme adviser"),
    Responsible.MENTOR: gettext_lazy("mentor"),
    Responsible.EMPLOYER: gettext_lazy("employer"),
    Responsible.UNION: gettext_lazy("union representative"),
}

ARENA_COUNTS = {
    1: gettext_lazy("One is enough"),
    2: gettext_lazy("Two different arenas"),
    3: gettext_lazy("All three arenas"),
}

ROLES = {
    Role.PARTICIPANT: gettext_lazy("participant"),
    Role.TEACHER: gettext_lazy("teacher"),
    Role.NORWEGIAN_TEACHER: gettext_lazy("Norwegian teacher"),
    Role.ADVISER: gettext_lazy("programme adviser"),
    Role.STAFF: gettext_lazy("course staff"),
    Role.DATA_RESEARCHER: gettext_lazy("data researcher"),
}

KINDS = {
    OutcomeKind.TRADE_KNOWLEDGE: gettext_lazy("Trade knowledge"),
    OutcomeKind.TRADE_SKILL: gettext_lazy("Trade skill"),
    OutcomeKind.WORKING_LIFE: gettext_lazy("Working life"),
    OutcomeKind.NORWEGIAN: gettext_lazy("Norwegian"),
    OutcomeKind.BASIC_SKILL: gettext_lazy("Basic skill"),
    OutcomeKind.DIGITAL_SKILL: gettext_lazy("Digital skill"),
}

OBSERVED = {
    Observed.ALONE: gettext_lazy("Yes, alone"),
    Observed.WITH_SUPPORT: gettext_lazy("Yes, with support"),
    Observed.NOT_YET: gettext_lazy("Not yet"),
}

HINTS = {
    Hint.RIGHT: gettext_lazy("That is right."),
    Hint.SUBSTITUTE: gettext_lazy("That is right. With Norwegian letters you write it like this:"),
    Hint.VARIANT: gettext_lazy("That is right. In the books it is often this word:"),
    Hint.LETTERS: gettext_lazy("Look at the Norwegian letters: æ, ø, å."),
    Hint.OTHER_FORM: gettext_lazy("The word is right. The ending is another one here."),
    Hint.SPLIT: gettext_lazy("This is one word. Write it together."),
    Hint.SPELLING: gettext_lazy("Look at the letters. A small thing is different."),
    Hint.ARTICLE: gettext_lazy("The word is right. Look at the article: en, ei or et."),
    Hint.OTHER_ARTICLE: gettext_lazy("Look at the article: en, ei or et."),
    Hint.WRONG: gettext_lazy("That is another word."),
    Hint.GAVE_UP: gettext_lazy("Look at the word and say it out loud."),
}


TASK_KINDS = {
    TaskKind.RECOGNISE: gettext_lazy("choosing the word"),
    TaskKind.TYPE: gettext_lazy("writing the word"),
    TaskKind.HEAR: gettext_lazy("hearing the word"),
    TaskKind.FORM: gettext_lazy("the form in a sentence"),
    TaskKind.ARTICLE: gettext_lazy("en, ei or et"),
    TaskKind.DICTATE: gettext_lazy("writing what one hears"),
    TaskKind.LINE: gettext_lazy("the word that fits"),
}

SITUATION_KINDS = {
    SituationKind.TEXT: gettext_lazy("A text to read"),
    SituationKind.DIALOGUE: gettext_lazy("A dialogue"),
    SituationKind.PROCEDURE: gettext_lazy("Steps to put in order"),
    SituationKind.SIGN: gettext_lazy("Signs to read"),
    SituationKind.MESSAGE: gettext_lazy("A message to write"),
    SituationKind.PICTURE: gettext_lazy("Places in a picture"),
}

# Where a word of the course is used.
USES: dict[UseKind, Any] = {
    UseKind.TEXT: gettext_lazy("the text «%(title)s»"),
    UseKind.TASK: gettext_lazy("the task «%(title)s»"),
    UseKind.STEP: gettext_lazy("step %(number)d in «%(title)s»"),
    UseKind.SIGN: gettext_lazy("a sign in «%(title)s»"),
    UseKind.LINE: gettext_lazy("the talk «%(title)s»"),
    UseKind.SITUATION: gettext_lazy("the situation «%(title)s»"),
}


# Why somebody gets no certificate when several do, beside the refusals of issuing itself.
NOT_ISSUED: dict[str, Any] = {
    "has_certificate": gettext_lazy("Has a certificate already. It is corrected on the participant's own page."),
    "not_allowed_any_more": gettext_lazy("You do not follow this participant any more."),
}


def not_issued_text(code: str) -> str:
    """Return why somebody got no certificate, or cannot have one now."""
    return str(NOT_ISSUED.get(code) or REFUSALS[code])


def refusal_text(refusal: Refusal) -> str:
    """Return the message for a refusal, filled in."""
    details = {name: _names(value) if isinstance(value, tuple) else value for name, value in refusal.details.items()}
    return str(REFUSALS[refusal.code]) % details


def _names(arenas: tuple[Arena, ...]) -> str:
    return ", ".join(str(ARENAS[arena]).lower() for arena in arenas)


def next_step_text(step: NextStep) -> tuple[str, str, str]:
    """Return the sentence on the next step, one short fact beside it, and what the button says (empty: no button)."""
    title = step.goal.outcome.title if step.goal else ""
    if step.step is Step.CONFIRM_NAME:
        fact = _("You must say yes before you can get a certificate. It takes a minute.")
        return _("Is your name spelled right?"), fact, _("Look at my name")
    if step.step is Step.MAP:
        fact = _("You answer one thing at a time. It takes about a quarter of an hour.")
        return _("Tell us what you can and what you want."), fact, _("Begin the mapping")
    if step.step is Step.PRACTISE:
        sentence = ngettext("Practise %(count)d word.", "Practise %(count)d words.", step.words) % {"count": step.words}
        minutes = practice_minutes(step.words)
        fact = ngettext("It takes about %(count)d minute.", "It takes about %(count)d minutes.", minutes)
        return sentence, fact % {"count": minutes}, _("Practise now")
    if step.step is Step.CONTINUE:
        return _("Go on with: %(goal)s.") % {"goal": title}, _("Say when you are done."), _("See the goal")
    if step.step is Step.BEGIN:
        fact = _("Read the goal and begin when you are ready.")
        return _("Begin with: %(goal)s.") % {"goal": title}, fact, _("See the goal")
    if step.step is Step.WAIT:
        return _("You are done. Your teacher looks at the goals now."), _("You do not need to do anything."), ""
    return _("All goals are confirmed."), "", _("See my certificate")


def practice_minutes(words: int) -> int:
    """Return about how long it takes to practise so many words: half a minute each."""
    return max(1, round(words / 2))


def evidence_text(item: Evidence) -> str:
    """Say in a line what a piece of evidence is."""
    if isinstance(item.what, WordsMastered):
        return _("Knows %(known)d of %(total)d words") % {"known": item.what.known, "total": item.what.total}
    if isinstance(item.what, SituationKnown):
        return _("Solves the situation “%(title)s”") % {"title": item.what.title}
    if isinstance(item.what, CourseResult):
        return _result_text(item.what)
    return _observation_text(item, item.what)


def _result_text(what: CourseResult) -> str:
    if not what.possible:
        return _("Has done “%(title)s”") % {"title": what.title}
    return _("Got %(earned)s of %(possible)s points in “%(title)s”") % _points(what)


def own_result_text(what: CourseResult) -> str:
    """Say a result to the participant whose it is."""
    if not what.possible:
        return _("You have done “%(title)s”.") % {"title": what.title}
    return _("You got %(earned)s of %(possible)s points in “%(title)s”.") % _points(what)


def _points(what: CourseResult) -> dict[str, str]:
    return {"title": what.title, "earned": _decimal(what.earned), "possible": _decimal(what.possible)}


def _decimal(value: float) -> str:
    """Return a number with at most two decimals, and the language's decimal sign."""
    rounded = round(value, 2)
    return str(number_format(int(rounded) if rounded == int(rounded) else rounded))


def _observation_text(item: Evidence, what: Observation) -> str:
    if item.source is Source.PRIOR or what.observed is None:
        text = _("Could it before the course: %(comment)s") % {"comment": what.comment}
    else:
        seen = {"who": item.by_name, "answer": str(OBSERVED[what.observed]).lower()}
        text = _("%(who)s saw it: %(answer)s") % seen
        if what.comment:
            text = f"{text}. «{what.comment}»"
    return text


def language_name(code: str) -> str:
    """Return what a language calls itself, or its code where we do not know."""
    if code in _OWN_NAMES:
        return _OWN_NAMES[code]
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code


def hours_text(hours: float) -> str:
    """Return a number of hours as people write it: "1 time", "38 timer", "2,5 timer"."""
    whole = hours == int(hours)
    number = number_format(int(hours) if whole else round(hours, 2))
    return ngettext("%(hours)s hour", "%(hours)s hours", int(hours) if whole else 2) % {"hours": number}
