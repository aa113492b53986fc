import gzip
import io
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest
from bransjekurs.course_builder import unpack
from bransjekurs.course_builder.archive import ArchiveError, read_archive
from django.utils import translation

from tests.preview.courses import Files, course_files, write_tar, write_zip


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def refusal(path: Path) -> str:
    with pytest.raises(ArchiveError) as refused:
        read_archive(path)
    return str(refused.value)


def test_pointers_and_inline_elements_give_one_tree(archive: Path):
    course = read_archive(archive)
    assert (course.org, course.number, course.run) == ("fjordbyen", "HMS", "2027")
    assert [(chapter.title, [part.title for part in chapter.sequentials]) for chapter in course.chapters] == [
        ("Pekere", ["Del 1"]),
        ("Samlet", ["Del 2"]),
    ]
    assert [(unit.title, [(block.tag, block.url_name) for block in unit.blocks]) for unit in course.units] == [
        ("Les", [("html", "hansker")]),
        ("Oppgave", [("problem", "velg")]),
        ("Rett fram", [("html", "kort"), ("video", "film")]),
        ("Uten side", [("html", "alene")]),
    ]


def test_a_text_in_a_file_of_its_own_is_put_into_the_block(archive: Path):
    [text] = read_archive(archive).units[0].blocks
    assert b"Bruk hansker &amp;amp; briller.&lt;br&gt;" in text.xml  # as text: HTML needn't be XML
    assert b"filename" not in text.xml


def test_a_definition_in_a_file_of_its_own_takes_the_place_of_the_pointer(archive: Path):
    [question] = read_archive(archive).units[1].blocks
    assert question.title == "Velg hansker"
    assert b'<choice correct="true">Hansker</choice>' in question.xml


def test_the_title_comes_from_the_policy_where_studio_puts_it(archive: Path):
    assert read_archive(archive).title == "HMS på norsk"


def test_a_title_in_the_course_itself_comes_first(tmp_path: Path):
    files = course_files() | {"course/course/2027.xml": '<course display_name="Min tittel"/>'}
    assert read_archive(write_tar(tmp_path / "c.tar.gz", files)).title == "Min tittel"


def test_the_files_of_the_course_come_along(archive: Path):
    assert list(read_archive(archive).static) == ["hanske.svg"]


def test_a_zip_without_a_top_folder_reads_the_same(archive: Path, tmp_path: Path):
    files = {name.removeprefix("course/"): content for name, content in course_files().items()}
    assert read_archive(write_zip(tmp_path / "c.zip", files)) == read_archive(archive)


def test_an_element_without_an_id_gets_the_same_one_each_time(tmp_path: Path):
    files = course_files() | {"course/vertical/les.xml": "<vertical><html><p>Hei</p></html></vertical>"}
    path = write_tar(tmp_path / "c.tar.gz", files)
    [first], [again] = (read_archive(path).units[0].blocks for _ in range(2))
    assert first.url_name == again.url_name != ""


def test_the_pointer_of_a_block_of_ours_is_not_followed_since_the_platform_does_not(tmp_path: Path):
    files = course_files() | {
        "course/vertical/les.xml": '<vertical><training_plan url_name="plan"/></vertical>',
        "course/training_plan/plan.xml": '<training_plan display_name="Min plan"/>',
    }
    [block] = read_archive(write_tar(tmp_path / "c.tar.gz", files)).units[0].blocks
    assert block.xml == b'<training_plan url_name="plan"/>'


FAULTS: dict[str, tuple[Files, str]] = {
    "no course": ({"course/course.xml": b""}, "course.xml:1: this is not well-formed XML"),
    "no organisation": (
        {"course/course.xml": '<course url_name="2027" course="HMS"/>'},
        "course.xml: a course element lacks the attribute org. Add it.",
    ),
    "an id with a plus": (
        {"course/course.xml": '<course url_name="20+27" org="fjordbyen" course="HMS"/>'},
        'The id "20+27" has signs that an id can\'t have',
    ),
    "broken XML": (
        {"course/vertical/les.xml": "<vertical>\n<html>\n</vertical>"},
        "vertical/les.xml:3: this is not well-formed XML",
    ),
    "an external entity": (
        {"course/problem/velg.xml": '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><problem>&x;</problem>'},
        "problem/velg.xml has a DOCTYPE. Remove it",
    ),
    "entities that swell": (
        {
            "course/problem/velg.xml": "<!DOCTYPE p ["
            + "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 20}">' for n in range(12))
            + ']><problem display_name="&e12;"/>'
        },
        "problem/velg.xml",
    ),
    "a text that is not text": (
        {"course/html/hansker.html": b"\xff\xfe\x00"},
        "html/hansker is not plain UTF-8 text. Save it as UTF-8.",
    ),
    "two blocks with one id": (
        {"course/vertical/les.xml": '<vertical><html url_name="kort"><p/></html></vertical>'},
        'Two html elements have the id "kort". Give each its own url_name.',
    ),
    "a policy that is no JSON": (
        {"course/policies/2027/policy.json": "{"},
        "policies/2027/policy.json is not JSON as Studio writes it",
    ),
    "a name that leads out": ({"../../etc/cron.d/x": "x"}, "'../../etc/cron.d/x', which leads out of it"),
    "a name that leads out the Windows way": ({"..\\x": "x"}, "which leads out of it"),
    "an absolute name": ({"/etc/passwd": "x"}, "which leads out of it"),
    "a drive": ({"c:x": "x"}, "which leads out of it"),
}


@pytest.mark.parametrize(("files", "message"), FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("write", [write_tar, write_zip])
def test_a_fault_is_told_and_what_to_do(tmp_path: Path, write, files: Files, message: str):
    assert message in refusal(write(tmp_path / "course", course_files() | files))


def test_a_missing_file_is_told_by_its_name(tmp_path: Path):
    files = course_files()
    del files["course/html/hansker.html"]
    assert refusal(write_tar(tmp_path / "c.tar.gz", files)).startswith("html/hansker.html is missing in the archive")


def test_an_archive_without_a_course_is_told(tmp_path: Path):
    assert "holds no course.xml" in refusal(write_tar(tmp_path / "c.tar.gz", {"readme.txt": "hei"}))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_and_devices_are_refused(tmp_path: Path, kind: bytes):
    member = tarfile.TarInfo("course/static/x")
    member.type, member.linkname = kind, "/etc/passwd"
    message = refusal(write_tar(tmp_path / "c.tar.gz", course_files(), member))
    assert message.startswith("course/static/x is a link, a device or a sparse file.")


def test_a_link_in_a_zip_is_refused(tmp_path: Path):
    path = write_zip(tmp_path / "c.zip", course_files())
    with zipfile.ZipFile(path, "a") as zipped:
        member = zipfile.ZipInfo("course/static/x")
        member.external_attr = (stat.S_IFLNK | 0o777) << 16
        zipped.writestr(member, "/etc/passwd")
    assert refusal(path).startswith("course/static/x is a link, a device or a sparse file.")


@pytest.mark.parametrize("write", [write_tar, write_zip])
def test_too_many_files_are_refused(tmp_path: Path, monkeypatch, write):
    monkeypatch.setattr(unpack, "MAX_FILES", 5)
    assert "more than 5 files" in refusal(write(tmp_path / "course", course_files()))


@pytest.mark.parametrize("write", [write_tar, write_zip])
def test_too_many_bytes_are_refused(tmp_path: Path, monkeypatch, write):
    monkeypatch.setattr(unpack, "MAX_BYTES", 1024 * 1024)
    files = course_files() | {"course/static/film.mp4": bytes(1024 * 1024)}
    assert "more than 1 MB" in refusal(write(tmp_path / "course", files))


def test_a_small_file_that_swells_is_stopped_before_it_is_unpacked(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(unpack, "MAX_BYTES", 1024 * 1024)
    path = tmp_path / "bomb.tar.gz"
    path.write_bytes(gzip.compress(bytes(64 * 1024 * 1024)))
    assert path.stat().st_size < 100_000
    assert "more than 1 MB" in refusal(path)


def test_what_is_no_archive_is_told(tmp_path: Path):
    path = tmp_path / "kurs.docx"
    path.write_bytes(b"hei")
    assert refusal(path).startswith("kurs.docx is neither a .tar.gz nor a .zip file.")


def test_half_an_archive_is_told(archive: Path, tmp_path: Path):
    half = tmp_path / "half.tar.gz"
    half.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    assert refusal(half).startswith("half.tar.gz is damaged or not complete.")


def test_half_a_zip_is_told(tmp_path: Path):
    whole = io.BytesIO(write_zip(tmp_path / "c.zip", course_files()).read_bytes())
    broken = tmp_path / "broken.zip"
    broken.write_bytes(whole.getvalue().replace(b"PK\x03\x04", b"PK\x03\x05"))
    assert refusal(broken).startswith("broken.zip is damaged or not complete.")


def test_a_file_that_is_not_there_is_told(tmp_path: Path):
    assert "can't be read (No such file or directory). Check the path" in refusal(tmp_path / "nothing.tar.gz")
