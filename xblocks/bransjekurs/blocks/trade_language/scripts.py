"""Which scripts a view of the block loads: those that it needs and no more, each before those that call it."""

from collections.abc import Iterable

from bransjekurs.domain.situations import Situation, SituationKind
from bransjekurs.rendering import script_url

_BLOCK = ("speak.js", "block.js")
_SENDING = ("kept.js", "outbox.js", "sending.js")
_ROUND = ("alignment.js", "judge.js", "feedback.js", "round.js")
PRACTICE = (*_BLOCK, *_SENDING, *_ROUND, "recording.js", "practice.js")
# A round that begins from a situation: what it lacks comes with the first word that is practised there.
_LATER = (*_ROUND, "practice.js")
_DOING: dict[SituationKind, tuple[str, ...]] = {
    SituationKind.TEXT: (),
    SituationKind.DIALOGUE: ("choosing.js",),
    SituationKind.SIGN: ("choosing.js",),
    SituationKind.PICTURE: ("choosing.js",),
    SituationKind.PROCEDURE: ("alignment.js", "ordering.js"),
    SituationKind.MESSAGE: ("writing.js",),
}

_WORDS = ("recording.js", "word_cards.js")
_DONE_IN_ANY = tuple(dict.fromkeys(name for names in _DOING.values() for name in names if name not in _ROUND))
# An author tries everything there.
AUTHOR = (*_BLOCK, *_SENDING, *_ROUND, *_DONE_IN_ANY, *_WORDS, "situation.js", "words_form.js")


def of_situations(situations: Iterable[Situation]) -> tuple[str, ...]:
    """Return the scripts of a page with these situations."""
    shown = tuple(situations)
    doing = dict.fromkeys(name for one in shown for name in _DOING[one.kind])
    words = _WORDS if any(one.terms for one in shown) else ()
    return (*_BLOCK, *_SENDING, *doing, *words, "situation.js")


def later() -> str:
    """Return the addresses of the scripts of a round that begins from a situation, with spaces between."""
    return " ".join(script_url(name) for name in _LATER)
