"""A word of the course in words: what participants, teachers and authors are told of it alike."""

from bransjekurs.domain.vocabulary import Term
from bransjekurs.wording import USES


def use_texts(term: Term) -> list[str]:
    """Return in words where a term is used in the course."""
    return [str(USES[use.kind]) % {"title": use.title, "number": use.number} for use in term.uses]
