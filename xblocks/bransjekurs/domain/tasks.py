"""Practice tasks: which kind a word gets, and what the participant sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from bransjekurs.domain.memory import Memory
from bransjekurs.domain.vocabulary import ALL_ARTICLES, TaskKind, Term

_CHOICES = 4
# What a word is asked for in while it is hard: one chooses, with help beside it, and writes again when that goes well.
_HELPED = (TaskKind.LINE, TaskKind.RECOGNISE, TaskKind.HEAR)
_ANSWERS_BEFORE_HARD = 5


@dataclass(frozen=True, slots=True)
class Task:
    """One task as shown. ``before`` and ``after`` are the sentence around the gap, empty where there is none.

    ``said`` is what is read aloud; ``start`` the letter that a word begins with, for those who cannot listen.
    """

    term_id: str
    kind: TaskKind
    definition: str
    before: str = ""
    after: str = ""
    choices: tuple[str, ...] = ()
    lemma: str = ""
    said: str = ""
    start: str = ""


def next_kind(term: Term, memory: Memory | None) -> TaskKind:
    """Return the kind of task for a word: easiest first, then in turn; a hard word is asked for with help."""
    answers = memory.answers if memory else 0
    kinds = tuple(kind for kind in _HELPED if kind in term.task_kinds) if is_hard(memory) else term.task_kinds
    return kinds[answers % len(kinds)]


def is_hard(memory: Memory | None) -> bool:
    """Say whether a word is hard for somebody: at least five answers, and not half of them right."""
    return bool(memory and memory.answers >= _ANSWERS_BEFORE_HARD and memory.right * 2 < memory.answers)


def make_task(term: Term, kind: TaskKind, others: Sequence[Term]) -> Task:
    """Return the task; the wrong choices come from ``others``, the same ones each time for the same words."""
    before, word, after = term.sentence
    if kind is TaskKind.RECOGNISE:
        return Task(term.id, kind, term.definition, choices=_choices(term, others))
    if kind is TaskKind.HEAR:
        return Task(term.id, kind, term.definition, choices=_choices(term, others), said=term.lemma)
    if kind is TaskKind.LINE:
        return Task(term.id, kind, term.definition, before, after, _fitting(term, others))
    if kind is TaskKind.ARTICLE:
        return Task(term.id, kind, term.definition, choices=ALL_ARTICLES, lemma=term.lemma, said=term.lemma)
    if kind is TaskKind.DICTATE:
        return Task(term.id, kind, term.definition, said=term.lemma, start=term.lemma[:1])
    if kind is TaskKind.TYPE:
        # The gap shows the word as it stands there: only the lemma itself may be asked for through it.
        sentence = (before, after) if word.casefold() == term.lemma.casefold() else ("", "")
        return Task(term.id, kind, term.definition, *sentence)
    return Task(term.id, kind, term.definition, before, after, lemma=term.lemma)


def _choices(term: Term, others: Sequence[Term]) -> tuple[str, ...]:
    return _mixed(term, term.lemma, [other.lemma for other in _alike(term, others)])


def _fitting(term: Term, others: Sequence[Term]) -> tuple[str, ...]:
    """Return the word of the sentence among others in the same form, so that only the meaning tells them apart."""
    word = term.sentence[1]
    tag = next((form.tag for form in term.forms if word.lower() in {s.lower() for s in form.spellings}), "")
    words = [
        next((form.spellings[0] for form in other.forms if form.tag == tag), other.lemma)
        for other in _alike(term, others)
    ]
    return _mixed(term, word.lower() if word.lower() in term.spellings() - {term.lemma.casefold()} else word, words)


def _alike(term: Term, others: Sequence[Term]) -> list[Term]:
    """Return the other words, those of the same word class first, in an order that depends on the words alone."""
    rest = [other for other in others if other.id != term.id and other.lemma != term.lemma]
    return sorted(rest, key=lambda one: (one.word_class is not term.word_class, _shuffle_key(term.id, one.id)))


def _mixed(term: Term, right: str, wrong: Sequence[str]) -> tuple[str, ...]:
    words = dict.fromkeys([right, *(word for word in dict.fromkeys(wrong) if word != right)][:_CHOICES])
    return tuple(sorted(words, key=lambda word: _shuffle_key(term.id, word)))


def _shuffle_key(seed: str, item: str) -> bytes:
    return sha256(f"{seed}\0{item}".encode()).digest()
