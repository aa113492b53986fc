"""From nothing to a course that stands: ``new``, ``words`` and ``extract``, as a provider meets them."""

import subprocess
from pathlib import Path

import pytest
import yaml
from bransjekurs.course_builder.build import build_course, find_problems
from bransjekurs.course_builder.pack import pack

from .conftest import SMALL, CourseFolder
from .test_command import RUN, bransjekurs

ANSWERS = ("--title", "Barn, «lek» & læring: del 1", "--provider", 'Solbakken "kurs"', "--teacher", "Bjørg Østby")
NEW_ROWS = """mopp,mopp,noun,,,,Noe du vasker gulvet med.,Ta med deg [moppen].,A2,avvik,avvik-og-beskjeder,
toerke,tørke,verb,,,,Å gjøre noe tørt.,Du må [tørke] gulvet.,A2,avvik,avvik-og-beskjeder,
"""


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- new ---------------------------------------------------------------------------------------------------------


def test_a_new_course_is_faultless_and_can_be_built(tmp_path: Path) -> None:
    answer = bransjekurs("new", str(tmp_path / "kurs"), *ANSWERS, "--start", "2027-01-11")

    assert (answer.returncode, answer.stderr) == (0, "")
    assert find_problems(tmp_path / "kurs") == ()
    assert build_course(tmp_path / "kurs").archive is not None


def test_what_is_typed_stands_in_the_new_course(tmp_path: Path) -> None:
    bransjekurs("new", str(tmp_path), *ANSWERS, "--start", "2027-01-11")

    course = yaml.safe_load((tmp_path / "kursplan.yaml").read_text("utf-8"))
    assert course["course"]["title"] == "Barn, «lek» & læring: del 1"
    assert course["course"]["organisation"] == "solbakken-kurs"
    assert course["course"]["end"].isoformat() == "2027-03-22"
    assert course["certificate"]["signatories"] == [{"name": "Bjørg Østby", "title": "Lærer"}]
    assert {one["owner"] for one in course["responsibilities"]} == {'Solbakken "kurs"'}


def test_what_is_not_an_option_is_asked_for(tmp_path: Path) -> None:
    typed = "Barnehage\nSolbakken\nBjørg Østby\n2027-01-11\n"
    answer = subprocess.run(
        [*RUN, "new", str(tmp_path / "kurs")], input=typed, capture_output=True, text=True, check=False
    )

    assert answer.returncode == 0, answer.stderr
    assert find_problems(tmp_path / "kurs") == ()


@pytest.mark.parametrize("wrong", [("--start", "11.1.2027"), ("--start", "2027-01-11", "--title", "!!!")])
def test_an_answer_that_cannot_be_used_is_told_and_nothing_is_written(tmp_path: Path, wrong: tuple[str, ...]) -> None:
    answer = bransjekurs("new", str(tmp_path / "kurs"), *ANSWERS, *wrong)

    assert answer.returncode == 2
    assert "isoformat" not in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not (tmp_path / "kurs").exists()


def test_a_folder_with_something_in_it_is_left_alone(course: CourseFolder) -> None:
    before = files(course.path)

    answer = bransjekurs("new", str(course.path), *ANSWERS, "--start", "2027-01-11")

    assert answer.returncode == 2
    assert files(course.path) == before


# --- words -------------------------------------------------------------------------------------------------------


def test_new_words_get_gender_and_forms_and_the_rest_stays_as_it_is(course: CourseFolder) -> None:
    table = course.path / "words.csv"
    before = table.read_bytes()
    table.write_bytes(before + NEW_ROWS.encode())

    answer = bransjekurs("words", str(course.path))

    after = table.read_bytes().decode()
    assert answer.returncode == 0, answer.stdout
    assert "mopp, tørke" in answer.stdout
    assert after.startswith(before.decode())
    mopp, dry = after.removeprefix(before.decode()).splitlines()
    assert mopp.startswith("mopp,mopp,noun,m,moppen | mopper | moppene,,Noe")
    assert mopp.endswith(",Bokmålsordboka")
    assert ",tørker | tørka/tørket | " in dry or ",tørker | tørket/tørka | " in dry
    assert all("Advice" in problem for problem in course.problems())


def test_a_table_without_new_words_is_not_touched(course: CourseFolder) -> None:
    before = files(course.path)

    assert bransjekurs("words", str(course.path)).returncode == 0
    assert (course.path / "words.csv").read_bytes() == before["words.csv"]
    once = files(course.path)
    assert set(once) - set(before) == {"readings.json"}
    assert bransjekurs("words", str(course.path)).returncode == 0
    assert files(course.path) == once


def test_line_endings_quotes_and_rows_over_several_lines_stay(course: CourseFolder) -> None:
    table = course.path / "words.csv"
    text = (
        table.read_text("utf-8")
        .replace("Det du har på hendene.", '"Det du har\npå ""hendene""."')
        .replace("\n", "\r\n")
    )
    table.write_bytes((text + NEW_ROWS.replace("\n", "\r\n")).encode())

    bransjekurs("words", str(course.path))

    assert table.read_bytes().decode().startswith(text)
    assert table.read_bytes().count(b"\n") == table.read_bytes().count(b"\r\n")


def test_words_that_the_dictionary_cannot_settle_are_told_with_their_line(course: CourseFolder) -> None:
    rows = (
        "middel,middel,noun,,,,X,[middel],A2,avvik,avvik-og-beskjeder,\nblorp,blorp,noun,,,,X,[blorp],A2,avvik,start,\n"
    )
    table = course.path / "words.csv"
    table.write_text(table.read_text("utf-8") + rows, "utf-8")

    answer = bransjekurs("words", str(course.path))

    assert answer.returncode == 1
    assert f"words.csv:{course.line_of('words.csv', 'middel,middel')}: " in answer.stdout
    assert f"words.csv:{course.line_of('words.csv', 'blorp,blorp')}: " in answer.stdout
    assert table.read_text("utf-8").endswith(rows)


def test_the_dictionary_is_credited_once(course: CourseFolder) -> None:
    credit = course.path / "ATTRIBUTION.md"
    credit.unlink()
    for _twice in range(2):
        (course.path / "words.csv").write_text((SMALL / "words.csv").read_text("utf-8") + NEW_ROWS, "utf-8")
        bransjekurs("words", str(course.path))

    assert credit.read_text("utf-8").count("Universitetet i Bergen og Språkrådet, CC BY 4.0") == 1


@pytest.mark.parametrize("content", [b"id,word\n", b"\xff\xfe", b""])
def test_a_table_that_cannot_be_read_is_told(course: CourseFolder, content: bytes) -> None:
    (course.path / "words.csv").write_bytes(content)

    answer = bransjekurs("words", str(course.path))

    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr


# --- extract -----------------------------------------------------------------------------------------------------


def test_what_is_built_can_be_taken_out_and_built_again_to_the_same_bytes(course: CourseFolder, tmp_path: Path) -> None:
    archive, out, again = tmp_path / "a.tar.gz", tmp_path / "out", tmp_path / "b.tar.gz"
    bransjekurs("build", str(course.path), "-o", str(archive))

    answer = bransjekurs("extract", str(archive), str(out))
    bransjekurs("build", str(out), "-o", str(again))

    assert answer.returncode == 0, answer.stderr
    assert files(out) == files(course.path)
    assert again.read_bytes() == archive.read_bytes()


def test_an_archive_that_holds_no_sources_is_told(tmp_path: Path) -> None:
    archive = tmp_path / "none.tar.gz"
    archive.write_bytes(pack({"course.xml": b"<course/>"}))

    answer = bransjekurs("extract", str(archive), str(tmp_path / "out"))

    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr
    assert not (tmp_path / "out").exists()
