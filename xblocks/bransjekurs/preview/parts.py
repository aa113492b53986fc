"""The parts of the loaded course whose results can show an outcome, and what a subsection's points are made of."""

from collections.abc import Iterator
from dataclasses import replace

from opaque_keys.edx.keys import UsageKey
from xblock.completable import XBlockCompletionMode
from xblock.core import XBlock
from xblock.plugin import PluginMissingError

from bransjekurs.course_builder.archive import Block, Unit
from bransjekurs.domain.course import CoursePart
from bransjekurs.domain.course_results import part_name, part_title
from bransjekurs.preview import courseware
from bransjekurs.preview.courseware import LoadedCourse


def course_parts(course: LoadedCourse) -> Iterator[CoursePart]:
    """Yield every part, in the course's order; what is in a part comes before what holds it."""
    for chapter in course.tree.chapters:
        sections: list[CoursePart] = []
        for sequential in chapter.sequentials:
            blocks: list[CoursePart] = []
            for unit in sequential.units:
                within = [_block(course, block, unit) for block in unit.blocks]
                yield from within
                yield _holding(unit.tag, unit.url_name, unit.title, within)
                blocks += within
            subsection = _holding("sequential", sequential.url_name, sequential.title, blocks)
            sections.append(replace(subsection, points=any(one.points for one in blocks)))
            yield sections[-1]
        yield _holding("chapter", chapter.url_name, chapter.title, sections)


def subsection_of(usage_key: UsageKey) -> UsageKey | None:
    """Return the subsection with a block; None for a block that the loaded course has not."""
    course = courseware.current()
    found = course.subsection_of.get(usage_key)
    return course.key.make_usage_key("sequential", found.url_name) if found else None


def most_points(usage_key: UsageKey) -> dict[UsageKey, float]:
    """Return the most points of each block in the subsection with a block, where there are any."""
    course = courseware.current()
    units = course.subsection_of[usage_key].units
    keys = (course.usage_key(block) for unit in units for block in unit.blocks)
    return {key: points for key in keys if (points := _most_points(course, key))}


def _holding(tag: str, url_name: str, title: str, within: list[CoursePart]) -> CoursePart:
    leaves = tuple(leaf for part in within for leaf in part.leaves)
    return CoursePart(part_name(tag, url_name), title, False, leaves)


def _block(course: LoadedCourse, block: Block, unit: Unit) -> CoursePart:
    key, kind = course.usage_key(block), _class(block.tag)
    completable = kind is not None and XBlockCompletionMode.get_mode(kind) == XBlockCompletionMode.COMPLETABLE
    points = getattr(kind, "has_score", False)
    if not isinstance(points, bool):  # ours decides by what it holds; to make the block only to ask it takes too long
        points = any(f"<{tag}".encode() in block.xml for tag in ("term", "situation"))
    title = part_title(unit.title, block.title)
    return CoursePart(part_name(block.tag, block.url_name), title, points, (str(key),) if completable else ())


def _class(tag: str) -> type[XBlock] | None:
    from bransjekurs.preview.runtime import load_class  # the runtime tells of progress, which asks for parts

    try:
        return load_class(tag)
    except PluginMissingError:
        return None


def _most_points(course: LoadedCourse, key: UsageKey) -> float:
    """Return the most points of a block as it is now; 0 for one without, or that isn't installed."""
    from bransjekurs.preview.runtime import PreviewRuntime

    if not getattr(_class(key.block_type), "has_score", False):
        return 0.0
    block = PreviewRuntime(course, user=None).get_block(key)
    return float(block.max_score() or 0) if block.has_score else 0.0
