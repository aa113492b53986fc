"""Markdown to HTML that is safe to show: HTML in the source is shown as text, and what comes out is cleaned."""

from collections.abc import Mapping
from pathlib import PurePosixPath

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bransjekurs.course_builder.spec import TextSpec

Alternatives = Mapping[str, str]

_MARKDOWN = MarkdownIt("commonmark", {"html": False})


def to_html(text: TextSpec, alternatives: Alternatives) -> str:
    """Return the text as HTML inside an element that names its language, so that it is read aloud rightly.

    A picture without a text alternative of its own takes the one that its file has.
    """
    return str(format_html('<div lang="{}">\n{}</div>\n', text.language, render(text.markdown, alternatives)))


def render(markdown: str, alternatives: Alternatives) -> SafeString:
    """Return Markdown as clean HTML, its pictures named as the platform serves them."""
    tokens = _MARKDOWN.parse(markdown)
    for image in (child for token in tokens for child in token.children or () if child.type == "image"):
        _place_picture(image, alternatives)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return mark_safe(nh3.clean(html))  # noqa: S308  # cleaned on this very line


def _place_picture(image: Token, alternatives: Alternatives) -> None:
    name = str(image.attrs["src"])
    if not image.content:
        image.children = [Token("text", "", 0, content=alternatives.get(PurePosixPath(name).name, ""))]
    image.attrs["src"] = static_address(name)


def static_address(name: str) -> str:
    """Return a picture's address in a course; the platform keeps all files of a course in one folder."""
    return f"/static/{PurePosixPath(name).name}"
