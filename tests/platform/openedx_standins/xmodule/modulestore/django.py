"""A modulestore in memory: for each course and branch, its blocks by key and which are whose children."""

from contextlib import contextmanager

from django.conf import settings

from xmodule.modulestore.exceptions import ItemNotFoundError


class Block:
    def __init__(self, store, usage_key, fields):
        self._store, self.location = store, usage_key
        self.scope_ids = type("ScopeIds", (), {"block_type": usage_key.block_type, "usage_id": usage_key})
        self.end, self.has_score = fields.get("end"), fields.get("has_score", False)
        self.display_name_with_default = fields.get("display_name", usage_key.block_type)
        self._children = fields.get("children", ())

    def get_children(self, usage_key_filter=None):
        return [self._store.get_item(key) for key in self._children]


class MixedModuleStore:
    def __init__(self):
        self.courses = {}
        self._branch = None

    @contextmanager
    def branch_setting(self, branch_setting, course_id=None):
        before, self._branch = self._branch, branch_setting
        try:
            yield
        finally:
            self._branch = before

    def get_course(self, course_key, depth=0, **kwargs):
        try:
            return self.get_item(course_key.make_usage_key("course", "course"), depth)
        except ItemNotFoundError:
            return None

    def get_item(self, usage_key, depth=0, **kwargs):
        blocks = self.courses.get((usage_key.course_key, self._branch or settings.MODULESTORE_BRANCH), {})
        if usage_key not in blocks:
            raise ItemNotFoundError(usage_key)
        return Block(self, usage_key, blocks[usage_key])


_STORE = MixedModuleStore()


def modulestore():
    return _STORE
