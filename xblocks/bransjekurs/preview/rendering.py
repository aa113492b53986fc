"""Put blocks together to a page: their HTML in order, their styles and scripts once each."""

import logging
import re

from django.utils.translation import gettext
from opaque_keys.edx.keys import UsageKey
from web_fragments.fragment import Fragment, FragmentResource
from xblock.completable import XBlockCompletionMode
from xblock.plugin import PluginMissingError

from bransjekurs import rendering
from bransjekurs.preview import progress, viewing
from bransjekurs.preview.runtime import PreviewRuntime, load_class

_log = logging.getLogger(__name__)
# The platform's own blocks ask for fonts on the web; the preview works without a network.
_WEB_FONTS = re.compile(r"@import\s+url\([^)]*\)\s*;")


def without_web_fonts(css: str) -> str:
    """Return the style sheet without what it would fetch from elsewhere."""
    return _WEB_FONTS.sub("", css)


def render_unit(runtime: PreviewRuntime, keys: list[UsageKey]) -> Fragment:
    """Return the learner's view of the blocks, each in a section that can be linked to."""
    page = Fragment()
    for key in keys:
        fragment = _render_block(runtime, key)
        page.add_content(f'<section class="preview-block" id="{key.block_id}">{fragment.body_html()}</section>')
        _add_resources(page, fragment)
    return page


def render_studio(runtime: PreviewRuntime, key: UsageKey) -> Fragment:
    """Return the author's view of one block."""
    page = Fragment()
    fragment = runtime.render(runtime.get_block(key), "studio_view", {})
    page.add_content(fragment.body_html())
    _add_resources(page, fragment)
    return page


def _render_block(runtime: PreviewRuntime, key: UsageKey) -> Fragment:
    """Return one block's view; a block that fails, or isn't installed, doesn't take the page with it."""
    try:
        fragment = runtime.render(runtime.get_block(key), "student_view", {})
    except PluginMissingError:
        return _note(gettext("The preview can't show this part (%(kind)s).") % {"kind": key.block_type})
    except Exception:
        _log.exception("Block %s could not be shown", key)
        return _note(gettext("Something went wrong in this part (%(kind)s).") % {"kind": key.block_type})
    _complete_on_view(runtime, key)
    return fragment


def _note(text: str) -> Fragment:
    return Fragment(rendering.render("preview/note.html", {"text": text}))


def _complete_on_view(runtime: PreviewRuntime, key: UsageKey) -> None:
    """Note that the participant has seen a block that asks for nothing more, as the platform does."""
    block_class = load_class(key.block_type)
    by_view = XBlockCompletionMode.get_mode(block_class) == XBlockCompletionMode.COMPLETABLE and not (
        getattr(block_class, "has_score", False) or getattr(block_class, "has_custom_completion", False)
    )
    if by_view and runtime.user and not viewing.is_on():
        progress.store_completion(runtime.user.pk, key, 1.0)


def _add_resources(page: Fragment, fragment: Fragment) -> None:
    for resource in fragment.resources:
        if resource.mimetype == "text/css" and resource.kind == "text":
            page.add_resource(without_web_fonts(resource.data), resource.mimetype, resource.placement)
        else:
            _add_resource(page, resource)


def _add_resource(page: Fragment, resource: FragmentResource) -> None:
    add = page.add_resource_url if resource.kind == "url" else page.add_resource
    add(resource.data, resource.mimetype, resource.placement)
