import pytest
from bransjekurs.preview import fields
from bransjekurs.preview.courseware import LoadedCourse
from bransjekurs.preview.runtime import PreviewRuntime
from django.contrib.auth.models import User
from xblock.core import XBlock
from xblock.exceptions import InvalidScopeError
from xblock.fields import Integer, List, Scope, ScopeIds
from xblock.scorable import Score


class Block(XBlock):
    text = List(scope=Scope.content)
    weight = Integer(scope=Scope.settings, default=1)
    state = Integer(scope=Scope.user_state, default=0)
    speed = Integer(scope=Scope.preferences, default=0)
    age = Integer(scope=Scope.user_info, default=0)
    votes = Integer(scope=Scope.user_state_summary, default=0)


class OtherBlock(Block):
    pass


@pytest.fixture
def block(course: LoadedCourse):
    """Make a block as one request meets it: nothing is shared with others but what is stored."""

    def make(user: User, name: str = "a", kind: type[Block] = Block, author: bool = False) -> Block:
        key = course.key.make_usage_key(kind.__name__, name)
        runtime = PreviewRuntime(course, user, author=author)
        return runtime.construct_xblock_from_class(kind, ScopeIds(user.pk, kind.__name__, key, key))

    return make


def set_and_save(block: Block, **values: object) -> None:
    for name, value in values.items():
        setattr(block, name, value)
    block.save()


def test_state_belongs_to_one_person_and_one_block(block, amina, tor):
    set_and_save(block(amina), state=5)
    assert [block(amina).state, block(tor).state, block(amina, "b").state] == [5, 0, 0]


def test_preferences_belong_to_one_person_and_all_blocks_of_a_type(block, amina, tor):
    set_and_save(block(amina), speed=5)
    assert [block(amina, "b").speed, block(tor).speed, block(amina, kind=OtherBlock).speed] == [5, 0, 0]


def test_what_is_known_of_a_person_is_known_to_all_blocks(block, amina, tor):
    set_and_save(block(amina), age=5)
    assert [block(amina, "b", OtherBlock).age, block(tor).age] == [5, 0]


def test_a_summary_belongs_to_one_block_and_everybody(block, amina, tor):
    set_and_save(block(amina), votes=5)
    assert [block(tor).votes, block(amina, "b").votes] == [5, 0]


@pytest.mark.parametrize("values", [{"text": ["ny"]}, {"weight": 2}])
def test_a_participant_cannot_change_the_course(block, amina, values):
    with pytest.raises(InvalidScopeError):
        set_and_save(block(amina), **values)
    assert (block(amina).text, block(amina).weight) == ([], 1)


def test_what_an_author_saves_is_what_a_participant_meets(block, amina, tor):
    author_block = block(tor, author=True)
    set_and_save(author_block, text=["ny"], weight=2)
    assert author_block.runtime.store.content_changed
    assert (block(amina).text, block(amina).weight) == (["ny"], 2)


def test_a_changed_course_takes_the_place_of_what_was_saved(block, course, amina, tor):
    set_and_save(block(tor, author=True), text=["ny"])
    set_and_save(block(amina), state=5)
    assert fields.forget_overrides(course.key) == 1
    assert (block(amina).text, block(amina).state) == ([], 5)


def test_a_deleted_value_is_the_default_again(block, amina):
    set_and_save(block(amina), state=5)
    again = block(amina)
    del again.state
    again.save()
    assert block(amina).state == 0


def test_a_score_is_stored_with_its_names(block, amina):
    set_and_save(block(amina), state=Score(1, 2))
    assert block(amina).runtime.store is not None
    assert fields.BlockState.objects.get(field="state").value == '{"raw_earned": 1, "raw_possible": 2}'
