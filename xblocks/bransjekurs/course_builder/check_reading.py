"""Stage 2, advice: sentences and texts that are heavy for their level, words that nothing explains (R8)."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from bransjekurs.course_builder.find import Rule, advice, situations
from bransjekurs.course_builder.problem import Problem
from bransjekurs.course_builder.prose import Prose, line_of, paragraphs, prose, sentences, situation_prose, words
from bransjekurs.course_builder.readings import reading_advice
from bransjekurs.course_builder.spec import Spec
from bransjekurs.domain.trade import Level

# Björnsson's LIX: under 30 is very easy, 30 to 40 easy, 40 to 50 medium (newspapers).
_HIGHEST_LIX = {Level.A1: 25, Level.A2: 30, Level.B1: 40, Level.B2: 50}
_MOST_WORDS = {Level.A1: 14, Level.A2: 20, Level.B1: 26, Level.B2: 32}
_LONGEST_WORD = {Level.A1: 12, Level.A2: 14, Level.B1: 17, Level.B2: 20}
_LONG = 6


def lix(texts: Sequence[str]) -> float:
    """Return Björnsson's readability index of some sentences: words per sentence + long words per hundred words."""
    found = [word for text in texts for word in words(text)]
    long = sum(len(word) > _LONG for word in found)
    return len(found) / len(texts) + 100 * long / len(found) if found else 0.0


def _heavy_texts(spec: Spec) -> Iterator[Problem]:
    groups = [list(paragraphs(text)) for text in spec.texts.values()]
    groups += [situation_prose(situation, spec) for situation in situations(spec)]
    for pieces in groups:
        found = [sentence.text for piece in pieces for sentence in sentences(piece)]
        level = next((piece.level for piece in pieces if piece.level), None)
        if level and (value := round(lix(found))) > _HIGHEST_LIX[level]:
            text = _(
                "The text has LIX {lix}; for {level} it should be {highest} or less. Use shorter sentences and words."
            )
            text = text.format(lix=value, level=level, highest=_HIGHEST_LIX[level])
            yield advice(pieces[0].file, pieces[0].line, text)


def _long_sentences(spec: Spec) -> Iterator[Problem]:
    text = _("The sentence has {count} words; for {level} it should have {most} or less. Make two of it.")
    for piece in prose(spec):
        for sentence in sentences(piece) if piece.level else ():
            count, most = len(words(sentence.text)), _MOST_WORDS[piece.level or Level.B2]
            if count > most:
                yield advice(piece.file, sentence.line, text.format(count=count, level=piece.level, most=most))


def _unexplained_words(spec: Spec) -> Iterator[Problem]:
    """Tell the first use of each long word that is no word of the course."""
    told = {spelled for word in spec.words for spelled in word.term.spellings()}
    for piece in prose(spec) if spec.words else ():
        for word in _too_long(piece):
            if word.casefold() not in told:
                text = _(
                    "“{word}” is a long word for {level}, and words.csv doesn't explain it. Add it, or say it simpler."
                )
                yield advice(piece.file, line_of(spec, piece, word), text.format(word=word, level=piece.level))
            told.add(word.casefold())


def _too_long(piece: Prose) -> list[str]:
    return [word for word in words(piece.text) if piece.level and len(word) > _LONGEST_WORD[piece.level]]


RULES: tuple[Rule, ...] = (_heavy_texts, _long_sentences, _unexplained_words, reading_advice)
