"""Practice of the trade's words as an XBlock (R8, R27)."""

from typing import Any

from web_fragments.fragment import Fragment
from xblock.completable import CompletableXBlockMixin
from xblock.core import XBlock
from xblock.fields import Dict, Float, List, Scope, String

from bransjekurs import clock, olx
from bransjekurs.api import participant_practice, teacher_words
from bransjekurs.api.access import Actor
from bransjekurs.api.participant_practice import AnswerGiven
from bransjekurs.blocks.base import BransjekursBlock, author_content, author_handler, choice, content, handler, value_of
from bransjekurs.blocks.trade_language import author, view
from bransjekurs.domain.course import MasteryRule
from bransjekurs.domain.vocabulary import TaskKind, Term
from bransjekurs.rendering import fragment
from bransjekurs.stored import from_stored, to_stored

_SCENARIO = """
<trade_language display_name="Trygt arbeid">
  <term id="hanske" class="noun" gender="m" outcomes="verneutstyr">
    <lemma>hanske</lemma>
    <definition>Det du har på hendene.</definition>
    <example>Ta på deg [hanskene] før du vasker.</example>
    <form tag="pl_def">hanskene</form>
  </term>
</trade_language>
"""


class TradeLanguageXBlock(BransjekursBlock, CompletableXBlockMixin):
    """Words to practise: the terms and thresholds are the author's; answers and cards are in the slices."""

    display_name = String(display_name="Display name", scope=Scope.settings, default="Øv på ord")
    terms = List(help="The words; see domain.vocabulary.Term", scope=Scope.content, default=[])
    mastery = Dict(help="When a word is known; see domain.course.MasteryRule", scope=Scope.content, default={})
    weight = Float(help="What the grade weighs in its subsection", scope=Scope.settings, default=1.0)
    has_score = True
    has_custom_completion = True
    has_author_view = True
    structured = ("terms", "mastery")

    @XBlock.supports("multi_device")
    def student_view(self, context: Any = None) -> Fragment:
        """Show what there is to practise, or to teachers which words are hard."""
        return self.first_that_may(self._participant, self._teacher)

    def author_view(self, context: Any = None) -> Fragment:
        """Show in Studio which words there are."""
        return fragment("trade_language/summary.html", author.context(self))

    def studio_view(self, context: Any = None) -> Fragment:
        """Show the author's form."""
        form = author.context(self)
        return fragment("trade_language/author.html", form, scripts=("speak.js", "block.js"), entry="BransjekursBlock")

    @handler
    def start_round(self, actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
        """Show the tasks of a round; where no word is left today, what the block shows then."""
        now = clock.now()
        tasks = participant_practice.start_round(actor, self.scope_ids.usage_id, now)
        if tasks:
            return content("trade_language/round.html", view.round_context(tasks, self.html_id()))
        status = participant_practice.practice_status(actor, self.scope_ids.usage_id, now)
        return content("trade_language/participant.html", view.start_context(status))

    @handler
    def answer(self, actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
        """Judge and store one answer, and show what it teaches."""
        text = "" if data.get("gave_up") else value_of(data, "answer")
        kind = choice(TaskKind, value_of(data, "kind"), "kind")
        given = AnswerGiven(value_of(data, "id"), value_of(data, "term"), kind, text, value_of(data, "article"))
        term, checked = participant_practice.answer(actor, self.scope_ids.usage_id, given, clock.now())
        shown = content("trade_language/feedback.html", view.feedback_context(term, checked))
        return {"verdict": checked.verdict.value, **shown}

    @handler
    def finish_round(self, actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
        """Show what was learned today."""
        summary = participant_practice.summary(actor, self.scope_ids.usage_id, clock.now())
        return content("trade_language/done.html", view.done_context(summary))

    @author_handler
    def submit_form(self, data: dict[str, Any]) -> dict[str, Any]:
        """Store the author's form, or show it again with what is wrong in it."""
        return author_content("trade_language/author.html", author.submit(self, data))

    def typed_terms(self) -> tuple[Term, ...]:
        """Return the words as domain values."""
        return from_stored(self.terms, tuple[Term, ...])

    def typed_mastery(self) -> MasteryRule:
        """Return the thresholds as a domain value."""
        return from_stored(self.mastery, MasteryRule)

    def max_score(self) -> float:
        """Return the most points: one for each word."""
        return float(len(self.terms))

    @staticmethod
    def workbench_scenarios() -> list[tuple[str, str]]:
        """Offer the XBlock workbench a block to show."""
        return [("Trade language", _SCENARIO)]

    def read_olx(self, node: Any) -> None:
        """Read words and thresholds."""
        self.terms = to_stored(olx.terms_from_xml(node))
        self.mastery = to_stored(olx.mastery_from_xml(node))

    def write_olx(self, node: Any) -> None:
        """Write words and thresholds."""
        olx.mastery_to_xml(node, self.typed_mastery())
        olx.terms_to_xml(node, self.typed_terms())

    def _participant(self, actor: Actor) -> Fragment:
        status = participant_practice.practice_status(actor, self.scope_ids.usage_id, clock.now())
        context = view.start_context(status)
        scripts = ("speak.js", "block.js", "practice.js")
        return fragment("trade_language/participant.html", context, scripts=scripts, entry="BransjekursPractice")

    def _teacher(self, actor: Actor) -> Fragment:
        words = teacher_words.see_words(actor, self.scope_ids.usage_id, clock.now())
        return fragment("trade_language/teacher.html", view.teacher_context(words, actor.course_key))
