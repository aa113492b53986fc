"""What Bokmålsordboka says of the trade's words, compounds included."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bransjekurs.course_builder.dictionary import Dictionary, open_dictionary
from bransjekurs.domain.vocabulary import Gender, WordClass

M, F, N = Gender.MASCULINE, Gender.FEMININE, Gender.NEUTER


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    opened = open_dictionary()
    assert opened is not None, "the tests need the extra ordbok"
    return opened


def forms(dictionary: Dictionary, lemma: str, word_class: WordClass) -> dict[str, set[str]]:
    entry = dictionary.look_up(lemma, word_class)[0]
    return {form.tag: set(form.spellings) for form in entry.forms}


@pytest.fixture(params=["an empty cache", "a file where the cache should be"])
def cache(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of the test's own: one that can be written to, or one that cannot."""
    folder = tmp_path / "cache"
    if request.param == "a file where the cache should be":
        folder.write_text("", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    open_dictionary.cache_clear()
    yield folder
    open_dictionary.cache_clear()


def test_the_dictionary_opens_with_and_without_a_place_to_unpack_it(cache: Path) -> None:
    opened = open_dictionary()

    assert opened is not None
    assert opened.look_up("hanske", WordClass.NOUN)[0].genders == (M,)
    left_behind = [path.name for path in cache.glob("bransjekurs/*")] if cache.is_dir() else []
    assert left_behind == (["bokmalsordboka-0.5.5.db"] if cache.is_dir() else [])


def test_a_noun_has_gender_and_four_forms(dictionary: Dictionary) -> None:
    (entry,) = dictionary.look_up("verneutstyr", WordClass.NOUN)

    assert entry.genders == (N,)
    assert {form.tag: set(form.spellings) for form in entry.forms} == {
        "sg_indef": {"verneutstyr"},
        "sg_def": {"verneutstyret"},
        "pl_indef": {"verneutstyr"},
        "pl_def": {"verneutstyrene", "verneutstyra"},
    }


def test_a_noun_can_have_two_genders(dictionary: Dictionary) -> None:
    (entry,) = dictionary.look_up("dosering", WordClass.NOUN)

    assert entry.genders == (M, F)


def test_a_verb_and_an_adjective_have_our_tags(dictionary: Dictionary) -> None:
    assert forms(dictionary, "melde", WordClass.VERB) == {
        "inf": {"melde"},
        "pres": {"melder"},
        "past": {"meldte"},
        "perf": {"meldt"},
        "imp": {"meld"},
    }
    assert forms(dictionary, "glatt", WordClass.ADJECTIVE)["sup"] == {"glattest"}


@pytest.mark.parametrize(
    ("compound", "last", "plural"),
    [
        ("moppestativ", "stativ", "moppestativer"),
        ("sikkerhetsdatablad", "blad", "sikkerhetsdatablader"),
        ("timeliste", "liste", "timelister"),
    ],
)
def test_a_compound_is_inflected_as_its_last_member(
    dictionary: Dictionary, compound: str, last: str, plural: str
) -> None:
    assert dictionary.look_up(compound, WordClass.NOUN)[0].found_as == last
    assert plural in forms(dictionary, compound, WordClass.NOUN)["pl_indef"]


def test_homonyms_are_all_returned(dictionary: Dictionary) -> None:
    assert {entry.genders for entry in dictionary.look_up("middel", WordClass.NOUN)} == {(M,), (N,)}


def test_a_word_that_is_none_is_not_found(dictionary: Dictionary) -> None:
    assert dictionary.look_up("xyzqwx", WordClass.NOUN) == []
