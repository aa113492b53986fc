"""A situation from the workplace as a readable page: what happens, and the pieces that it is made of.

The page reads well without a stylesheet of ours: the platform gives it none.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bransjekurs.course_builder.markup import Alternatives, render, static_address
from bransjekurs.course_builder.spec_pages import Language, SituationKind, SituationSpec
from bransjekurs.domain.vocabulary import Term

# In pixels: several signs and their meanings fit on a phone's screen.
_SIGN_WIDTH = 120


def situation_html(
    situation: SituationSpec, language: Language, alternatives: Alternatives, terms: Mapping[str, Term]
) -> str:
    """Return the page as HTML; ``language`` is the course's, which a situation without its own has."""
    pieces = (
        render(situation.intro, alternatives),
        _picture(situation.picture, alternatives) if situation.picture else SafeString(""),
        _PIECES[situation.kind](situation, alternatives),
        _words(terms[id_] for id_ in situation.terms),
    )
    body = format_html_join("", "{}\n", ((piece,) for piece in pieces if piece))
    return str(format_html('<div lang="{}" class="situation">\n{}</div>\n', situation.language or language, body))


def _picture(name: str, alternatives: Alternatives) -> SafeString:
    return format_html("<p>{}</p>", _image(name, alternatives))


def _image(name: str, alternatives: Alternatives, width: int | None = None) -> SafeString:
    size = format_html(' width="{}"', width) if width else ""
    alternative = alternatives.get(PurePosixPath(name).name, "")
    return format_html('<img src="{}" alt="{}"{}>', static_address(name), alternative, size)


def _dialogue(situation: SituationSpec, _alternatives: Alternatives) -> SafeString:
    lines = ((line.who, line.text) for line in situation.lines)
    return format_html_join("\n", "<p><strong>{}:</strong> {}</p>", lines)


def _procedure(situation: SituationSpec, _alternatives: Alternatives) -> SafeString:
    return format_html("<ol>\n{}\n</ol>", _items(situation.steps))


def _sign(situation: SituationSpec, alternatives: Alternatives) -> SafeString:
    signs = ((_image(sign.picture, alternatives, _SIGN_WIDTH), sign.meaning) for sign in situation.signs)
    return format_html_join("\n", "<p>{}<br>{}</p>", signs)


def _message(situation: SituationSpec, _alternatives: Alternatives) -> SafeString:
    return format_html("<ul>\n{}\n</ul>", _items(situation.checklist))


def _places(situation: SituationSpec, _alternatives: Alternatives) -> SafeString:
    spots = ((spot.name, spot.description) for spot in situation.places)
    return format_html_join("\n", "<p><strong>{}</strong><br>{}</p>", spots)


def _words(terms: Iterable[Term]) -> SafeString:
    words = ((one.with_article, one.definition) for one in terms)
    entries = format_html_join("\n", "<li><strong>{}</strong>: {}</li>", words)
    return format_html("<h2>{}</h2>\n<ul>\n{}\n</ul>", _("Words"), entries) if entries else entries


def _items(texts: Iterable[str]) -> SafeString:
    return format_html_join("\n", "<li>{}</li>", ((text,) for text in texts))


_PIECES: dict[SituationKind, Callable[[SituationSpec, Alternatives], SafeString]] = {
    SituationKind.DIALOGUE: _dialogue,
    SituationKind.PROCEDURE: _procedure,
    SituationKind.SIGN: _sign,
    SituationKind.MESSAGE: _message,
    SituationKind.PICTURE: _places,
}
