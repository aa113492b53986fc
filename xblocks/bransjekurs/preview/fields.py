"""Where the fields of a block are kept while the preview runs: content from the archive, the rest in rows."""

from collections.abc import Mapping
from typing import Any

# As on the platform: it writes a named tuple (a score) with its names, which blocks rely on and `json` does not do.
import simplejson  # type: ignore[import-untyped]
from opaque_keys.edx.keys import CourseKey
from xblock.exceptions import InvalidScopeError
from xblock.fields import BlockScope, Scope, UserScope
from xblock.runtime import KeyValueStore

from bransjekurs.preview import viewing
from bransjekurs.preview.models import BlockState

_CONTENT = "content"


class FieldStore(KeyValueStore):
    """A key-value store for one request.

    Content and settings are read from the rows that Studio saved, else from ``parsed`` (what the archive says),
    and are written only where ``author`` is true: a participant's request can't change the course, as on the platform.
    While ``parsing`` is true, writes to them land in ``parsed``. Who only looks as a participant stores nothing.
    """

    def __init__(self, author: bool) -> None:
        self.author = author
        self.parsing = False
        self.parsed: dict[tuple[str, str], Any] = {}
        self.content_changed = False
        self._rows: dict[tuple[str, int], dict[tuple[str, str], str]] = {}

    def get(self, key: KeyValueStore.Key) -> Any:
        """Return the value; ``KeyError`` where none is set."""
        place = _place(key)
        rows = {} if self.parsing else self._rows_of(place["block"], place["user_id"])
        if stored := rows.get((place["scope"], place["field"])):
            return simplejson.loads(stored)
        if _is_content(key):
            return self.parsed[_name(key)]
        raise KeyError(key.field_name)

    def has(self, key: KeyValueStore.Key) -> bool:
        """Say whether a value is set."""
        try:
            self.get(key)
        except KeyError:
            return False
        return True

    def set(self, key: KeyValueStore.Key, value: Any) -> None:
        """Store one value."""
        self.set_many({key: value})

    def set_many(self, update_dict: Mapping[KeyValueStore.Key, Any]) -> None:
        """Store the values; ``InvalidScopeError`` where somebody who isn't an author writes content."""
        for key, value in update_dict.items():
            if self.parsing and _is_content(key):
                self.parsed[_name(key)] = value
                continue
            self._require_right(key)
            if viewing.is_on():
                continue
            BlockState.objects.update_or_create(**_place(key), defaults={"value": simplejson.dumps(value)})
        self._rows.clear()

    def delete(self, key: KeyValueStore.Key) -> None:
        """Forget a value."""
        self._require_right(key)
        BlockState.objects.filter(**_place(key)).delete()
        self._rows.clear()

    def _rows_of(self, block: str, user_id: int) -> dict[tuple[str, str], str]:
        """Return all stored fields of a block and user, in one query for the whole request."""
        if (block, user_id) not in self._rows:
            found = BlockState.objects.filter(block=block, user_id=user_id)
            self._rows[block, user_id] = {(row.scope, row.field): row.value for row in found}
        return self._rows[block, user_id]

    def _require_right(self, key: KeyValueStore.Key) -> None:
        if _is_content(key):
            if not self.author:
                raise InvalidScopeError(key)
            self.content_changed = True


def forget_overrides(course_key: CourseKey) -> int:
    """Drop what was saved in Studio, as an import of the course does; return how many fields that were."""
    prefix = str(course_key.make_usage_key("type", "id")).removesuffix("type+block@id")
    deleted, _ = BlockState.objects.filter(scope=_CONTENT, block__startswith=prefix).delete()
    return deleted


def _is_content(key: KeyValueStore.Key) -> bool:
    return key.scope in (Scope.children, Scope.parent) or bool(key.scope.user == UserScope.NONE)


def _name(key: KeyValueStore.Key) -> tuple[str, str]:
    return str(key.block_scope_id), str(key.field_name)


def _place(key: KeyValueStore.Key) -> dict[str, Any]:
    """Return which row holds the field: a scope's blocks and users are its two dimensions."""
    if _is_content(key):
        return {"scope": _CONTENT, "block": str(key.block_scope_id), "user_id": 0, "field": key.field_name}
    return {
        "scope": key.scope.name,
        "block": "" if key.scope.block == BlockScope.ALL else str(key.block_scope_id),
        "user_id": key.user_id if key.scope.user == UserScope.ONE else 0,
        "field": key.field_name,
    }
