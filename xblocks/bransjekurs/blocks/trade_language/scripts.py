"""Which scripts a view of the block loads: those that it needs and no more, each before those that call it."""

from collections.abc import Iterable

from bransjekurs.domain.situations import Situation, SituationKind
from bransjekurs.rendering import script_url

# Each of these files may be several scripts: frontend/scripts.json says which are always needed together.
_BLOCK = ("block.js", "sending.js")
PRACTICE = (*_BLOCK, "recording.js", "rounds.js")
_DOING: dict[SituationKind, tuple[str, ...]] = {
    SituationKind.TEXT: (),
    SituationKind.DIALOGUE: ("choosing.js",),
    SituationKind.SIGN: ("choosing.js",),
    SituationKind.PICTURE: ("choosing.js",),
    SituationKind.PROCEDURE: ("ordering.js",),
    SituationKind.MESSAGE: ("writing.js",),
}

_WORDS = ("recording.js", "word_cards.js")
_DONE_IN_ANY = tuple(dict.fromkeys(name for names in _DOING.values() for name in names))
# An author tries everything there.
AUTHOR = (*_BLOCK, "rounds.js", *_DONE_IN_ANY, *_WORDS, "situation.js", "words_form.js")


def of_situations(situations: Iterable[Situation]) -> tuple[str, ...]:
    """Return the scripts of a page with these situations."""
    shown = tuple(situations)
    doing = dict.fromkeys(name for one in shown for name in _DOING[one.kind])
    words = _WORDS if any(one.terms for one in shown) else ()
    return (*_BLOCK, *doing, *words, "situation.js")


def later() -> str:
    """Return where the script of a round is: from a situation it comes with the first word that is practised there."""
    return script_url("rounds.js")
