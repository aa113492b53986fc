"""The Norwegian of the interface and of the course: spelled right, all of it Norwegian, and one word for one thing."""

import csv
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
import yaml

from tests.house.files import PACKAGE, ROOT

LANGUAGES = ("nb", "nn")
COURSE = ROOT / "course_templates" / "bransjekurs" / "renhold"
# What of a message is not for the dictionary: values put in, tags, file names, options, commands, abbreviations with an
# ending, and bokmål's articles, which nynorsk talks about too.
NOT_WORDS = re.compile(
    r"%\(\w+\)[sd]|\{\w*\}|<[^>]+>|\S*[_\[\]=/|]\S*|[\w-]*\.(?:yaml|csv|xml|tar\.gz|gz|zip)\b|--\w+"
    r"|bransjekurs preview|Ctrl\+C|\b(?:[A-Z]{2,}|[Ii]d)-en\b|\ben, ei (?:or|eller) et\b"
)
QUOTED = re.compile(r"[“\"'«]([^”\"'»]+)[”\"'»]")
# Words that no Norwegian text has, so that a message somebody forgot is seen even where its spelling passes.
ENGLISH = {
    "the",
    "this",
    "these",
    "that",
    "with",
    "your",
    "you",
    "course",
    "write",
    "goal",
    "have",
    "has",
    "was",
    "are",
}
DATE_FORMATS = {"H:i", "j F", "j F Y", "j N"}

# One word for one thing, wherever the English message speaks of it; and the words that are not used for it.
TERMS = {
    "mentor": ("fadder", "fadder", r"mentor|veileder|rettleiar"),
    "goals? (?:is|are) confirmed": ("kvittert", "kvittert", r"godkjen|bekreft|stadfest"),
    "certificate": ("bevis", "bevis", r"sertifikat|attest|diplom"),
    "outcomes?": ("læringsutbytte|mål", "læringsutbyte|mål", r"læringsresultat"),
    "participants?": ("deltaker|de|dem", "deltakar|dei", r"\belev|student|kursdeltak"),
    "attendance": ("oppmøte", "oppmøte", r"nærvær|frammøte|fravær"),
    "evidence": ("dokumentasjon|bygger på", "dokumentasjon|byggjer på", r"\bbelegg|\bprov\b"),
    "revoked?": ("tr[eu]kk", "tre[kK]", r"tilbakekal|annuller"),
    "issued?": ("utst[ei]", "utferd", r"utskriv"),
    "conversation": ("samtale", "samtale", r"\bmøte\b"),
    "training plan": ("opplæringsplan", "opplæringsplan", r"kursplan|\blæringsplan"),
    "recognised prior learning": ("realkompetanse", "realkompetanse", r"forkunnskap"),
    "programme adviser": ("programrådgiver", "programrådgivar", r"\bveileder|konsulent"),
    "partial attainment": ("delvis måloppnåelse", "delvis måloppnåing", r"deltakerbevis|deltakarbevis"),
    "with support": ("med støtte", "med støtte", r"med stønad"),
    "links?": ("lenk", "lenkj", r"\blink"),
}
# Elsewhere an English word is another thing, or the sentence says "it".
OTHERWISE = {
    "Questions? Contact",
    "The document describes a course at the provider.",
}
# Forms that the mockups settled: -a in gruppa, lenka, fila, sida, uka; -en in words that end with -ing.
FORMS = re.compile(
    r"\b(?:gruppen|lenken|filen|uken|økten|mappen|klokken|flasken|vakten|bøtten|listen)\b"
    r"|\b(?:denne|last|se|på|når) siden\b|\bsiden (?:på|som|sier|slik|er)\b|^siden «"
    r"|\b\w+inga\b|\bein\b|\bikkje\b|\b(?:efter|nu|sne|frem|hverandres)\b",
    re.IGNORECASE,
)


def _catalogues(language: str) -> Iterator[polib.POFile]:
    for path in sorted(PACKAGE.rglob(f"locale/{language}/LC_MESSAGES/*.po")):
        yield polib.pofile(str(path))


@cache
def messages(language: str) -> tuple[tuple[str, str], ...]:
    """English and Norwegian of every message, each plural form by itself."""
    found = []
    for entry in (entry for catalogue in _catalogues(language) for entry in catalogue):
        texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        found += [(entry.msgid, text) for text in texts if entry.msgid not in DATE_FORMATS]
    return tuple(found)


def course_texts() -> Iterator[str]:
    """What people read in the course: the plan and the questions, the words, the texts."""
    yield from _strings(yaml.safe_load((COURSE / "kursplan.yaml").read_text(encoding="utf-8")))
    with (COURSE / "words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield from (row["lemma"], row["definition"], row["example"].replace("[", "").replace("]", ""))
    yield from (path.read_text(encoding="utf-8").split("---", 2)[2] for path in sorted(COURSE.glob("texts/*.md")))


def _strings(value: object, key: str = "") -> Iterator[str]:
    """The strings of a file that are sentences or titles; ids, codes and file names are not."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, key)
    elif isinstance(value, str) and key in {"title", "summary", "text", "plain", "feedback", "purpose", "look_for"}:
        yield value


def words_of(norwegian: str, english: str = "") -> list[str]:
    """The words of a message that are Norwegian; what is quoted alike in both languages is code."""
    words = re.findall(r"[^\W\d_]+", _without(QUOTED.findall(english), norwegian))
    return [word for word in words if len(word) > 1 and not _is_abbreviation(word)]


def _without(code: list[str], text: str) -> str:
    for piece in code:
        text = text.replace(piece, " ")
    return NOT_WORDS.sub(" ", text)


def _is_abbreviation(word: str) -> bool:
    return word.isupper() and len(word) < 8


def misspelled(words: list[str], language: str) -> list[str]:
    """Those of the words that Debian's dictionary lacks, and our list of exceptions too."""
    listed = Path(__file__).with_name(f"words_{language}.txt").read_text(encoding="utf-8").split()
    command = ["hunspell", "-d", f"{language}_NO", "-i", "utf-8", "-l"]
    run = subprocess.run(command, input="\n".join(sorted(set(words))), capture_output=True, text=True, check=True)
    return sorted({word for word in run.stdout.split() if word.lower() not in listed})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_spelled_right(language: str) -> None:
    words = [word for english, text in messages(language) for word in words_of(text, english)]
    assert len(words) > 2000
    assert misspelled(words, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_exceptions_are_needed_and_in_order(language: str) -> None:
    path = Path(__file__).with_name(f"words_{language}.txt")
    listed = path.read_text(encoding="utf-8").split()
    texts = [word for english, text in messages(language) for word in words_of(text, english)]
    used = {word.lower() for word in texts + [word for text in course_texts() for word in words_of(text)]}
    assert [word for word in listed if word not in used] == []
    assert listed == sorted(set(listed))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_english_is_left(language: str) -> None:
    left = [text for english, text in messages(language) if ENGLISH & set(map(str.lower, words_of(text, english)))]
    assert left == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Skriv navnet ditt.", []),
        ("Skriv navnett ditt.", ["navnett"]),
        ("Write your name.", ["Write", "your", "name"]),
        ("%(name)s har kursplan.yaml", []),
    ],
)
def test_the_spelling_check_sees_what_is_wrong(text: str, found: list[str]) -> None:
    assert sorted(misspelled(words_of(text), "nb")) == sorted(found)


@pytest.mark.parametrize("term", TERMS)
def test_one_word_stands_for_one_thing(term: str) -> None:
    *wanted, never = TERMS[term]
    said = re.compile(rf"\b{term}\b", re.IGNORECASE)
    for language, stem in zip(LANGUAGES, wanted, strict=True):
        about = [text for english, text in _plain(language) if said.search(english) and english not in OTHERWISE]
        assert about, term
        assert [text for text in about if not re.search(stem, text, re.IGNORECASE)] == []
        assert [text for text in about if re.search(never, text, re.IGNORECASE)] == []


def _plain(language: str) -> Iterator[tuple[str, str]]:
    """The messages without values and code."""
    for english, text in messages(language):
        code = [quoted for quoted in QUOTED.findall(english) if quoted in text]
        yield _without(code, english), _without(code, text)


def test_bokmaal_keeps_to_the_forms_of_the_mockups() -> None:
    assert [text for _english, text in messages("nb") if FORMS.search(text)] == []
    assert [text for text in course_texts() if FORMS.search(text)] == []
