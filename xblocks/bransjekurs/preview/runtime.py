"""The XBlock runtime of the preview: real keys, stored state, grade and completion, no asides.

Written on XBlock's own base class; what it gives blocks is what Open edX gives them, see ``services``.
"""

import html
import json
from typing import Any

from django.contrib.auth.models import User
from django.core.cache import cache
from django.urls import reverse
from lxml import etree
from opaque_keys.edx.keys import UsageKey
from web_fragments.fragment import Fragment
from xblock.core import XBlock, XBlockMixin
from xblock.exceptions import NoSuchUsage
from xblock.fields import Boolean, Scope, ScopeIds
from xblock.runtime import IdReader, KvsFieldData, Runtime

from bransjekurs.preview import progress, services, viewing
from bransjekurs.preview.courseware import LoadedCourse
from bransjekurs.preview.fields import FieldStore

# The platform's text and question blocks, as their package names them until the platform itself does.
_EXTRACTED = {"html": "_html_extracted", "problem": "_problem_extracted"}


class PlatformFields(XBlockMixin):
    """Fields that the platform adds to every block and that some blocks read."""

    graded = Boolean(help="Whether the block counts towards the grade", default=False, scope=Scope.settings)


class Ids(IdReader):
    """A block's usage key says its type, and is its definition's id as well."""

    def get_definition_id(self, usage_id: UsageKey) -> UsageKey:
        """Return the key itself."""
        return usage_id

    def get_block_type(self, def_id: UsageKey) -> str:
        """Return the OLX tag."""
        return str(def_id.block_type)

    def get_usage_id_from_aside(self, aside_id: UsageKey) -> UsageKey:
        """Asides are off."""
        raise NotImplementedError

    get_definition_id_from_aside = get_aside_type_from_usage = get_aside_type_from_definition = get_usage_id_from_aside


def load_class(tag: str) -> type[XBlock]:
    """Return the block class for an OLX tag; ``xblock.plugin.PluginMissingError`` if none is installed."""
    block_class: type[XBlock] = XBlock.load_class(_EXTRACTED.get(tag, tag))
    return block_class


class PreviewRuntime(Runtime):
    """Makes, renders and serves the blocks of one course for one request by one user.

    ``author`` is true in Studio's views: content can be written and ``content_changed`` tells whether it was.
    """

    resources_fs = None  # the archive reader has resolved all files already

    def __init__(self, course: LoadedCourse, user: User | None, author: bool = False) -> None:
        self.course = course
        self.user = user
        self.is_author_mode = author
        self.store = FieldStore(author)
        super().__init__(Ids(), None, mixins=(PlatformFields,), services=self._all_services())

    def _all_services(self) -> dict[str, Any]:
        found = {
            "cache": cache,
            "field-data": KvsFieldData(self.store),
            "i18n": services.Translation(),
            "replace_urls": services.ReplaceUrls(self.course),
            "sandbox": services.Sandbox(),
            "settings": services.Settings(),
            "user": services.CurrentUser(self.user, self.course.key, self.is_author_mode),
            "xqueue": object(),  # questions that are graded elsewhere ask for it, others only want it to be there
        }
        if self.is_author_mode and self.user:
            found["studio_user_permissions"] = services.StudioPermissions(self.user)
        return found

    def load_block_type(self, block_type: str) -> type[XBlock]:
        """Return the class for a tag, the platform's own text and question blocks among them."""
        return load_class(block_type)

    def get_block(self, usage_id: UsageKey, for_parent: Any = None) -> XBlock:
        """Return the block with its fields as the archive says, or as saved in Studio since."""
        if usage_id not in self.course.blocks:
            raise NoSuchUsage(usage_id)
        keys = ScopeIds(self.user.pk if self.user else None, usage_id.block_type, usage_id, usage_id)
        self._parse(usage_id, keys)
        return self.construct_xblock(usage_id.block_type, keys, for_parent=for_parent)

    def _parse(self, usage_id: UsageKey, keys: ScopeIds) -> None:
        """Let the block's class read its OLX into the store."""
        node = etree.fromstring(self.course.blocks[usage_id].xml)
        etree.strip_attributes(node, "url_name", "xblock-family")
        self.store.parsing = True
        try:
            self.mixologist.mix(self.load_block_type(usage_id.block_type)).parse_xml(node, self, keys).save()
        finally:
            self.store.parsing = False

    def get_policy(self, _usage_id: UsageKey) -> dict[str, Any]:
        """Return what a policy file says of one block: the preview reads only the course's title there."""
        return {}

    def applicable_aside_types(self, block: XBlock) -> list[str]:
        """Asides are off: finding them means a look through all installed packages at every render."""
        return []

    def handler_url(
        self, block: XBlock, handler_name: str, suffix: str = "", query: str = "", thirdparty: bool = False
    ) -> str:
        """Return the address that runs a handler."""
        url = f"{self._handlers(block)}{handler_name}" + (f"/{suffix}" if suffix else "")
        return f"{url}?{query}" if query else url

    def _handlers(self, block: XBlock) -> str:
        """Return the address of the block's handlers, up to the handler's name."""
        view = "preview:studio_handler" if self.is_author_mode else "preview:handler"
        return reverse(view, args=[block.scope_ids.usage_id, "name"]).removesuffix("name")

    def local_resource_url(self, block: XBlock, uri: str) -> str:
        """Return the address of a file in the block's own package."""
        return reverse("preview:resource", args=[block.scope_ids.block_type, uri])

    def resource_url(self, resource: str) -> str:
        """No block of today asks for it."""
        raise NotImplementedError

    def publish(self, block: XBlock, event_type: str, event_data: dict[str, Any]) -> None:
        """Store grade and completion for the user who acts; as on the platform not in Studio nor for who only looks."""
        if self.user and not self.is_author_mode and not viewing.is_on():
            progress.publish(self.user.pk, block, event_type, event_data)

    def wrap_xblock(self, block: XBlock, view: str, frag: Fragment, context: Any) -> Fragment:
        """Put the block's HTML in the element that the page's script finds it by (as the platform's does)."""
        kind = block.scope_ids.block_type
        data = {
            "usage-id": block.scope_ids.usage_id,
            "block-type": kind,
            "init": frag.js_init_fn or "",
            "runtime-version": frag.js_init_version or "",
            "handlers": self._handlers(block),
        }
        attributes = "".join(f' data-{name}="{html.escape(str(value))}"' for name, value in data.items())
        content = services.ReplaceUrls(self.course).replace_urls(frag.body_html())
        wrapped = Fragment(f'<div class="xblock xblock-{view} xblock-{view}-{kind}"{attributes}>')
        wrapped.add_content(f"{content}{_init_arguments(frag)}</div>")
        wrapped.add_fragment_resources(frag)
        return wrapped


def _init_arguments(frag: Fragment) -> str:
    if frag.json_init_args is None:
        return ""
    data = json.dumps(frag.json_init_args).replace("<", "\\u003c")
    return f'<script type="application/json" class="xblock-json-init-args">{data}</script>'
