"""Spelling by hunspell, the program that writers' tools use, with its Norwegian dictionaries."""

import shutil
import subprocess
from collections.abc import Collection
from functools import lru_cache

from bransjekurs.course_builder.spec_pages import Language

_DICTIONARIES = {Language.BOKMAL: "nb_NO", Language.NYNORSK: "nn_NO"}
# Small words that Bokmålsordboka has and hunspell's bokmål dictionary lacks (found by asking it for every pronoun,
# determiner and adverb in Bokmålsordboka).
_ALSO_RIGHT = frozenset({"di", "inga", "mi", "noe", "noen", "noenlunde", "noensinne", "sirka"})


class Speller:
    """Asks the program, once for each language."""

    def __init__(self, program: str) -> None:
        self._program = program

    def misspelt(self, words: Collection[str], language: Language) -> frozenset[str]:
        """Return the words that the dictionary of that language does not know."""
        command = [self._program, "-l", "-i", "utf-8", "-d", _DICTIONARIES[language]]
        # The words are text on standard input; nothing of them is on the command line.
        answer = subprocess.run(command, input="\n".join(words), capture_output=True, encoding="utf-8", check=True)  # noqa: S603
        # A letter alone is a point in a law or a list, not a word.
        return frozenset(word for word in answer.stdout.split() if len(word) > 1 and word.casefold() not in _ALSO_RIGHT)


@lru_cache
def open_speller() -> Speller | None:
    """Return the speller, or ``None`` where the program or one of its dictionaries is not installed."""
    program = shutil.which("hunspell")
    if program is None:
        return None
    try:
        speller = Speller(program)
        for language in Language:
            speller.misspelt(["og"], language)
    except (OSError, subprocess.CalledProcessError):
        return None
    return speller
