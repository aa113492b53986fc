"""The mapping's questions and answers in the reader's language: said to the participant, at level A2."""

from collections.abc import Mapping as Map
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bransjekurs.domain.course import Course
from bransjekurs.domain.mapping import HABITS, Kind, MappingArea, Question
from bransjekurs.domain.trade import BasicSkill
from bransjekurs.pages.trade_words import BASIC_SKILLS, FREQUENCIES
from bransjekurs.templatetags.look import full_day

# By value: the words of an answer, and a line of help.
Words = Map[str, tuple[Promise | str, Promise | str]]

# Under the heading of an area.
INTRODUCTIONS: dict[MappingArea, Promise] = {
    MappingArea.EARLIER: gettext_lazy("Then you do not need to tell everything again."),
    MappingArea.INTEREST: gettext_lazy("There is no wrong answer."),
    MappingArea.EXPERIENCE: gettext_lazy("Work in other countries counts. So does work at home and for others."),
    MappingArea.EDUCATION: gettext_lazy("School in other countries counts."),
    MappingArea.CERTIFICATES: gettext_lazy("Some jobs ask for a certificate. We see together what you have."),
    MappingArea.READING: gettext_lazy("Here is a message from work. Try to read it."),
    MappingArea.BASIC_SKILLS: gettext_lazy("How often do you do this without help?"),
    MappingArea.AVAILABILITY: gettext_lazy("Write when you can come, not why."),
    MappingArea.ABLE: gettext_lazy("Perhaps you can some of this from before. Then you do not need to learn it again."),
    MappingArea.NEEDS: gettext_lazy("Write what helps you. You do not need to say why, and nobody asks."),
}
EXAMPLE = gettext_lazy(
    "Hi! The meeting tomorrow is moved to 12 o’clock. Remember to write your hours before Friday. "
    "Tell me if you cannot come. Regards, Liv"
)

_BEST = gettext_lazy("What fits you best?")
QUESTIONS: dict[str, Promise] = {
    "mapped": gettext_lazy("Has somebody helped you find out what you can, or what you want to work with?"),
    "found": gettext_lazy("What did you find out?"),
    "interest": gettext_lazy("Do you want to work with this?"),
    "why": gettext_lazy("What do you like, or what do you wonder about?"),
    "paid": gettext_lazy("Have you worked with this before, with pay?"),
    "work": gettext_lazy("What did you do, and where?"),
    "unpaid": gettext_lazy("Have you done this at home or for others, without pay?"),
    "unpaid_work": gettext_lazy("What did you do?"),
    "school": gettext_lazy("How long have you gone to school?"),
    "subject": gettext_lazy("What did you learn there? Write courses too."),
    "has": gettext_lazy("Do you have it?"),
    "expires": gettext_lazy("The last day it is valid"),
    "other": gettext_lazy("Do you have other certificates? Write which."),
    "level": _BEST,
    "often": gettext_lazy("How often do you do this without help?"),
    "daytime": gettext_lazy("Can you come in the daytime?"),
    "evening": gettext_lazy("Can you come in the evening?"),
    "weekend": gettext_lazy("Can you come at the weekend?"),
    "limits": gettext_lazy("Are there times when you cannot come?"),
    "can": gettext_lazy("Can you do this?"),
    "shown": gettext_lazy("What can show it? A paper, a photo, somebody who has seen you work?"),
    "needs": gettext_lazy("Is there something that helps you learn or work?"),
    "helps": gettext_lazy("This helps me"),
    "more": gettext_lazy("Anything else that helps?"),
}
_UNKNOWN = (gettext_lazy("Don’t know"), gettext_lazy("We find out together."))
_YES_NO: Words = {
    "yes": (gettext_lazy("Yes"), ""),
    "partly": (gettext_lazy("A little"), ""),
    "no": (gettext_lazy("No"), ""),
}
_HABITS: Words = {
    "never": (gettext_lazy("Never"), ""),
    **{one.value: (label, "") for one, label in FREQUENCIES.items()},
}
CHOICES: dict[str, Words] = {
    "interest": {
        "sure": (gettext_lazy("Yes, I am sure"), ""),
        "curious": (gettext_lazy("I want to try"), ""),
        "unsure": (gettext_lazy("I want something else most"), gettext_lazy("This can be a step on the way.")),
    },
    "paid": {
        "none": (gettext_lazy("No"), ""),
        "under_a_year": (gettext_lazy("Yes, less than a year"), ""),
        "years": (gettext_lazy("Yes, a year or more"), ""),
    },
    "unpaid": {
        "none": (gettext_lazy("No"), ""),
        "some": (gettext_lazy("Yes, sometimes"), ""),
        "much": (gettext_lazy("Yes, often"), ""),
    },
    "school": {
        "under_ten_years": (gettext_lazy("Less than ten years"), ""),
        "ten_years": (gettext_lazy("About ten years"), ""),
        "upper": (gettext_lazy("Upper secondary school, or learned a trade"), ""),
        "higher": (gettext_lazy("Vocational college, university college or university"), ""),
    },
    "helps": {
        "more_time": (gettext_lazy("More time"), ""),
        "breaks": (gettext_lazy("More breaks"), ""),
        "shown": (gettext_lazy("That somebody shows me how"), ""),
        "written": (gettext_lazy("That I get it in writing"), ""),
        "larger_text": (gettext_lazy("Larger text"), ""),
        "quiet": (gettext_lazy("A quiet place"), ""),
        "equipment": (gettext_lazy("Other equipment or an aid"), ""),
        "less_lifting": (gettext_lazy("Less lifting"), ""),
        "fixed_times": (gettext_lazy("Fixed times for work and breaks"), ""),
        "other_clothes": (gettext_lazy("Other work clothes"), ""),
    },
}
LEVELS: dict[MappingArea, Words] = {
    MappingArea.LISTENING: {
        "none": (gettext_lazy("I do not understand Norwegian yet"), ""),
        "A1": (gettext_lazy("I understand single words"), gettext_lazy("When people speak slowly.")),
        "A2": (gettext_lazy("I understand the most important"), gettext_lazy("Short messages about work.")),
        "B1": (gettext_lazy("I understand a talk at work"), gettext_lazy("When it is about things I know.")),
        "B2": (gettext_lazy("I understand almost everything"), gettext_lazy("Meetings and the telephone too.")),
    },
    MappingArea.SPEAKING: {
        "none": (gettext_lazy("I do not speak Norwegian yet"), ""),
        "A1": (gettext_lazy("I say single words"), gettext_lazy("My name and where I work.")),
        "A2": (gettext_lazy("I speak in short sentences"), gettext_lazy("I ask, and I say what I have done.")),
        "B1": (gettext_lazy("I explain things at work"), gettext_lazy("I say what I think, and why.")),
        "B2": (gettext_lazy("I speak freely"), gettext_lazy("With customers and leaders, and in meetings.")),
    },
    MappingArea.READING: {
        "none": (gettext_lazy("I do not read Norwegian yet"), ""),
        "A1": (gettext_lazy("I read signs and easy words"), ""),
        "A2": (
            gettext_lazy("I understand the most important"),
            gettext_lazy("I know what to do, but not all the words."),
        ),
        "B1": (gettext_lazy("I understand the whole message"), gettext_lazy("I read work plans and e-mail too.")),
        "B2": (gettext_lazy("I read long texts"), gettext_lazy("Rules, reports and agreements, without help.")),
    },
    MappingArea.WRITING: {
        "none": (gettext_lazy("I do not write Norwegian yet"), ""),
        "A1": (gettext_lazy("I write single words"), gettext_lazy("My name, times and numbers.")),
        "A2": (gettext_lazy("I write a short message"), gettext_lazy("“I am ill today.”")),
        "B1": (gettext_lazy("I write an e-mail"), gettext_lazy("I explain what has happened.")),
        "B2": (gettext_lazy("I write long texts"), gettext_lazy("Reports and applications.")),
    },
}


HABIT_WORDS = {value: words for value, (words, _help) in _HABITS.items()}


def choices(area: MappingArea, question: Question) -> list[dict[str, Any]]:
    """Return a question's choices with their words and help."""
    words = _choice_words(area, question)
    return [{"value": value, "label": words[value][0], "help": words[value][1]} for value in question.choices]


def _choice_words(area: MappingArea, question: Question) -> Words:
    if question.stem == "level":
        found: Words = LEVELS[area]
    elif set(HABITS) <= set(question.choices):
        found = _HABITS
    else:
        found = CHOICES.get(question.stem, _YES_NO)
    return {**found, "unknown": _UNKNOWN}


def subject_text(question: Question, course: Course) -> tuple[str, str]:
    """Return what a question is about, and a line on it: an outcome, a certificate or a skill, in words."""
    if question.stem in ("can", "shown"):
        return next(((one.title, one.plain) for one in course.outcomes if one.id == question.subject), ("", ""))
    if question.stem in ("has", "expires"):
        found = (one for one in course.trade.certificates if one.id == question.subject)
        return next(((one.name, one.needed_for) for one in found), ("", ""))
    if question.stem == "often":
        return str(BASIC_SKILLS[BasicSkill(question.subject)]), ""
    return "", ""


def answer_text(area: MappingArea, question: Question, value: str) -> str:
    """Return an answer as people read it; empty where there is none."""
    if not value:
        return ""
    if question.kind is Kind.DATE:
        return full_day(date.fromisoformat(value))
    if question.kind is Kind.TEXT:
        return value
    words = _choice_words(area, question)
    return ", ".join(str(words[one][0]) for one in value.split())


def level_text(have: str) -> str:
    """Return a level for the end of a bar; "none" is a dash."""
    return {"none": "–", "unknown": _("Don’t know"), "": _("Not answered")}.get(have, have)
