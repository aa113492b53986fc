"""A visitor without a screen: reads what the page says, and sends its forms as they stand, token included."""

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from lxml import html

Fields = dict[str, Any]


class Page:
    """An answer, read as a person reads it."""

    def __init__(self, response: HttpResponse, path: str) -> None:
        self.response = response
        self.status = response.status_code
        self.path = path
        self.source = response.content.decode()
        # As browsers read it: the parser of an older release stops at a NUL.
        self.tree = html.document_fromstring(self.source.replace("\0", "\ufffd") or "<html></html>")

    @property
    def text(self) -> str:
        return said(self.tree.find(".//main"))

    @property
    def title(self) -> str:
        return said(self.tree.find(".//h1"))

    @property
    def message(self) -> str:
        return said(self.tree.find(".//*[@data-told]"))

    @property
    def language(self) -> str:
        return self.tree.get("lang") or ""

    def by_id(self, name: str) -> html.HtmlElement | None:
        return next(iter(self.tree.xpath("//*[@id=$name]", name=name)), None)

    def said_at(self, name: str) -> str:
        return said(self.by_id(name))

    def error_at(self, name: str) -> str:
        """The message that stands at a field, if the field also points to it and the summary leads to the field."""
        linked = self.tree.xpath("//*[contains(@class, 'ds-error-summary')]//a[@href=$href]", href=f"#{name}")
        assert linked, f"the summary does not lead to #{name}"
        assert self.by_id(name) is not None, f"there is no #{name}"
        return self.said_at(f"{name}-error")

    @property
    def summary(self) -> list[str]:
        return [said(line) for line in self.tree.xpath("//*[contains(@class, 'ds-error-summary')]//li")]

    def links(self) -> dict[str, str]:
        return {said(link): link.get("href") for link in self.tree.xpath("//main//a")}

    def form(self, do: str) -> html.FormElement | None:
        return next(iter(self.tree.xpath("//main//form[.//button[@name='do' and @value=$do]]", do=do)), None)

    def typed(self, do: str) -> Fields:
        """What stands in a form's fields: several values as a list."""
        return fields_of(self.form(do))

    def rows(self, part: str) -> list[str]:
        """The lines of a table in the part that a heading's id names."""
        rows = self.tree.xpath("//section[@aria-labelledby=$part]//tbody/tr", part=part)
        return [said(row) for row in rows]

    def doubled_ids(self) -> list[str]:
        ids = self.tree.xpath("//@id")
        return [name for name in set(ids) if ids.count(name) > 1]


def said(element: html.HtmlElement | None) -> str:
    return "" if element is None else " ".join(element.text_content().split())


def fields_of(form: html.FormElement | None) -> Fields:
    assert form is not None, "the page has no such form"
    values: Fields = {}
    for name, value in form.form_values():
        values[name] = [*values[name], value] if name in values else [value]
    return {name: found if len(found) > 1 else found[0] for name, found in values.items()}


class Visitor:
    """Somebody at the site, signed in or not. Cross-site protection is on."""

    def __init__(self, user_id: int | None = None) -> None:
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        if user_id is not None:
            self.client.force_login(User.objects.get(pk=user_id))

    def get(self, path: str, query: Fields | None = None) -> Page:
        return Page(self.client.get(path, query or {}), path)

    def press(self, page: Page, do: str, **typed: Any) -> Page:
        """Fill in the page's form and press its button."""
        return self.post(page.path, {**page.typed(do), **typed, "do": do})

    def post(self, path: str, data: Fields) -> Page:
        """Send what no form offers; the token of the session comes with it."""
        token = self.client.cookies["csrftoken"].value if "csrftoken" in self.client.cookies else ""
        return Page(self.client.post(path, {"csrfmiddlewaretoken": token, **data}), path)

    def follow(self, page: Page) -> Page:
        assert page.status == 302, page.text
        return self.get(page.response["Location"].partition("#")[0])
