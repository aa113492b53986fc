"""When words count as known, and when that becomes evidence on an outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from bransjekurs.domain.course import MasteryRule
from bransjekurs.domain.evidence import WordsMastered
from bransjekurs.domain.memory import Memory, recall
from bransjekurs.domain.vocabulary import Term

_LATER = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class WordCount:
    """How many of an outcome's words a participant knows; ``enough`` says whether the author's share is reached."""

    known: int
    total: int
    days: int
    enough: bool


def is_known(term: Term, memory: Memory | None, rule: MasteryRule, now: datetime) -> bool:
    """Say whether a word is known: recalled today and in 30 days, over enough right answers, days and kinds of task.

    A word that cannot be asked for in so many kinds of task needs only those that it has.
    """
    if memory is None or memory.right < rule.answers or memory.days < rule.days:
        return False
    if memory.kinds < min(rule.kinds, len(term.task_kinds)):
        return False
    return recall(memory, now) >= rule.recall_today and recall(memory, now + _LATER) >= rule.recall_in_30_days


def count_known(terms: tuple[Term, ...], memories: Mapping[str, Memory], rule: MasteryRule, now: datetime) -> WordCount:
    """Count the known words among ``terms``; ``memories`` are by term id."""
    known = sum(is_known(term, memories.get(term.id), rule, now) for term in terms)
    days = max((memories[term.id].days for term in terms if term.id in memories), default=0)
    enough = bool(terms) and known >= ceil(rule.share * len(terms))
    return WordCount(known, len(terms), days, enough)


def mastery_evidence(count: WordCount) -> WordsMastered | None:
    """Return what to store as evidence, or None while too few words are known."""
    return WordsMastered(count.known, count.total, count.days) if count.enough else None
