"""The course that the preview shows: one archive, copied into ``BRANSJEKURS_VAR``, read once for each change."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from django.conf import settings
from opaque_keys.edx.keys import CourseKey, UsageKey
from opaque_keys.edx.locator import CourseLocator

from bransjekurs.course_builder.archive import Block, CourseTree, Sequential, Unit, read_archive


class NoCourseError(Exception):
    """No course has been loaded yet: ``load.load`` does it, before the server starts."""


@dataclass(frozen=True)
class LoadedCourse:
    """A course tree with the platform's keys."""

    tree: CourseTree

    @cached_property
    def key(self) -> CourseKey:
        """The course key (``course-v1:org+number+run``)."""
        return CourseLocator(self.tree.org, self.tree.number, self.tree.run)

    @cached_property
    def units(self) -> dict[UsageKey, Unit]:
        """The units by usage key, in the order in which a learner meets them."""
        return {self.usage_key(unit): unit for unit in self.tree.units}

    @cached_property
    def blocks(self) -> dict[UsageKey, Block]:
        """The units' blocks by usage key, in the course's order."""
        return {self.usage_key(block): block for unit in self.tree.units for block in unit.blocks}

    @cached_property
    def unit_of(self) -> dict[UsageKey, UsageKey]:
        """The unit in which each block stands."""
        return {self.usage_key(block): key for key, unit in self.units.items() for block in unit.blocks}

    @cached_property
    def subsection_of(self) -> dict[UsageKey, Sequential]:
        """The subsection in which each block stands."""
        parts = (part for chapter in self.tree.chapters for part in chapter.sequentials)
        return {self.usage_key(block): part for part in parts for unit in part.units for block in unit.blocks}

    def usage_key(self, element: Block | Unit) -> UsageKey:
        """Return the usage key of a unit or block (``block-v1:…``)."""
        return self.key.make_usage_key(element.tag, element.url_name)


def archive_path() -> Path:
    """Return where the loaded archive is kept."""
    return Path(settings.BRANSJEKURS_VAR) / "course.archive"


def current() -> LoadedCourse:
    """Return the loaded course; ``NoCourseError`` if there is none yet."""
    path = archive_path()
    try:
        changed = path.stat()
    except FileNotFoundError as error:
        raise NoCourseError from error
    return _read(path, changed.st_mtime_ns, changed.st_size)


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int, _size: int) -> LoadedCourse:
    return LoadedCourse(read_archive(path))
