"""Stage 2, the spelling: every word in the course, in its text's own language form."""

from collections.abc import Iterator
from itertools import groupby

from django.utils.translation import gettext as _

from bransjekurs.course_builder.problem import Problem
from bransjekurs.course_builder.prose import Prose, line_of, prose, words
from bransjekurs.course_builder.read import SPELLINGS_FILE
from bransjekurs.course_builder.spec import Spec
from bransjekurs.course_builder.spec_pages import Language
from bransjekurs.course_builder.spelling import Speller


def spelling(spec: Spec, speller: Speller | None) -> Iterator[Problem]:
    """Tell each word that is neither in the dictionary, nor a word of the course, nor in ``spelling.txt``."""
    if speller is None:
        return
    own = spec.spellings | {spelled for word in spec.words for spelled in word.term.spellings()}
    pieces = sorted(prose(spec), key=lambda piece: piece.language)
    for language, group in groupby(pieces, key=lambda piece: piece.language):
        yield from _in_language(spec, list(group), language, own, speller)


def _in_language(
    spec: Spec, pieces: list[Prose], language: Language, own: frozenset[str], speller: Speller
) -> Iterator[Problem]:
    """Ask once for all words of a language, and tell where the wrong ones stand."""
    asked = {word for piece in pieces for word in words(piece.text) if word.casefold() not in own}
    wrong = speller.misspelt(sorted(asked), language)
    text = _("“{word}” is not in the {language} dictionary. Mend it, or add it to {file}.")
    for piece in pieces:
        for word in asked.intersection(words(piece.text)):
            if wrong.intersection({word, *word.split("-")}):
                told = text.format(word=word, language=_NAMES[language], file=SPELLINGS_FILE)
                yield Problem(piece.file, line_of(spec, piece, word), told)


_NAMES = {Language.BOKMAL: "bokmål", Language.NYNORSK: "nynorsk"}
