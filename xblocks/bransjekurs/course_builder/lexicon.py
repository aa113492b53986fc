"""How common Norwegian words are: wordfreq's figures for forms, gathered by lemma with Bokmålsordboka's inflections.

Only for authors (extra ``ordbok``): what is counted with it is stored in the course folder. Wordfreq 3.1.1 by Robyn
Speer; its data CC BY-SA 4.0. It counts forms, and a form can belong to several lemmas (*får* is a sheep, and a form of
*få*): its frequency is shared among them in proportion to how common their other forms are.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec

from bransjekurs.course_builder.dictionary import Dictionary, open_dictionary

_SHORTEST_MEMBER = 3
# What a lemma weighs of which every form is shared: more than nothing, so that those forms are shared too.
_LIGHT = 1e-9


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``lemmas`` has the lemmas of each form in lower case; ``ranks`` the place of each lemma, the commonest first."""

    lemmas: Mapping[str, tuple[str, ...]]
    ranks: Mapping[str, int]

    def knows(self, form: str) -> bool:
        """Say whether the dictionary has the form."""
        return form in self.lemmas

    def ranked(self, form: str) -> tuple[str, int]:
        """Return the commonest lemma of a form, and its rank; 0 for one that no list has.

        A compound that has no entry is inflected as its last member: it is a word of its own, without a rank.
        """
        if form in self.lemmas:
            places = [(self.ranks.get(lemma, 0), lemma) for lemma in self.lemmas[form]]
            rank, lemma = min(places, key=lambda one: (one[0] == 0, one))
            return lemma, rank
        for start in range(_SHORTEST_MEMBER, len(form) - _SHORTEST_MEMBER + 1):
            if (ending := form[start:]) in self.lemmas:
                return form[:start] + self.ranked(ending)[0], 0
        return form, 0


@lru_cache
def open_lexicon() -> Lexicon | None:
    """Return the lexicon, or ``None`` where the dictionary or wordfreq is not installed. It takes some seconds."""
    dictionary = open_dictionary()
    if dictionary is None or find_spec("wordfreq") is None:
        return None
    from wordfreq import get_frequency_dict

    lemmas = _lemmas_of_forms(dictionary)
    return Lexicon(lemmas, ranks(lemmas, get_frequency_dict("nb")))


def _lemmas_of_forms(dictionary: Dictionary) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for lemma, table in dictionary.tables():
        for form in (lemma, *(cell["form"] for paradigm in json.loads(table) for cell in paradigm["inflections"])):
            found[form.casefold()].add(lemma)
    return {form: tuple(sorted(lemmas)) for form, lemmas in found.items()}


def ranks(lemmas: Mapping[str, Iterable[str]], frequencies: Mapping[str, float]) -> dict[str, int]:
    """Return the place of each lemma that is used at all, from 1, by the frequency of all its forms."""
    used = {form: tuple(found) for form, found in lemmas.items() if form in frequencies}
    alone: dict[str, float] = defaultdict(lambda: _LIGHT)
    for form, (lemma, *others) in used.items():
        if not others:
            alone[lemma] += frequencies[form]
    weights: dict[str, float] = defaultdict(float)
    for form, found in used.items():
        together = sum(alone[lemma] for lemma in found)
        for lemma in found:
            weights[lemma] += frequencies[form] * alone[lemma] / together
    ordered = sorted(weights, key=lambda lemma: (-weights[lemma], lemma))
    return {lemma: rank for rank, lemma in enumerate(ordered, start=1)}
