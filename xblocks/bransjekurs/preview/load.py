"""Get the preview ready for a course: database, archive, accounts, edition, histories. Safe to do again."""

import hashlib
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.core.management import call_command
from django.utils.translation import gettext
from opaque_keys.edx.keys import CourseKey

from bransjekurs.api import publishing, standing
from bransjekurs.course_builder.archive import ArchiveError, read_archive
from bransjekurs.course_builder.build import build_course
from bransjekurs.courses import api as courses
from bransjekurs.domain.refusal import Refusal
from bransjekurs.preview import accounts, clock, courseware, demo, fields
from bransjekurs.wording import refusal_text


def load(path: Path | None, tell: Callable[[str], None] = print) -> None:
    """Load the course in ``path`` (an archive, or the folder of a course template), or the one loaded last.

    Everything that people have done is kept. A changed archive takes the place of what was saved in Studio,
    as an import does on the platform; ``tell`` is given a sentence about that.

    Raises:
        ArchiveError: the archive or the template can't be used.
        OlxError, Refusal: the blocks of ours in it can't be, and there is no edition to go on with.
        NoCourseError: no path, and none was ever loaded.
    """
    call_command("migrate", verbosity=0)
    replaced = path is not None and _keep(path)
    course = courseware.current()
    if replaced and fields.forget_overrides(course.key):
        tell(gettext("The course is new: it takes the place of what was saved in Studio."))
    accounts.create(course.key)
    now = clock.now()
    if _publish(course.key, now, tell):
        with standing.put_off():
            demo.seed(now)
        standing.rebuild(course.key)


def _publish(course_key: CourseKey, now: datetime, tell: Callable[[str], None]) -> bool:
    """Publish the course; say whether it has an edition: one without blocks of ours has none, and no histories.

    What an author saved in Studio may be unfit to publish. Then the edition that stands is shown, and Studio opens.
    """
    try:
        return publishing.publish(course_key, now) is not None
    except Refusal as refusal:
        if courses.current(course_key) is None:
            raise
        tell(refusal_text(refusal))
        return True


def _keep(path: Path) -> bool:
    """Copy the course's archive to where the server reads it, once it is known to be sound; say whether it is new."""
    if path.is_dir():
        with tempfile.TemporaryDirectory() as folder:
            return _keep(_build(path, Path(folder)))
    read_archive(path)
    kept = courseware.archive_path()
    if kept.exists() and _digest(kept) == _digest(path):
        return False
    unfinished = kept.with_suffix(".new")
    unfinished.write_bytes(path.read_bytes())
    unfinished.replace(kept)
    return True


def _build(template: Path, folder: Path) -> Path:
    """Build the archive of a course template; ``ArchiveError`` lists what is wrong with the template."""
    built = build_course(template)
    if built.archive is None:
        raise ArchiveError("\n".join(map(str, built.problems)))
    archive = folder / "course.tar.gz"
    archive.write_bytes(built.archive)
    return archive


def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()
