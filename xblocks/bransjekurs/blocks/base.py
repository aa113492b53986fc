"""What the three blocks share: who visits, how a handler answers, how a view is shown."""

import json
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, ClassVar, TypeVar

from django.utils import translation
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey
from web_fragments.fragment import Fragment
from webob import Request, Response
from xblock.core import XBlock
from xblock.exceptions import NoSuchServiceError
from xblock.fields import Scope, String

from bransjekurs.api.access import Actor
from bransjekurs.domain.refusal import Refusal
from bransjekurs.locks import begun_again
from bransjekurs.pages.fields import readable
from bransjekurs.platform import platform
from bransjekurs.rendering import fragment, language, render
from bransjekurs.roles import NotAllowed
from bransjekurs.wording import refusal_text

T = TypeVar("T")

BODY_LIMIT = 20_000
AUTHOR_BODY_LIMIT = 1_000_000
# What a handler answers with to a refusal, where it is not that something is wrong with what was sent.
_STATUS = {"viewing_as_participant": 403}
# What every view of ours begins with; a script replaces it as a whole.
_ROOT = '<div class="bransjekurs">'


@XBlock.needs("user")
@XBlock.wants("studio_user_permissions")
class BransjekursBlock(XBlock):
    """The base of our blocks."""

    display_name = String(display_name="Display name", scope=Scope.settings, default="")

    # The platform shows staff who view the course as one learner only blocks that say this: ours save nothing then.
    show_in_read_only_mode = True

    # Fields that OLX writes as elements of ours instead of attributes.
    structured: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def parse_xml(cls, node: Any, runtime: Any, keys: Any) -> Any:
        """Read the block from OLX. Elements are ours; the base class would make child blocks of them."""
        block = runtime.construct_xblock_from_class(cls, keys)
        for name, value in node.items():
            if name in block.fields and name not in cls.structured:
                cls._set_field_if_present(block, name, value, {})
        block.read_olx(node)
        return block

    def add_xml_to_node(self, node: Any) -> None:
        """Write the block to OLX, in the same words."""
        super().add_xml_to_node(node)
        for name in self.structured:
            node.attrib.pop(name, None)
        self.write_olx(node)

    def read_olx(self, node: Any) -> None:
        """Set the structured fields from a node's elements."""
        raise NotImplementedError

    def write_olx(self, node: Any) -> None:
        """Add the structured fields to a node as elements."""
        raise NotImplementedError

    def actor(self) -> Actor | None:
        """Return the signed-in user in this course; None in Studio's preview, in a workbench or without sign-in."""
        user = self.runtime.service(self, "user").get_current_user()
        user_id = user.opt_attrs.get("edx-platform.user_id")
        course_key = self.course_key()
        if user_id is None or not course_key:
            return None
        return Actor(int(user_id), course_key, platform().views_as_learner(course_key))

    def course_key(self) -> CourseKey | None:
        """Return the course in which the block stands; None in a workbench, whose ids are plain strings."""
        key = getattr(self.scope_ids.usage_id, "course_key", None)
        return key if isinstance(key, CourseKey) else None

    def html_id(self) -> str:
        """Return what element ids in the block begin with, so that two blocks on a page do not meet."""
        return str(getattr(self.scope_ids.usage_id, "block_id", self.scope_ids.usage_id))

    def may_author(self) -> bool:
        """Say whether the user may write the course: Studio knows, and the LMS never lets anybody.

        Both questions are needed: of limited staff the platform says that they can write, and not that they can read.
        """
        try:
            permissions = self.runtime.service(self, "studio_user_permissions")
        except NoSuchServiceError:
            return False
        course_key = self.course_key()
        if not permissions or not course_key:
            return False
        return bool(permissions.can_read(course_key) and permissions.can_write(course_key))

    def author_form(self) -> Fragment:
        """Return the author's form, as the block's fields have it."""
        raise NotImplementedError

    def studio_view(self, context: Any = None) -> Fragment:
        """Show the author's form, or a notice to who may not write the course; a workbench has nobody to ask."""
        if self.course_key() is None or self.may_author():
            return self.author_form()
        with translation.override(language()):
            return self.notice(_("You may not change this course."))

    def notice(self, text: str) -> Fragment:
        """Return a view that only tells something."""
        return fragment("blocks/notice.html", {"text": text, "title": self.display_name})

    def first_that_may(self, *views: Callable[[Actor], Fragment]) -> Fragment:
        """Return the first view that the visitor may see, or a notice that says why there is none."""
        with translation.override(language()):
            actor = self.actor()
            return self._first(actor, views) if actor else self.notice(self._why_nobody())

    def _first(self, actor: Actor, views: Iterable[Callable[[Actor], Fragment]]) -> Fragment:
        for view in views:
            try:
                shown = view(actor)
                shown.content = noted(shown.content, actor)
                return shown
            except NotAllowed:
                continue
            except Refusal as refusal:
                return self.notice(refusal_text(refusal))
        return self.notice(_("You are not a participant in this course. Ask the one who runs the course."))

    def _why_nobody(self) -> str:
        if self.course_key() is None:
            return _("This part works in a course only. Put it in a course to try it.")
        return _("Sign in to see this.")


def handler(method: Callable[[Any, Actor, dict[str, Any]], dict[str, Any]]) -> Any:
    """Turn ``method(block, actor, data)`` into an XBlock handler that answers in JSON, refusals included."""

    @XBlock.handler
    @wraps(method)
    def run(self: BransjekursBlock, request: Request, suffix: str = "") -> Response:
        def act(data: dict[str, Any]) -> dict[str, Any]:
            actor = self.actor()
            if actor is None:
                return refused(403, _("Sign in again. What you wrote is still here."))
            answer = method(self, actor, data)
            return {**answer, "html": noted(answer["html"], actor)} if "html" in answer else answer

        return _answer(request, BODY_LIMIT, act)

    return run


def author_handler(method: Callable[[Any, dict[str, Any]], dict[str, Any]]) -> Any:
    """Turn ``method(block, data)`` into a handler for Studio, refused to everybody who may not write the course."""

    @XBlock.handler
    @wraps(method)
    def run(self: BransjekursBlock, request: Request, suffix: str = "") -> Response:
        def act(data: dict[str, Any]) -> dict[str, Any]:
            if not self.may_author():
                return refused(403, _("You may not change this course."))
            return method(self, data)

        return _answer(request, AUTHOR_BODY_LIMIT, act)

    return run


def author_file(method: Callable[[Any, str], bytes]) -> Any:
    """Turn ``method(block, language)`` into a handler that gives authors a PDF; a refusal is told as text."""

    @XBlock.handler
    @wraps(method)
    def run(self: BransjekursBlock, request: Request, suffix: str = "") -> Response:
        with translation.override(language()):
            try:
                if not self.may_author():
                    return _told(403, _("You may not change this course."))
                return Response(body=method(self, request.GET.get("language", "")), content_type="application/pdf")
            except Refusal as refusal:
                return _told(400, refusal_text(refusal))

    return run


def noted(html: str, actor: Actor) -> str:
    """Return a block's content, with a line first in it where the actor only looks at the course as a participant."""
    if not actor.viewing:
        return html
    start, root, rest = html.partition(_ROOT)
    return start + root + render("blocks/viewing.html", {"text": viewing_text()}) + rest


def viewing_text() -> str:
    """Say that nothing is saved."""
    return str(refusal_text(Refusal("viewing_as_participant")))


def refused(status: int, message: str, field: str = "") -> dict[str, Any]:
    """Return the answer of a handler that says no."""
    return {"status": status, "error": message, "field": field}


def content(template: str, context: dict[str, Any]) -> dict[str, str]:
    """Return the answer of a handler that shows a new content for the block."""
    return {"html": render(template, context)}


def author_content(template: str, context: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to an author's form; ``saved`` tells Studio whether to refresh the unit."""
    return {**content(template, context), "saved": bool(context.get("saved"))}


def value_of(data: dict[str, Any], name: str, default: str = "") -> str:
    """Return a text from what was sent, without control characters; anything else than text is refused."""
    value = data.get(name, default)
    if not isinstance(value, str):
        raise Refusal("bad_request", name)
    return readable(value)


def choice(kind: Callable[[str], T], value: str, field: str) -> T:
    """Return the enum member with a value.

    Raises:
        Refusal: ``unknown_value``.
    """
    try:
        return kind(value)
    except ValueError:
        raise Refusal("unknown_value", field) from None


def _answer(request: Request, limit: int, act: Callable[[dict[str, Any]], dict[str, Any]]) -> Response:
    with translation.override(language()):
        try:
            data = _parsed(request, limit)
            result = begun_again(lambda: act(data))
        except Refusal as refusal:
            result = refused(_STATUS.get(refusal.code, 400), refusal_text(refusal), refusal.field)
        except NotAllowed:
            result = refused(403, _("You do not have access to this."))
    return Response(json_body=result, status=result.pop("status", 200))


def _told(status: int, text: str) -> Response:
    return Response(body=text.encode(), status=status, content_type="text/plain", charset="utf-8")


def _parsed(request: Request, limit: int) -> dict[str, Any]:
    if request.method != "POST":
        raise Refusal("bad_request")
    if (request.content_length or 0) > limit:
        raise Refusal("too_much_sent")
    try:
        data = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        raise Refusal("bad_request") from None
    if not isinstance(data, dict):
        raise Refusal("bad_request")
    return data
