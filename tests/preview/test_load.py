from datetime import date
from pathlib import Path

import pytest
from bransjekurs.course_builder.archive import ArchiveError
from bransjekurs.course_builder.start import Beginning, start_course
from bransjekurs.platform import platform
from bransjekurs.preview import clock, courseware
from bransjekurs.preview.load import load
from bransjekurs.preview.models import BlockState, CourseStaff, Enrolment, Grade
from bransjekurs.preview.runtime import PreviewRuntime
from django.contrib.auth.models import User
from opaque_keys.edx.keys import UsageKey

from tests.preview.courses import QUESTION, TEXT, course_files, write_tar


def rename_in_studio(tor: User, title: str) -> None:
    block = PreviewRuntime(courseware.current(), tor, author=True).get_block(UsageKey.from_string(TEXT))
    block.display_name = title
    block.save()


def title_of_text() -> str:
    runtime = PreviewRuntime(courseware.current(), user=None)
    return runtime.get_block(UsageKey.from_string(TEXT)).display_name


def test_everybody_has_a_place(course):
    assert Enrolment.objects.count() == 21
    assert [staff.user.username for staff in CourseStaff.objects.all()] == ["tor", "ingrid", "lena", "rolf"]


def test_a_second_start_loses_nothing_and_doubles_nothing(course, archive: Path, amina: User, tor: User):
    platform().publish_progress(amina.pk, UsageKey.from_string(QUESTION), (1, 1), 1.0)
    rename_in_studio(tor, "Hansker på")
    load(archive)
    load(None)
    assert (User.objects.count(), Enrolment.objects.count(), Grade.objects.count()) == (28, 21, 1)
    assert title_of_text() == "Hansker på"


def test_a_changed_course_is_told_to_take_the_place_of_what_was_saved_in_studio(course, tmp_path: Path, tor: User):
    rename_in_studio(tor, "Hansker på")
    changed = course_files() | {"course/html/hansker.xml": '<html filename="hansker" display_name="Nye hansker"/>'}
    told: list[str] = []
    load(write_tar(tmp_path / "changed.tar.gz", changed), tell=told.append)
    assert title_of_text() == "Nye hansker"
    assert len(told) == 1
    assert not BlockState.objects.filter(scope="content").exists()


def test_a_course_that_cannot_be_used_leaves_the_one_that_was_there(course, tmp_path: Path):
    broken = write_tar(tmp_path / "broken.tar.gz", course_files() | {"course/vertical/les.xml": "<"})
    with pytest.raises(ArchiveError):
        load(broken)
    assert courseware.current().tree.title == "HMS på norsk"


def test_a_template_with_faults_is_told_with_file_and_line(db, var: Path, tmp_path: Path):
    (tmp_path / "kurs").mkdir()
    (tmp_path / "kurs" / "kursplan.yaml").write_text("title: [", encoding="utf-8")
    with pytest.raises(ArchiveError, match=r"kursplan\.yaml:\d+: "):
        load(tmp_path / "kurs")


def test_without_a_course_there_is_none(db, var: Path):
    with pytest.raises(courseware.NoCourseError):
        load(None)


def test_a_course_that_a_provider_has_just_started_is_shown(db, var: Path, tmp_path: Path):
    start_course(tmp_path / "kurs", Beginning("Barnehage", "Solbakken kurs", "Bjørg Østby", date(2027, 1, 11)))

    load(tmp_path / "kurs")

    assert courseware.current().tree.title == "Barnehage"
    assert platform().course_title(courseware.current().key) == "Barnehage"


def test_people_are_found_as_the_platform_finds_them(course, amina: User):
    found = platform().find_person("amina")
    assert found == platform().find_person("Amina@fjordbyen.example")
    assert found == platform().people([amina.pk, 10_000])[amina.pk]
    assert platform().find_person("nobody") is None
    names = [person.name for person in platform().participants(course.key)]
    assert names == sorted(names)
    assert len(names) == 21
    assert clock.now().tzinfo is not None
