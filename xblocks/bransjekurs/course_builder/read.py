"""Stage 1: the course folder to a typed spec. Wrong files and fields become problems, never exceptions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from bransjekurs.course_builder.fields import Converter
from bransjekurs.course_builder.files import CourseFiles, no_file
from bransjekurs.course_builder.located import Located, load
from bransjekurs.course_builder.place import PLAN_FILE, Place
from bransjekurs.course_builder.problem import Problem
from bransjekurs.course_builder.read_words import read_words
from bransjekurs.course_builder.spec import READINGS_FILE, PlanSpec, Spec, TextHead, TextSpec, WordSpec
from bransjekurs.course_builder.spec_pages import SituationSpec, UnitSpec
from bransjekurs.course_builder.translations import read_translations

ALTERNATIVES_FILE = "media/alt.yaml"
SPELLINGS_FILE = "spelling.txt"
ATTRIBUTION_FILE = "ATTRIBUTION.md"
# A picture in a text: ![what it shows](media/file.svg)
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]*)\)")
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read (``spec`` is ``None`` without a readable ``kursplan.yaml``) and what could not."""

    spec: Spec | None
    problems: tuple[Problem, ...]


def read_course(folder: Path) -> Reading:
    """Read everything in a course folder, and every file that a unit, a text or a situation names."""
    problems: list[Problem] = []
    files = CourseFiles(folder, problems)
    words = read_words(files)
    plan = _read_plan(files)
    if plan is None:
        return Reading(None, tuple(problems))
    texts = dict(_read_texts(files, plan))
    situations = dict(_read_situations(files, plan))
    alternatives = _read_alternatives(files)
    spec = Spec(
        plan=plan,
        words=read_translations(files, _with_alternatives(words, alternatives)),
        texts=texts,
        situations=situations,
        media=dict(_read_media(files, plan, texts, situations)) | dict(_read_word_media(files, words)),
        alternatives=alternatives,
        spellings=_read_spellings(files),
        sources=_sources(files),
    )
    return Reading(spec, tuple(problems))


def _read_plan(files: CourseFiles) -> PlanSpec | None:
    text = files.text(PLAN_FILE, Problem(PLAN_FILE, 1, _("The file is missing. Every course needs one.")))
    raw = None if text is None else load(PLAN_FILE, text, files.problems)
    return None if raw is None else Converter(PLAN_FILE, files.problems).record(PlanSpec, raw)


def _read_alternatives(files: CourseFiles) -> dict[str, str]:
    """Return the pictures' text alternatives by file name."""
    text = files.optional(ALTERNATIVES_FILE)
    raw = load(ALTERNATIVES_FILE, text, files.problems) if text is not None else None
    wrong = [key for key, value in (raw or {}).items() if not isinstance(value, str) or not value.strip()]
    for key in wrong:
        told = _("The picture “{name}” has no text alternative here. Write what it shows, in quotes.")
        files.problems.append(Problem(ALTERNATIVES_FILE, raw.lines[key] if raw else 1, told.format(name=key)))
    return {PurePosixPath(key).name: value for key, value in (raw or {}).items() if key not in wrong}


def _read_spellings(files: CourseFiles) -> frozenset[str]:
    """Return the words that the author says are right: one a line, ``#`` before a comment."""
    lines = (files.optional(SPELLINGS_FILE) or "").splitlines()
    return frozenset(word.casefold() for line in lines if (word := line.partition("#")[0].strip()))


def _sources(files: CourseFiles) -> dict[str, bytes]:
    """Return every file that was read, and those that are not read for their content, if there are any."""
    for name in (ATTRIBUTION_FILE, READINGS_FILE):
        files.optional(name)
    return dict(files.read)


def _units(plan: PlanSpec) -> Iterator[UnitSpec]:
    return (unit for module in plan.modules for unit in module.units)


# --- texts/*.md ------------------------------------------------------------------------------------------------


def _read_texts(files: CourseFiles, plan: PlanSpec) -> Iterator[tuple[str, TextSpec]]:
    for unit in _units(plan):
        for field in ("text", "task"):
            if content := _named(files, unit, field):
                name, text = content
                yield name, _text(name, text, plan, files.problems)


def _named(files: CourseFiles, unit: UnitSpec, field: str) -> tuple[str, str] | None:
    """Return name and content of the file that a unit names; tell where the unit does so if there is none."""
    name = getattr(unit, field)
    text = files.text(name, Problem(PLAN_FILE, unit.place.of(field), no_file(name))) if name else None
    return None if text is None else (name, text)


def _text(name: str, text: str, plan: PlanSpec, problems: list[Problem]) -> TextSpec:
    """Split a text into head and body; without a head it has no title, which is a problem."""
    lines = text.splitlines()
    end = lines.index(_FENCE, 1) if lines[:1] == [_FENCE] and _FENCE in lines[1:] else 0
    raw = load(name, "\n".join(lines[1:end]), problems, first_line=2) if end else Located()
    place, body = (Place(name, end + 2), lines[end + 1 :]) if end else (Place(name), lines)
    head = TextHead(place, "") if raw is None else Converter(name, problems).record(TextHead, raw)
    language, level = head.language or plan.course.language, head.level or plan.trade_profile.norwegian.reading
    return TextSpec(place, head.title, "\n".join(body), language, level)


# --- situations/*.yaml -------------------------------------------------------------------------------------------


def _read_situations(files: CourseFiles, plan: PlanSpec) -> Iterator[tuple[str, SituationSpec]]:
    for unit in _units(plan):
        if content := _named(files, unit, "situation"):
            name, text = content
            raw = load(name, text, files.problems)
            if raw is not None:
                yield name, Converter(name, files.problems).record(SituationSpec, raw)


# --- media/ ------------------------------------------------------------------------------------------------------


def _read_media(
    files: CourseFiles, plan: PlanSpec, texts: dict[str, TextSpec], situations: dict[str, SituationSpec]
) -> Iterator[tuple[str, bytes]]:
    """Read the card's picture and every picture that a text or a situation shows."""
    named = [(plan.course.image, PLAN_FILE, plan.course.place.of("image"))]
    named += [(name, file, line) for text in texts.values() for file, line, _alt, name in text_pictures(text)]
    named += [(name, place.file, line) for one in situations.values() for place, line, name in situation_pictures(one)]
    for name, file, line in named:
        content = files.content(name, Problem(file, line, no_file(name))) if name else None
        if content is not None:
            yield name, content


def _read_word_media(files: CourseFiles, words: tuple[WordSpec, ...]) -> Iterator[tuple[str, bytes]]:
    """Read the pictures and sounds that words name."""
    for word in words:
        for name in word.media:
            content = files.content(name, Problem(word.place.file, word.place.line, no_file(name)))
            if content is not None:
                yield name, content


def _with_alternatives(words: tuple[WordSpec, ...], alternatives: dict[str, str]) -> tuple[WordSpec, ...]:
    """Return the words with what their pictures show."""
    return tuple(
        replace(word, term=replace(word.term, picture_alt=alternatives.get(word.term.picture, ""))) for word in words
    )


def text_pictures(text: TextSpec) -> Iterator[tuple[str, int, str, str]]:
    """Yield the pictures of a text: file, line, text alternative and the picture's own name."""
    for number, line in enumerate(text.markdown.splitlines(), start=text.place.line):
        yield from ((text.place.file, number, alt, name) for alt, name in PICTURE.findall(line))


def situation_pictures(situation: SituationSpec) -> Iterator[tuple[Place, int, str]]:
    """Yield the pictures of a situation: the place where each is named, its line, its name."""
    if situation.picture:
        yield situation.place, situation.place.of("picture"), situation.picture
    for sign in situation.signs:
        yield sign.place, sign.place.of("picture"), sign.picture
