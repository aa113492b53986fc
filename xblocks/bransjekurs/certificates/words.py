"""The words for the values on a certificate, and how days and hours are written: Norwegian form in nb and nn."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.dateformat import format as format_date
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from bransjekurs.domain.certificate_content import CertificateKind, GoalResult
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.trade import LanguageSkill

HEADINGS = {
    CertificateKind.COMPETENCE: gettext_lazy("Certificate of competence"),
    CertificateKind.PARTIAL: gettext_lazy("Documentation of partial attainment"),
    CertificateKind.PARTICIPATION: gettext_lazy("Statement of participation"),
}
ARENAS = {
    Arena.ONLINE: gettext_lazy("Online"),
    Arena.CLASSROOM: gettext_lazy("Classroom"),
    Arena.WORKPLACE: gettext_lazy("Workplace"),
    Arena.EARLIER: gettext_lazy("Before the course"),
}
RESULTS = {
    GoalResult.ATTAINED: gettext_lazy("Attained"),
    GoalResult.SUPPORTED: gettext_lazy("Attained with support"),
    GoalResult.RECOGNISED: gettext_lazy("Recognised prior learning"),
}
SOURCES = {
    "words": gettext_lazy("Word practice"),
    "situation": gettext_lazy("Situation from work"),
    "course": gettext_lazy("Result in the course"),
    "mentor": gettext_lazy("Mentor"),
    "teacher": gettext_lazy("Teacher"),
    "task": gettext_lazy("Task"),
    "prior": gettext_lazy("Earlier experience"),
}
ROLES = {
    "teacher": gettext_lazy("a teacher"),
    "norwegian_teacher": gettext_lazy("a teacher of Norwegian"),
    "adviser": gettext_lazy("a programme adviser"),
}
SKILLS = {
    LanguageSkill.LISTENING: gettext_lazy("listening"),
    LanguageSkill.SPEAKING: gettext_lazy("speaking"),
    LanguageSkill.READING: gettext_lazy("reading"),
    LanguageSkill.WRITING: gettext_lazy("writing"),
}
LANGUAGES = {"nb": gettext_lazy("bokmål"), "nn": gettext_lazy("nynorsk")}

Value = TypeVar("Value", bound=str)


def word(words: Mapping[Value, object], value: Value) -> str:
    """Return the word for ``value`` in the active language.

    Raises:
        ValueError: if there is none, for example for a role that an author has made up.
    """
    if value not in words:
        raise ValueError(f"A certificate has no word for {value!r}; it knows: {', '.join(words)}.")
    return str(words[value])


def enumeration(words: Mapping[Value, object], values: tuple[Value, ...]) -> str:
    """Return the words for ``values`` as one phrase ("Nett, arbeidsplass"), or a dash for none."""
    phrase = ", ".join(word(words, value).lower() for value in values)
    return sentence_case(phrase) or "–"


def sentence_case(text: str) -> str:
    """Return the text with its first letter large and the rest as it is."""
    return text[:1].upper() + text[1:]


def day(value: date, with_year: bool = True) -> str:
    """Return a day as written in the active language ("18. desember 2026", "18 December 2026"), never broken."""
    pattern = "j F" if get_language() == "en" else "j. F"
    return format_date(value, pattern + (" Y" if with_year else "")).replace(" ", "\u00a0")


def local_day(moment: datetime) -> date:
    """Return the day of a moment where the courses are, whichever time zone the reader's session has."""
    return moment.astimezone(ZoneInfo(settings.BRANSJEKURS_TIME_ZONE)).date()


def hours(attended: float, planned: float) -> str:
    """Return hours attended of those planned ("22,5 av 24 timer"); without a plan only the hours attended."""
    if planned:
        return _("{attended} of {planned} hours").format(attended=number(attended), planned=number(planned))
    if attended == 1:
        return _("one hour")
    return _("{attended} hours").format(attended=number(attended))


def number(value: float) -> str:
    """Return a number with at most two decimals and the language's decimal sign."""
    rounded = round(value, 2)
    return str(number_format(int(rounded) if rounded == int(rounded) else rounded, use_l10n=True))


def grouped(organisation_number: str) -> str:
    """Return an organisation number as people write it: 310 245 187, never broken."""
    return "\u00a0".join(organisation_number[start : start + 3] for start in range(0, len(organisation_number), 3))
