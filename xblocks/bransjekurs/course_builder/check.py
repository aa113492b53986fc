"""Stage 2: the rules. Each is a small function over the whole spec, yielding what it finds; none stops another.

A rule that weighs one part of the course against another keeps silent where a part could not be read
(``Place.faults``): what it misses may be in what is told already.
"""

from bransjekurs.course_builder import (
    check_ids,
    check_pages,
    check_plan,
    check_reading,
    check_results,
    check_situations,
    check_words,
    coverage,
)
from bransjekurs.course_builder.check_spelling import spelling
from bransjekurs.course_builder.dictionary import Dictionary
from bransjekurs.course_builder.find import Rule
from bransjekurs.course_builder.problem import Problem
from bransjekurs.course_builder.read import Reading
from bransjekurs.course_builder.spelling import Speller

RULES: tuple[Rule, ...] = (
    *check_ids.RULES,
    *check_plan.RULES,
    *check_results.RULES,
    *check_pages.RULES,
    *check_situations.RULES,
    *coverage.RULES,
    *check_reading.RULES,
)


def check_course(reading: Reading, dictionary: Dictionary | None, speller: Speller | None) -> list[Problem]:
    """Return everything that is wrong with the course, by file and line, and advice.

    Without a dictionary the words' gender and inflection are not checked, without a speller not the spelling.
    """
    problems = set(reading.problems)
    if (spec := reading.spec) is not None:
        problems |= {problem for rule in RULES for problem in rule(spec)}
        problems |= {problem for rule in check_words.WORD_RULES for problem in rule(spec, dictionary)}
        problems |= set(spelling(spec, speller))
    return sorted(problems)
