"""Words for the domain's values, in the language of the person who reads them."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bransjekurs.domain.evidence import Evidence, Observation, Observed, Source, WordsMastered
from bransjekurs.domain.next_step import NextStep, Step
from bransjekurs.domain.outcome import Arena, OutcomeKind
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.tasks import Hint
from bransjekurs.roles import Role

REFUSALS: dict[str, Any] = {
    "ambiguous_example": gettext_lazy("Write one sentence with the word in brackets once: [like this]."),
    "answer_too_long": gettext_lazy("The answer is too long. Write one word."),
    "answer_without_id": gettext_lazy("We could not save the answer. Load the page again."),
    "bad_request": gettext_lazy("We did not understand what was sent. Load the page again."),
    "comment_too_long": gettext_lazy("The text is too long. Write at most %(limit)s characters."),
    "course_not_published": gettext_lazy("This course is not published yet. Ask the provider."),
    "days_out_of_range": gettext_lazy("Choose between %(low)s and %(high)s days."),
    "evidence_missing": gettext_lazy("Tick what you build on. Is there nothing? Write what you have seen first."),
    "goal_confirmed": gettext_lazy("This goal is confirmed. You do not need to do more."),
    "hours_out_of_range": gettext_lazy("Write hours between 0 and 12. Nobody can stay longer than the session."),
    "issuer_missing": gettext_lazy("The provider is not set up to issue certificates. Ask the one who runs the site."),
    "link_closed": gettext_lazy("The link is closed already."),
    "follows_self": gettext_lazy("Nobody can follow themselves. Choose somebody else, or take away the tick."),
    "form_not_in_table": gettext_lazy("The word in brackets is not among the forms of the word."),
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
    "no_letters": gettext_lazy("Write it with Norwegian letters."),
    "nobody_chosen": gettext_lazy("Tick one or more participants."),
    "not_empty": gettext_lazy("Fill in this field."),
    "not_unique": gettext_lazy("There are two of this. Change or remove one."),
    "number_out_of_range": gettext_lazy("Write a number from %(low)s to %(high)s."),
    "not_a_date": gettext_lazy("Write a date and a time."),
    "not_a_number": gettext_lazy("Write a number."),
    "nothing_to_document": gettext_lazy("There is nothing to document yet: no goal is confirmed and no hour is noted."),
    "reason_missing": gettext_lazy("Write the reason in a sentence."),
    "reason_too_long": gettext_lazy("The reason is too long. Write at most %(limit)s characters."),
    "review_in_past": gettext_lazy("Choose a date and a time that are still to come."),
    "role_may_not_judge": gettext_lazy("Another role judges this goal."),
    "term_differs": gettext_lazy("The word %(term)s is different in two places in the course."),
    "title_missing": gettext_lazy("Write what the session was about."),
    "too_much_sent": gettext_lazy("This is too much text. Make it shorter."),
    "two_plans": gettext_lazy("A course can have one training plan only."),
    "unprintable": gettext_lazy("We cannot print these characters: %(characters)s. Remove them."),
    "unknown_evidence": gettext_lazy("The documentation has changed. Load the page again and tick once more."),
    "unknown_goal": gettext_lazy("The goal is not in this plan."),
    "unknown_participant": gettext_lazy("One of those you ticked is not a participant that you follow."),
    "unknown_role": gettext_lazy("Choose a role."),
    "unknown_session": gettext_lazy("The session does not exist."),
    "unknown_user": gettext_lazy("We found nobody with that username or e-mail address."),
    "unknown_value": gettext_lazy("Choose one of the answers."),
    "unknown_word": gettext_lazy("The word is not in this course any more. Load the page again."),
    "with_whom_missing": gettext_lazy("Write who takes part in the conversation."),
}

ARENAS = {
    Arena.ONLINE: gettext_lazy("On the web"),
    Arena.CLASSROOM: gettext_lazy("Classroom"),
    Arena.WORKPLACE: gettext_lazy("At work"),
    Arena.EARLIER: gettext_lazy("Before the course"),
}

ROLES = {
    Role.PARTICIPANT: gettext_lazy("participant"),
    Role.TEACHER: gettext_lazy("teacher"),
    Role.NORWEGIAN_TEACHER: gettext_lazy("Norwegian teacher"),
    Role.ADVISER: gettext_lazy("programme adviser"),
    Role.STAFF: gettext_lazy("course staff"),
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
    Hint.LETTERS: gettext_lazy("Look at the Norwegian letters: æ, ø, å."),
    Hint.OTHER_FORM: gettext_lazy("The word is right. The ending is another one here."),
    Hint.SPLIT: gettext_lazy("This is one word. Write it together."),
    Hint.SPELLING: gettext_lazy("Look at the letters. A small thing is different."),
    Hint.ARTICLE: gettext_lazy("The word is right. Look at the article: en, ei or et."),
    Hint.WRONG: gettext_lazy("That is another word."),
    Hint.GAVE_UP: gettext_lazy("Look at the word and say it out loud."),
}


def refusal_text(refusal: Refusal) -> str:
    """Return the message for a refusal, filled in."""
    return str(REFUSALS[refusal.code]) % refusal.details


def next_step_text(step: NextStep) -> tuple[str, str, str]:
    """Return the sentence on the next step, one short fact beside it, and what the button says (empty: no button)."""
    title = step.goal.outcome.title if step.goal else ""
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
    return _observation_text(item, item.what)


def _observation_text(item: Evidence, what: Observation) -> str:
    if item.source is Source.PRIOR or what.observed is None:
        text = _("Could it before the course: %(comment)s") % {"comment": what.comment}
    else:
        seen = {"who": item.by_name, "answer": str(OBSERVED[what.observed]).lower()}
        text = _("%(who)s saw it: %(answer)s") % seen
        if what.comment:
            text = f"{text}. «{what.comment}»"
    return text


def hours_text(hours: float) -> str:
    """Return a number of hours as people write it: "1 time", "38 timer", "2,5 timer"."""
    whole = hours == int(hours)
    number = number_format(int(hours) if whole else round(hours, 2))
    return ngettext("%(hours)s hour", "%(hours)s hours", int(hours) if whole else 2) % {"hours": number}
