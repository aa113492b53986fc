"""What a reader, a screen reader and a stranger with a phone get out of a certificate's PDF."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from bransjekurs import checks
from bransjekurs.certificates import logos
from bransjekurs.certificates.pdf import ATTACHMENT, CannotPrint, render
from bransjekurs.domain.certificate_content import CertificateContent
from django.utils import timezone, translation

from tests.certificates.examples import (
    BESIDE,
    COMPETENCE,
    GOALS,
    GREP,
    MACHINES,
    PARTIAL,
    PARTICIPATION,
    PROTECTION,
    codes_in,
    read_aloud,
    run,
    source_of,
    structure_of,
    words_of,
)

Save = Callable[[CertificateContent], Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Return a function that writes a certificate's PDF where the tools can read it."""

    def write(content: CertificateContent) -> Path:
        path = tmp_path / "certificate.pdf"
        path.write_bytes(render(content))
        return path

    return write


@pytest.mark.parametrize(
    ("content", "language", "title", "pages"),
    [
        (COMPETENCE, "nb", "Kompetansebevis – Amina Hassan", 2),
        (COMPETENCE, "nn", "Kompetansebevis – Amina Hassan", 2),
        (COMPETENCE, "en", "Certificate of competence – Amina Hassan", 2),
        (PARTIAL, "nb", "Dokumentasjon av delvis måloppnåelse – Amina Hassan", 2),
        (PARTIAL, "nn", "Dokumentasjon av delvis måloppnåing – Amina Hassan", 2),
        (PARTIAL, "en", "Documentation of partial attainment – Amina Hassan", 2),
        (PARTICIPATION, "nb", "Deltakerbevis – Amina Hassan", 1),
        (PARTICIPATION, "nn", "Deltakarbevis – Amina Hassan", 1),
        (PARTICIPATION, "en", "Statement of participation – Amina Hassan", 1),
    ],
)
def test_each_kind_in_each_language_is_a_sound_tagged_pdf(
    content: CertificateContent, language: str, title: str, pages: int, save: Save
) -> None:
    path = save(replace(content, language=language))

    run("qpdf", "--check", path)
    facts = run("pdfinfo", path)
    assert re.search(r"Tagged: +yes", facts)
    assert re.search(rf"Title: +{title}\n", facts)
    assert re.search(rf"Pages: +{pages}\n", facts)
    assert f"/Lang ({language})" in source_of(path)
    standards = run("pdfinfo", "-meta", path)
    assert "<pdfaid:part>3</pdfaid:part>" in standards
    assert "<pdfuaid:part>1</pdfuaid:part>" in standards


def test_the_proof_says_who_has_attained_what_and_who_answers_for_it(save: Save) -> None:
    path = save(COMPETENCE)
    text = read_aloud(path)

    for sentence in (
        "Fjordbyen læringssenter",
        "Org.nr. 310 245 187",
        "Kompetansebevis Renhold – kort bransjekurs Amina Hassan",
        "har nådd 4 læringsmål og deltatt i 112,5 av 120 timer i perioden 5. oktober til 18. desember 2026.",
        "Kurset forbereder til arbeid i renhold og til fagopplæring.",
        "På nett 22,5 av 24 timer",
        "Velge og bruke verneutstyr KM10662 Ordøving, fadder På nett, arbeidsplass Nådd",
        "Alle målene er vurdert av lærer.",
        "Tor Bakken Lærer",
        "Utstedt elektronisk 18. desember 2026 av Fjordbyen læringssenter, som er ansvarlig for innholdet.",
        "Det er ikke dokumentasjon etter opplæringslova.",
        "Navnet er bekreftet av Amina Hassan og kontrollert av lærer.",
        "Denne PDF-en er ikke signert: Sida på adressen over er beviset.",
        "Beviset er ekte når sida sier «Gyldig»: bevis.fjordbyen.example/k/ K7QF-29MD-8TXW",
    ):
        assert sentence in text
    assert words_of(path, "-l", "1").endswith("Bevis K7QF-29MD-8TXW · Amina Hassan Side 1 av 2")


def test_support_and_prior_learning_are_told_in_the_table_and_in_the_annex(save: Save) -> None:
    path = save(COMPETENCE)
    proof, annex = words_of(path, "-l", "1"), words_of(path, "-f", "2")

    assert "Gå trygt med maskin KM10670 Fadder Arbeidsplass Nådd med støtte" in proof
    assert "«Nådd med støtte» betyr at deltakeren klarer det med hjelp." in proof
    assert "Hindre smitte KM10662 Tidligere erfaring – Realkompetanse" in proof
    assert "«Realkompetanse» er noe deltakeren kunne fra før kurset." in proof
    assert "Gå trygt med maskin (nådd med støtte)" in annex
    assert "Hindre smitte (realkompetanse)" in annex


def test_the_annex_groups_the_curriculum_by_module_and_promises_no_more_than_is_true(save: Save) -> None:
    annex = words_of(save(COMPETENCE), "-f", "2", "-layout")

    assert annex.startswith("Vedlegg: mål i læreplanen Vedlegget er laget for fylkeskommunen")
    assert "At kursmålet er nådd, betyr ikke at hele kompetansemålet er nådd." in annex
    assert annex.index("Modul ROFV100") < annex.index("KM10662") < annex.index("Modul ROFV102")
    assert annex.index("Modul ROFV102") < annex.index("KM10670")
    assert annex.count("KM10662") == 1, "two goals on one kompetansemål share a row"
    assert "Læreplanens ord (nynorsk)" in annex
    assert "Kursets egne mål, ikke knyttet til læreplanen: Føre timer på mobilen." in annex
    assert f"Kilde for kompetansemålene: {GREP}." in annex


def test_each_wording_is_marked_with_its_own_language_form(save: Save) -> None:
    source = source_of(save(COMPETENCE))

    assert source.count("/Lang (nn)") == len({PROTECTION, MACHINES})


def test_what_is_told_beside_the_goals(save: Save) -> None:
    text = read_aloud(save(BESIDE))

    for sentence in (
        "Norsk, vurdert av norsklærer lytte B1, snakke A2, lese A2, skrive A1",
        "Nivået i norsk er vurdert 10. desember 2026, ut fra dette: samtale og skriftlig prøve.",
        "kort er vist fram for lærer 12. oktober 2026 og gjelder til 14. august 2028.",
        "Førstehjelpskurs er vist fram for lærer 12. oktober 2026.",
        "Deltakerens egne mål, bare i denne planen: Føre timer på mobilen.",
        "Ikke nådd, tatt med fordi deltakeren ønsker det: Gå trygt med maskin; Si fra om avvik.",
        "Kurset er en akkreditert modul: 5 studiepoeng, NKR nivå 5.1. Godkjent av NOKUT, ref. 1/2026",
    ):
        assert sentence in text
    plain = read_aloud(save(COMPETENCE))
    for word in ("studiepoeng", "Ikke nådd", "egne mål, bare", "Nivået i norsk", "vist fram"):
        assert word not in plain


def test_the_logo_is_described_and_the_drawing_is_the_one_that_was_kept(save: Save, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    picture = tmp_path / "logo.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>')
    name = logos.keep(logos.read_logo(str(picture)))
    content = replace(COMPETENCE, issuer=replace(COMPETENCE.issuer, logo=name, logo_alt="En bølge"))
    first = render(content)
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')

    assert "/Alt (En b" in source_of(save(content)) or "/Alt <" in source_of(save(content))
    assert render(content) == first
    assert structure_of(save(content)).count("Figure") == 2


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"GIF89a", "neither a PNG"),
        (b"<html/>", "neither a PNG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "<script>"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><text>A</text></svg>', "<text>"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 200_000, "at most"),
    ],
)
def test_a_logo_that_cannot_be_printed_is_told_at_the_start(data: bytes, says: str, settings, tmp_path: Path) -> None:
    (tmp_path / "logo").write_bytes(data)
    settings.BRANSJEKURS_ISSUERS = {
        "x": {"name": "X", "organisation_number": "1", "address": "https://x", "logo": str(tmp_path / "logo")}
    }
    told = " ".join(str(error.msg) for error in checks.issuers(None))

    assert says in told
    assert "logo_alt" in told
    assert "nine digits" in told


def test_the_credential_comes_out_of_the_file_byte_for_byte(tmp_path: Path) -> None:
    credential = '{"name": "Ami\u0301na Åse"}'.encode()
    path = tmp_path / "certificate.pdf"
    path.write_bytes(render(COMPETENCE, credential))

    run("qpdf", "--check", path)
    assert "1 embedded files" in run("pdfdetach", "-list", path)
    run("pdfdetach", "-savefile", ATTACHMENT, "-o", tmp_path / "out", path)
    assert (tmp_path / "out").read_bytes() == credential
    assert "Det signerte beviset ligger ved denne fila" in read_aloud(path)


def test_partial_attainment_is_called_so_and_lists_what_is_attained(save: Save) -> None:
    text = read_aloud(save(PARTIAL))

    assert "Dokumentasjon av delvis måloppnåelse" in text
    assert "Kompetansebevis" not in text
    assert "har nådd ett læringsmål og deltatt i 112,5 av 120 timer" in text
    assert "Dokumentet viser bare målene som er nådd." in text


def test_participation_gives_the_hours_by_arena_and_no_goals(save: Save) -> None:
    text = read_aloud(save(PARTICIPATION))

    assert "har deltatt i 112,5 av 120 timer i perioden 5. oktober til 18. desember 2026." in text
    assert "Hvor Timer med oppmøte Planlagte timer På nett 22,5 24 Klasserom 42 48 Arbeidsplass 48 48" in text
    assert "I alt 112,5 120" in text
    assert "Resultat" not in text
    assert "Vedlegg" not in text
    assert "Det er ikke dokumentasjon etter opplæringslova." in text


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "nn",
            [
                "har nådd 4 læringsmål og delteke i 112,5 av 120 timar i perioden 5. oktober til 18. desember 2026.",
                "Det er ikkje dokumentasjon etter opplæringslova.",
                "Beviset er ekte når sida seier «Gyldig»",
            ],
        ),
        (
            "en",
            [
                "has attained 4 learning goals and taken part in 112.5 of 120 hours "
                "from 5 October to 18 December 2026.",
                "It is not documentation under the Norwegian Education Act (opplæringslova).",
                "The certificate is genuine when the page says “Valid”",
                "Recognised prior learning",
            ],
        ),
    ],
)
def test_the_other_languages_say_the_same(language: str, sentences: list[str], save: Save) -> None:
    text = read_aloud(save(replace(COMPETENCE, language=language)))

    for sentence in sentences:
        assert sentence in text


def test_norwegian_course_text_in_an_english_certificate_is_marked_as_norwegian(save: Save) -> None:
    source = source_of(save(replace(COMPETENCE, language="en")))

    assert "/Lang (nb)" in source


def test_when_several_judged_each_goal_can_be_traced_to_a_role(save: Save) -> None:
    goals = (replace(GOALS[0], judged_by_role="norwegian_teacher"), *GOALS[1:])
    text = read_aloud(save(replace(COMPETENCE, goals=goals)))

    assert "Vurdert av norsklærer: Velge og bruke verneutstyr. De andre målene er vurdert av lærer." in text


def test_a_preview_says_so_to_eyes_and_to_screen_readers(save: Save) -> None:
    path = save(replace(COMPETENCE, is_preview=True))
    heard = read_aloud(path)

    assert "Forhåndsvisning: Dette er ikke et bevis. Det er laget for å prøve systemet." in heard
    assert "FORHÅNDSVISNING" not in heard, "the mark across the page is decoration"
    assert words_of(path, "-raw").count(" ".join("FORHÅNDSVISNING")) == 2, "one mark on each page"
    assert "Forhåndsvisning" not in words_of(save(COMPETENCE))


def test_a_screen_reader_meets_headings_tables_and_a_described_code(save: Save) -> None:
    path = save(COMPETENCE)
    tags = structure_of(path)

    assert re.search(r"^ +H1 .*\n +\"Kompetansebevis\"", tags, re.MULTILINE)
    assert re.search(r"^ +H2 .*\n +\"Vedlegg: mål i læreplanen\"", tags, re.MULTILINE)
    headers = re.findall(r"^ +TH .*\n(?: +/.*\n)* +\"(.*)\"", tags, re.MULTILINE)
    assert headers[:5] == ["Mål", "Læreplan", "Vurdert ut fra", "Hvor", "Resultat"]
    assert "Modul ROFV102" in headers
    assert tags.count("Figure") == 1
    source = source_of(path)
    assert f"/Alt (QR-kode med adressen {COMPETENCE.verify_url})" in source


@pytest.mark.parametrize("content", [COMPETENCE, replace(COMPETENCE, is_preview=True)])
def test_a_phone_that_reads_the_code_comes_to_the_page(content: CertificateContent, save: Save) -> None:
    path = save(content)

    assert codes_in(path) == [COMPETENCE.verify_url]
    assert f"/URI ({COMPETENCE.verify_url})" in source_of(path)


def test_the_same_content_gives_the_same_bytes_whoever_asks_and_wherever() -> None:
    expected = render(COMPETENCE)

    with translation.override("en"), timezone.override("Asia/Tokyo"):
        assert render(COMPETENCE) == expected
    assert render(replace(COMPETENCE, holder="Amina Hasan")) != expected


def test_several_threads_may_render_at_once() -> None:
    with ThreadPoolExecutor(4) as threads:
        pdfs = list(threads.map(render, [COMPETENCE, PARTIAL] * 6))

    assert pdfs == [render(COMPETENCE), render(PARTIAL)] * 6


def test_the_file_is_dated_when_the_certificate_was_issued(save: Save) -> None:
    assert re.search(r"CreationDate: +2026-12-18T13:05:07Z\n", run("pdfinfo", "-isodates", save(COMPETENCE)))


def test_the_day_of_issue_is_the_day_in_norway(save: Save) -> None:
    late = replace(COMPETENCE, issued_at=datetime(2026, 12, 18, 23, 30, tzinfo=UTC))

    assert "Utstedt elektronisk 19. desember 2026" in read_aloud(save(late))


def test_a_course_over_new_year_names_both_years(save: Save) -> None:
    course = replace(COMPETENCE, period_to=date(2027, 2, 1))

    assert "i perioden 5. oktober 2026 til 1. februar 2027." in read_aloud(save(course))


def test_a_course_of_one_day_names_it_once(save: Save) -> None:
    course = replace(PARTICIPATION, period_from=PARTICIPATION.period_to)

    assert "har deltatt i 112,5 av 120 timer den 18. desember 2026." in read_aloud(save(course))


@pytest.mark.parametrize(
    "name",
    [
        "Łukasz Błaszczykowski",
        "Ayşe Yıldırım Ağaoğlu",
        "Nguyễn Thị Việt Hà",
        "Ġorġ Ħaż-Żabbar",
        "Дмитро Щербаков",
        "Áilu Biennaš Ŋuorja",
        "O'Brien-D’Angelo",
        "#[*_$`<a>@b\\ //x /*y*/ ~z {{q}} = - + 1.",
    ],
)
def test_a_name_is_printed_as_it_is_written(name: str, save: Save) -> None:
    path = save(replace(COMPETENCE, holder=name))

    assert name in words_of(path)
    assert f"Bevis K7QF-29MD-8TXW · {name}" in words_of(path)


def test_a_name_typed_with_loose_accents_is_printed_with_whole_letters(save: Save) -> None:
    assert "José Nuñez" in words_of(save(replace(COMPETENCE, holder="Jose\u0301 Nun\u0303ez")))


def test_a_name_that_the_fonts_lack_is_refused_with_its_characters() -> None:
    with pytest.raises(CannotPrint) as refusal:
        render(replace(COMPETENCE, holder="Selam ሰላም"))

    assert refusal.value.characters == ("ሰ", "ላ", "ም")


def test_a_role_without_a_word_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match=r"'wizard'.*norwegian_teacher"):
        render(replace(COMPETENCE, name_checked_by_role="wizard"))


def test_fourteen_goals_stand_on_one_page(save: Save) -> None:
    goals = tuple(replace(GOALS[n % 4], title=f"Velge riktig metode, nummer {n}") for n in range(14))
    text = words_of(save(replace(COMPETENCE, goals=goals)), "-l", "1")

    assert "nummer 13" in text
    assert "Det er ikke dokumentasjon etter opplæringslova." in text


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_thirty_goals_leave_no_page_half_empty(language: str, save: Save) -> None:
    goals = tuple(replace(GOALS[n % 4], title=f"Velge riktig metode, nummer {n}") for n in range(30))
    path = save(replace(COMPETENCE, goals=goals, language=language))
    second = words_of(path, "-f", "2", "-l", "2")

    assert "Ingrid Moe" in second
    assert "KM10662" in second.partition("Ingrid Moe")[2], "the annex goes on below the signatures"
    assert "Pages:           3" in run("pdfinfo", path)
    assert second.index("ROF05-01") < second.index("Ingrid Moe"), "the notes go with the signatures"


def test_a_note_does_not_end_in_one_word_alone(save: Save) -> None:
    for words in range(24, 44):
        content = replace(BESIDE, language="en", not_reached=("Gå trygt", "og " * words + "avvik"))
        lines = run("pdftotext", "-layout", save(content), "-").splitlines()
        assert "avvik." not in [line.strip() for line in lines], words


def test_long_texts_flow_on_and_nothing_is_lost(save: Save) -> None:
    title = "Planlegge, gjennomføre og dokumentere regelmessig renhold av gulv, møbler og inventar i barnehager"
    content = replace(
        COMPETENCE,
        holder="Maria Guadalupe Fernández Łukaszewicz Nguyễn Thị Việt Hà von Hohenzollern Sigmaringen",
        course_title="Renhold i helseinstitusjoner, barnehager og næringsbygg – kort bransjekurs med praksis og norsk",
        goals=tuple(replace(GOALS[n % 3], title=f"{title} {n}") for n in range(40)),
        signatories=COMPETENCE.signatories * 2,
    )
    path = save(content)
    text = words_of(path)

    assert content.holder in text
    assert content.course_title in text
    assert "deltatt i 112,5 av 120 timer" in text
    assert text.count("Vurdert ut fra") >= 2, "the headings stand on each page of the table"
    assert "Det er ikke dokumentasjon etter opplæringslova." in text
    assert text.count("Ingrid Moe") == 2


def test_every_font_is_carried_inside_the_file(save: Save) -> None:
    rows = run("pdffonts", save(COMPETENCE)).splitlines()[2:]

    assert {re.sub(r"^[A-Z]{6}\+(\w+)-.*", r"\1", row) for row in rows} == {"LibertinusSerif", "Inter"}
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows), "embedded, subset, with Unicode"
