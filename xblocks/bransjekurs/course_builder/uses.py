"""Where the course's words are used: in which text, workplace task, step, sign or line. Found when it is built."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from bransjekurs.course_builder.find import units
from bransjekurs.course_builder.prose import paragraphs, words
from bransjekurs.course_builder.spec import Spec, WordSpec
from bransjekurs.course_builder.spec_pages import SituationSpec
from bransjekurs.domain.vocabulary import Term, Use, UseKind


def with_uses(spec: Spec) -> tuple[WordSpec, ...]:
    """Return the words, each with the places where any of its forms stands, in the course's order."""
    found: dict[str, dict[Use, None]] = defaultdict(dict)
    for use, text in _places(spec):
        for word in {word.casefold() for word in words(text)}:
            found[word][use] = None
    order = {use: number for number, (use, _text) in enumerate(_places(spec))}

    def uses(term: Term) -> tuple[Use, ...]:
        stands = {use for spelled in term.spellings() for use in found.get(spelled, ())}
        return tuple(sorted(stands, key=order.__getitem__))

    return tuple(replace(word, term=replace(word.term, uses=uses(word.term))) for word in spec.words)


def _places(spec: Spec) -> Iterator[tuple[Use, str]]:
    for unit in units(spec):
        for name, kind in ((unit.text, UseKind.TEXT), (unit.task, UseKind.TASK)):
            if name in spec.texts:
                text = spec.texts[name]
                yield Use(kind, text.title), "\n".join(piece.text for piece in paragraphs(text))
        if unit.situation in spec.situations:
            yield from _in_situation(spec.situations[unit.situation])


def _in_situation(situation: SituationSpec) -> Iterator[tuple[Use, str]]:
    title = situation.title
    yield Use(UseKind.SITUATION, title), situation.intro
    for number, step in enumerate(situation.steps, start=1):
        yield Use(UseKind.STEP, title, number), step
    for sign in situation.signs:
        yield Use(UseKind.SIGN, title), sign.meaning
    for line in situation.lines:
        yield Use(UseKind.LINE, title), line.text
