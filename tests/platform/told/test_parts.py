"""What the platform's course tree and its table of completions tell of the parts that can show an outcome."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from bransjekurs.compat import OpenEdx
from bransjekurs.domain.course import CoursePart
from completion.models import BlockCompletion
from django.contrib.auth.models import User
from opaque_keys.edx.keys import CourseKey, UsageKey
from xblock.completable import XBlockCompletionMode

from tests.platform.told.conftest import STUDIO

COURSE = CourseKey.from_string("course-v1:fjordbyen+RENHOLD+2026")
# Keys that come with a branch in them, as the store that knows drafts makes them.
IN_BRANCH = COURSE.for_branch("published-branch")
AGGREGATOR, EXCLUDED = XBlockCompletionMode.AGGREGATOR, XBlockCompletionMode.EXCLUDED


@dataclass
class Block:
    """A block as the modulestore gives it, as far as it is read."""

    kind: str
    name: str
    title: str
    children: list["Block"] = field(default_factory=list)
    has_score: bool = False
    completion_mode: str = XBlockCompletionMode.COMPLETABLE

    @property
    def scope_ids(self) -> Any:
        return SimpleNamespace(usage_id=IN_BRANCH.make_usage_key(self.kind, self.name), block_type=self.kind)

    @property
    def display_name_with_default(self) -> str:
        return self.title

    def get_children(self) -> list["Block"]:
        return self.children


def holder(kind: str, name: str, title: str, *children: Block) -> Block:
    return Block(kind, name, title, list(children), completion_mode=AGGREGATOR)


TREE = holder(
    "course",
    "course",
    "Renhold",
    holder(
        "chapter",
        "trygt",
        "Trygt arbeid",
        holder(
            "sequential",
            "sporsmal",
            "Hva gjør du?",
            holder(
                "vertical",
                "side",
                "Hva gjør du?",
                Block("html", "tekst", "Les"),
                Block("problem", "hansker", "Spørsmål 1", has_score=True),
                Block("discussion", "prat", "Prat", completion_mode=EXCLUDED),
            ),
        ),
    ),
)


class Store:
    """The modulestore, with a draft in which there is nothing yet."""

    def __init__(self) -> None:
        self.branch = ""

    @contextmanager
    def branch_setting(self, branch: str, _course_key: CourseKey) -> Iterator[None]:
        self.branch = branch
        yield

    def get_course(self, _course_key: CourseKey, depth: int | None) -> Block | None:
        assert depth is None
        return TREE if self.branch == "published-only" else None


@pytest.fixture
def _modulestore(monkeypatch: pytest.MonkeyPatch) -> None:
    store, branches = Store(), SimpleNamespace(published_only="published-only", draft_preferred="draft-preferred")
    top = ModuleType("xmodule.modulestore")
    top.ModuleStoreEnum = SimpleNamespace(Branch=branches)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "xmodule.modulestore", top)
    monkeypatch.setattr(sys.modules[STUDIO], "modulestore", lambda: store, raising=False)


def key(kind: str, name: str) -> str:
    return str(COURSE.make_usage_key(kind, name))


@pytest.mark.usefixtures("_modulestore")
def test_every_part_tells_its_points_and_what_must_be_done_in_it() -> None:
    parts = {part.name: part for part in OpenEdx().course_parts(COURSE)}
    both = (key("html", "tekst"), key("problem", "hansker"))
    assert parts["sequential@sporsmal"] == CoursePart("sequential@sporsmal", "Hva gjør du?", True, both)
    assert parts["vertical@side"] == CoursePart("vertical@side", "Hva gjør du?", False, both)
    assert parts["chapter@trygt"] == CoursePart("chapter@trygt", "Trygt arbeid", False, both)
    question = CoursePart("problem@hansker", "Hva gjør du?: Spørsmål 1", True, (key("problem", "hansker"),))
    assert parts["problem@hansker"] == question
    assert parts["discussion@prat"].leaves == ()
    assert OpenEdx().course_parts(COURSE, draft=True) == []


@pytest.mark.django_db
def test_completed_are_the_blocks_that_the_table_says_are_whole(django_assert_num_queries) -> None:
    amina = User.objects.create(username="amina")
    for name, how_far in (("a", 1.0), ("b", 0.5)):
        BlockCompletion.objects.create(
            user=amina,
            context_key=COURSE,
            block_key=UsageKey.from_string(key("html", name)),
            block_type="html",
            completion=how_far,
        )
    with django_assert_num_queries(1):
        found = OpenEdx().completed(amina.pk, COURSE, [key("html", name) for name in "abc"])
    assert found == {key("html", "a")}
