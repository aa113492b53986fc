"""Which characters a name may have: the table must say what typst itself does with the two fonts."""

import unicodedata
from itertools import pairwise

import pytest
import typst
from bransjekurs.certificates.pdf import FONTS, unprintable

FAMILIES = ("Libertinus Serif", "Inter")
PROBE = b"""
#set document(title: "probe")
#set text(font: sys.inputs.font, fallback: false)
#sys.inputs.text
"""
# Drawn as nothing by definition (Unicode, Default_Ignorable_Code_Point), so typst accepts them without a glyph.
DRAWN_AS_NOTHING = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0}


@pytest.fixture(scope="module")
def fonts() -> typst.Fonts:
    """The fonts as the certificate uses them."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def compiles(text: str, family: str, fonts: typst.Fonts) -> bool:
    """Say whether typst prints the text in that font alone, under the certificate's standards."""
    try:
        typst.Compiler(font_paths=fonts, ignore_system_fonts=True).compile(
            PROBE,
            format="pdf",
            sys_inputs={"font": family, "text": text},
            pdf_standards=["a-3a", "ua-1"],
        )
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        return False
    return True


def assigned(first: int, last: int) -> list[str]:
    """Return the characters in the range that a reader would see."""
    unseen = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
    return [
        chr(point)
        for point in range(first, last)
        if unicodedata.category(chr(point)) not in unseen and point not in DRAWN_AS_NOTHING
    ]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_character_in_the_table_is_printed_by_typst(family: str, fonts: typst.Fonts) -> None:
    printable = [character for character in assigned(0x20, 0x2FFFF) if not unprintable(character)]

    assert len(printable) > 1500
    assert compiles(" ".join(printable), family, fonts)


def test_the_characters_just_outside_the_table_are_refused_by_typst(fonts: typst.Fonts) -> None:
    characters = assigned(0x20, 0x2FFFF)
    outside = [
        second
        for first, second in pairwise(characters)
        if unprintable(second) and not unprintable(first) and unicodedata.is_normalized("NFC", second)
    ]

    assert len(outside) > 50
    wrong = [c for c in outside if all(compiles(c, family, fonts) for family in FAMILIES)]
    assert wrong == []


def test_letters_of_the_languages_people_come_with_in_latin_script_are_printed() -> None:
    assert unprintable("æøåÆØÅ łŁ ğĞ ıİ şŞ ệỆ ħĦ ŋŊ šž đĐ ñ ő ű ț ɛ ɔ ’ - . '") == ()


def test_the_missing_characters_are_named_once_each_in_order() -> None:
    assert unprintable("ሰላም Ali ሰ 🧹") == ("ሰ", "ላ", "ም", "🧹")


def test_a_letter_typed_with_a_loose_accent_counts_as_the_whole_letter() -> None:
    assert unprintable("Jose\u0301") == ()
    assert unprintable("か\u3099") == ("が",)


@pytest.mark.parametrize("character", ["\x00", "\n", "\u202e", "\u200b", "\ue000"])
def test_characters_that_nobody_sees_are_not_a_name(character: str) -> None:
    assert unprintable(f"Amina{character}") == (character,)
