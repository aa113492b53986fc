"""Markdown to HTML that is safe to show: HTML in the source is shown as text, and what comes out is cleaned."""

import nh3
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

from bransjekurs.course_builder.spec import TextSpec

_MARKDOWN = MarkdownIt("commonmark", {"html": False})


def to_html(text: TextSpec) -> str:
    """Return the text as HTML inside an element that names its language, so that it is read aloud rightly."""
    clean = mark_safe(nh3.clean(_MARKDOWN.render(text.markdown)))  # noqa: S308  # cleaned on this very line
    return str(format_html('<div lang="{}">\n{}</div>\n', text.language, clean))
