"""Blocks as a browser meets them: their views parsed, their forms sent to their handlers as ``block.js`` sends them."""

import json
from typing import Any

from bransjekurs.api.access import Actor
from bransjekurs.preview import courseware
from bransjekurs.preview.runtime import PreviewRuntime
from django.contrib.auth.models import User
from lxml import html
from opaque_keys.edx.keys import UsageKey
from webob import Request
from xblock.core import XBlock

from tests.pages.visitor import said

Values = dict[str, Any]
# A page with each kind of situation.
SITUATIONS = (
    "situasjon-faresymboler",
    "situasjon-alene",
    "situasjon-toalett",
    "situasjon-renholdsrommet",
    "situasjon-melding",
)
KINDS = ("training_plan", "trade_language", "competence_certificate")


class View:
    """A view or a handler's new content, read as a person reads it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tree = html.fragment_fromstring(source, create_parent="div")

    @property
    def text(self) -> str:
        return said(self.tree)

    @property
    def title(self) -> str:
        return said(next(self.tree.iter("h2"), None))

    def by_id(self, name: str) -> html.HtmlElement | None:
        return next(iter(self.tree.xpath("//*[@id=$name]", name=name)), None)

    def error_at(self, name: str) -> str:
        """The message at a field that is there and to which the summary leads."""
        linked = self.tree.xpath("//*[contains(@class, 'ds-error-summary')]//a[@href=$href]", href=f"#{name}")
        assert linked, f"the summary does not lead to #{name}"
        assert self.by_id(name) is not None, f"there is no #{name}"
        return said(self.by_id(f"{name}-error"))

    def errors(self) -> list[str]:
        """The fields that the summary leads to."""
        links = self.tree.xpath("//*[contains(@class, 'ds-error-summary')]//a/@href")
        return [str(link).removeprefix("#") for link in links]

    def ids(self) -> list[str]:
        return [str(name) for name in self.tree.xpath("//@id")]

    def handlers(self) -> set[str]:
        return set(self.tree.xpath("//form/@data-handler"))

    def values(self, handler: str) -> Values:
        """What ``block.js`` sends of a form: boxes to tick always as a list."""
        [form] = self.tree.xpath("//form[@data-handler=$handler]", handler=handler)[:1]
        found: Values = {name: [] for name in form.xpath(".//input[@type='checkbox']/@name")}
        for name, value in form.form_values():
            if isinstance(found.get(name), list):
                found[name].append(value)
            else:
                found[name] = value
        return found


def _special(block: object) -> bool:
    """Say whether a block goes with a text or shows a situation, and has no words of its own."""
    return any(part in block.xml for part in (b"<reading", b"<situation")) and b"<term" not in block.xml


class Desk:
    """One course, and anybody in front of any of its blocks; ``author`` is Studio."""

    def __init__(self, people: dict[str, Actor]) -> None:
        self.people = people
        self.course = courseware.current()

    def key(self, kind: str, number: int = 0) -> UsageKey:
        """The blocks of a kind in order; of those with words, the ones that have words of their own."""
        found = (key for key, block in self.course.blocks.items() if key.block_type == kind and not _special(block))
        return list(found)[number]

    def situation(self, block_id: str) -> UsageKey:
        """The block of a situation, by its page."""
        return next(key for key in self.course.blocks if key.block_id == f"{block_id}-situation")

    def at(self, key: UsageKey, who: str = "") -> XBlock:
        user = User.objects.get(pk=self.people[who].user_id) if who else None
        return PreviewRuntime(self.course, user).get_block(key)

    def authoring(self, key: UsageKey) -> XBlock:
        """Return a block as Ingrid has it in Studio."""
        user = User.objects.get(pk=self.people["ingrid"].user_id)
        return PreviewRuntime(self.course, user, author=True).get_block(key)

    def tell(self, key: UsageKey, who: str, handler: str, data: Any) -> tuple[int, Values]:
        """Call a handler of one block with data as JSON."""
        block = self.at(key, who)
        request = Request.blank("/", method="POST", body=json.dumps(data).encode(), content_type="application/json")
        answer = block.runtime.handle(block, handler, request)
        return answer.status_int, answer.json

    def block(self, kind: str, who: str = "", number: int = 0, *, author: bool = False) -> XBlock:
        user = User.objects.get(pk=self.people[who].user_id) if who else None
        return PreviewRuntime(self.course, user, author=author).get_block(self.key(kind, number))

    def see(self, kind: str, who: str = "", view: str = "student_view", number: int = 0) -> View:
        block = self.block(kind, who, number, author=view != "student_view")
        return View(block.render(view, {}).body_html())

    def send(self, kind: str, who: str, handler: str, data: Any, **where: Any) -> tuple[int, Values]:
        """Call a handler with data as JSON, and save what it changed, as a platform does."""
        return self.send_raw(kind, who, handler, json.dumps(data).encode(), **where)

    def send_raw(
        self,
        kind: str,
        who: str,
        handler: str,
        body: bytes,
        *,
        author: bool = False,
        method: str = "POST",
        number: int = 0,
    ) -> tuple[int, Values]:
        block = self.block(kind, who, number, author=author)
        request = Request.blank("/", method=method, body=body, content_type="application/json")
        answer = block.runtime.handle(block, handler, request)
        block.save()
        assert answer.content_type == "application/json"
        return answer.status_int, answer.json

    def save(self, kind: str, typed: Values) -> View:
        """Let Ingrid open the author's form, change some fields, and save."""
        values = {**self.see(kind, "ingrid", "studio_view").values("submit_form"), **typed}
        status, answer = self.send(kind, "ingrid", "submit_form", values, author=True)
        assert status == 200
        return View(answer["html"])
