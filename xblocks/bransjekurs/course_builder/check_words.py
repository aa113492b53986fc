"""Stage 2, the words: the example holds the word, the parts make the word, the dictionary agrees."""

import re
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from bransjekurs.course_builder.dictionary import SOURCE, Dictionary, Entry
from bransjekurs.course_builder.problem import Problem
from bransjekurs.course_builder.spec import Spec, WordSpec
from bransjekurs.domain.vocabulary import Gender, Term, WordClass

WordRule = Callable[[Spec, Dictionary | None], Iterator[Problem]]

_BRACKETED = re.compile(r"\[([^\[\]]*)\]")
_ARTICLES = {Gender.MASCULINE: "en", Gender.FEMININE: "ei", Gender.NEUTER: "et"}


def _problem(word: WordSpec, text: str) -> Problem:
    return Problem(word.place.file, word.place.line, text)


def _readable(spec: Spec) -> Iterator[WordSpec]:
    """Leave out rows with fields that could not be read: the author hears of those first."""
    return (word for word in spec.words if word.readable)


def _examples(spec: Spec, _dictionary: Dictionary | None) -> Iterator[Problem]:
    for word in _readable(spec):
        example = word.term.example
        found = _BRACKETED.findall(example)
        if len(found) != 1 or example.count("[") != 1 or example.count("]") != 1:
            text = _("The example of “{lemma}” must have the word in brackets exactly once, as in “Ta på [hansken].”")
            yield _problem(word, text.format(lemma=word.term.lemma))
        elif found[0].lower() not in _spellings(word.term):
            yield _problem(word, _wrong_form(word.term).format(found=found[0], lemma=word.term.lemma))


def _wrong_form(term: Term) -> str:
    if not term.forms and term.word_class is not WordClass.OTHER:
        return _("“{lemma}” has no forms yet, and the example has “{found}”. Let “bransjekurs words” fill them in.")
    text = _("“{found}” in the example is not a form of “{lemma}”. Use one of: {forms}.")
    return text.replace("{forms}", ", ".join(sorted(_spellings(term))))


def _spellings(term: Term) -> set[str]:
    return {term.lemma.lower()} | {one.lower() for form in term.forms for one in form.spellings}


def _parts(spec: Spec, _dictionary: Dictionary | None) -> Iterator[Problem]:
    for word in _readable(spec):
        joined = "".join(word.term.parts)
        if joined and joined != word.term.lemma:
            text = _("The parts make “{joined}”, not “{lemma}”. Write a joining letter with the part before it.")
            yield _problem(word, text.format(joined=joined, lemma=word.term.lemma))


def _genders_of_nouns(spec: Spec, _dictionary: Dictionary | None) -> Iterator[Problem]:
    for word in _readable(spec):
        term = word.term
        if term.word_class is WordClass.NOUN and not term.genders:
            text = _("The noun “{lemma}” has no gender. Write m, f or n, or let “bransjekurs words” fill it in.")
            yield _problem(word, text.format(lemma=term.lemma))
        if term.word_class is not WordClass.NOUN and term.genders:
            yield _problem(word, _("“{lemma}” is no noun. Leave “genders” empty.").format(lemma=term.lemma))


def _dictionary_agrees(spec: Spec, dictionary: Dictionary | None) -> Iterator[Problem]:
    """Words that name Bokmålsordboka as source must be as it has them; another source is the author's own word."""
    if dictionary is None:
        return
    for word in _readable(spec):
        term = word.term
        if not term.source.startswith(SOURCE) or term.word_class is WordClass.OTHER:
            continue
        differences = [_differences(term, entry) for entry in dictionary.look_up(term.lemma, term.word_class)]
        if not differences:
            text = _("“{lemma}” is not in Bokmålsordboka. Check the spelling, or name another source.")
            yield _problem(word, text.format(lemma=term.lemma))
        # Homonyms are inflected in different ways: agreeing with one is enough, else the nearest is told.
        yield from (_problem(word, text) for text in min(differences, key=len, default=[]))


def _differences(term: Term, entry: Entry) -> list[str]:
    found = []
    if term.word_class is WordClass.NOUN and term.genders and set(term.genders) != set(entry.genders):
        text = _("“{lemma}” is “{right}” in Bokmålsordboka, not “{given}”.")
        found.append(text.format(lemma=term.lemma, right=_articles(entry.genders), given=_articles(term.genders)))
    return found + list(_differing_forms(term, entry))


def _differing_forms(term: Term, entry: Entry) -> Iterator[str]:
    right = {form.tag: form.spellings for form in entry.forms}
    for form in term.forms:
        # The table's first cell is the headword alone: it is right if it is one of the dictionary's.
        is_headword = form.spellings == (term.lemma,) and form.tag == term.forms[0].tag
        variants = set(right.get(form.tag, ()))
        if set(form.spellings) != variants and not (is_headword and term.lemma in variants):
            text = _("“{given}” is “{right}” in Bokmålsordboka ({lemma}, {tag}).")
            spelled = "/".join(right.get(form.tag, ("-",)))
            yield text.format(given="/".join(form.spellings), right=spelled, lemma=term.lemma, tag=form.tag)


def _articles(genders: tuple[Gender, ...]) -> str:
    return "/".join(_ARTICLES[gender] for gender in genders)


WORD_RULES: tuple[WordRule, ...] = (_examples, _parts, _genders_of_nouns, _dictionary_agrees)
