"""Practice of the trade's words as an XBlock (R8, R27)."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from web_fragments.fragment import Fragment
from xblock.completable import CompletableXBlockMixin
from xblock.core import XBlock
from xblock.fields import Dict, Float, List, Scope, String

from bransjekurs import clock, olx
from bransjekurs.api import (
    participant_answers,
    participant_practice,
    participant_situations,
    provider,
    teacher_situations,
    teacher_words,
)
from bransjekurs.api.access import Actor
from bransjekurs.api.participant_answers import AnswerGiven
from bransjekurs.api.participant_practice import RoundMode, sample_round
from bransjekurs.api.participant_situations import TaskGiven
from bransjekurs.blocks.base import (
    BransjekursBlock,
    author_content,
    author_handler,
    choice,
    content,
    handler,
    refused,
    value_of,
    viewing_text,
)
from bransjekurs.blocks.trade_language import author, scripts, situation_view, view
from bransjekurs.blocks.trade_language.sent import given_answers, situation_data, word_data
from bransjekurs.blocks.trade_language.table import table_of
from bransjekurs.blocks.trade_language.view import NOT_KEPT, KeptAs
from bransjekurs.domain.course import MasteryRule
from bransjekurs.domain.reading import Reading
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.situations import Situation
from bransjekurs.domain.vocabulary import Term
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


@XBlock.wants("replace_urls")
class TradeLanguageXBlock(BransjekursBlock, CompletableXBlockMixin):
    """Words to practise and situations to act in: the content is the author's; answers and cards are in the slices."""

    display_name = String(display_name="Display name", scope=Scope.settings, default="Øv på ord")
    terms = List(help="The words; see domain.vocabulary.Term", scope=Scope.content, default=[])
    situations = List(help="Situations; see domain.situations.Situation", scope=Scope.content, default=[])
    mastery = Dict(help="When a word is known; see domain.course.MasteryRule", scope=Scope.content, default={})
    weight = Float(help="What the grade weighs in its subsection", scope=Scope.settings, default=1.0)
    has_author_view = True
    reading = Dict(help="The words of the text above; see domain.reading.Reading", scope=Scope.content, default={})
    structured = ("terms", "situations", "mastery", "reading")

    @XBlock.supports("multi_device")
    def student_view(self, context: Any = None) -> Fragment:
        """Show what there is to practise, or to teachers which words are hard."""
        if self.situations:
            return self.first_that_may(self._in_situation, self._teacher_of_situations)
        return self.first_that_may(self._participant, self._teacher)

    def author_view(self, context: Any = None) -> Fragment:
        """Show in Studio which words there are."""
        return fragment("trade_language/summary.html", author.context(self))

    def author_form(self) -> Fragment:
        """Return the author's form."""
        form = author.context(self)
        return fragment("trade_language/author.html", form, scripts=scripts.AUTHOR, entry="BransjekursWordsForm")

    @handler
    def start_round(self, actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
        """Show the tasks of a round; where no word is left today, what the block shows then."""
        now = clock.now()
        mode = choice(RoundMode, value_of(data, "mode", RoundMode.TODAY), "mode")
        only = value_of(data, "words").split()
        opened = participant_practice.open_round(actor, self.scope_ids.usage_id, now, mode, only)
        if opened.tasks:
            shown = view.round_context(opened, self.html_id(), self._address)
            return content("trade_language/round.html", {**shown, "situation": bool(self.situations)})
        status = participant_practice.practice_status(actor, self.scope_ids.usage_id, now)
        return content("trade_language/participant.html", view.start_context(status, self._kept_as(actor)))

    @handler
    def send_answers(self, actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
        """Judge and store answers; tell which ones the device need not keep."""
        words, tasks, unreadable = given_answers(data)
        if actor.viewing:  # nothing is kept, on the device either
            return {**refused(403, viewing_text()), "received": [*_ids(words), *_ids(tasks), *unreadable]}
        now, done = clock.now(), list(unreadable)
        if tasks:
            done += participant_situations.send_task_answers(actor, self.scope_ids.usage_id, tasks, now)
        if words or not tasks:
            received = participant_answers.send_answers(actor, self.scope_ids.usage_id, words, now)
            done += [one.id for one in received]
        return {"received": done}

    @handler
    def take_back(self, actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
        """Delete a text that the participant has sent to the teacher, and show it where it was written."""
        situation = value_of(data, "situation")
        text = participant_situations.take_back_text(actor, self.scope_ids.usage_id, situation)
        return content("trade_language/situations.html", self._situations(actor, {situation: text}))

    @handler
    def finish_round(self, actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
        """Show what was learned today."""
        summary = participant_practice.summary(actor, self.scope_ids.usage_id, clock.now())
        return content("trade_language/done.html", {**view.done_context(summary), "situation": bool(self.situations)})

    def student_view_data(self, context: Any = None) -> dict[str, Any]:
        """Return the words as data for apps, without anything about a person."""
        return {
            "title": self.display_name,
            "words": [word_data(term) for term in self.typed_terms()],
            "situations": [situation_data(one) for one in self.typed_situations()],
        }

    def clear_student_state(self, user_id: str, course_id: Any, item_id: Any, requesting_user_id: Any) -> None:
        """Forget a participant's practice of these words, when staff resets it; the platform sends an anonymous id."""
        user = self.runtime.service(self, "user").get_user_by_anonymous_id(user_id)
        if user is not None:
            provider.forget_practice(user.pk, self.scope_ids.usage_id)

    @author_handler
    def submit_form(self, data: dict[str, Any]) -> dict[str, Any]:
        """Store the author's form, or show it again with what is wrong in it."""
        return author_content("trade_language/author.html", author.submit(self, data))

    @author_handler
    def fetch_table(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return the saved words as a file: its name, and its content in base64."""
        name = f"{self.html_id()}.{'xlsx' if value_of(data, 'kind') == 'xlsx' else 'csv'}"
        return {"name": name, "file": table_of(self.typed_terms(), name)}

    @author_handler
    def try_out(self, data: dict[str, Any]) -> dict[str, Any]:
        """Show what is saved as a participant meets it: the situations, or a round of words. Nothing of it is kept."""
        if self.situations:
            titles = {one.id: one.title for one in author.outcomes(self)}
            page = participant_situations.sample_page(
                self.display_name, self.typed_situations(), author.course_terms(self), titles
            )
            shown = situation_view.context(page, NOT_KEPT, self.html_id(), self._address, {})
            return content("trade_language/situations.html", {**shown, "tried": True})
        opened = sample_round(self.typed_terms())
        if not opened.tasks:
            raise Refusal("no_words_yet")
        return content("trade_language/round.html", view.round_context(opened, self.html_id(), self._address))

    def typed_terms(self) -> tuple[Term, ...]:
        """Return the words as domain values."""
        return from_stored(self.terms, tuple[Term, ...])

    def typed_situations(self) -> tuple[Situation, ...]:
        """Return the situations as domain values."""
        return from_stored(self.situations, tuple[Situation, ...])

    def typed_mastery(self) -> MasteryRule:
        """Return the thresholds as a domain value."""
        return from_stored(self.mastery, MasteryRule)

    def typed_reading(self) -> Reading | None:
        """Return the words of the text above the block as a domain value, if there is one."""
        return from_stored(self.reading, Reading) if self.reading else None

    @property
    def has_score(self) -> bool:
        """Say whether the block is graded: one that only goes with a text is not."""
        return bool(self.terms or self.situations)

    @property
    def has_custom_completion(self) -> bool:
        """Say whether we tell the completion: of a block that only goes with a text, having seen it is all."""
        return bool(self.terms or self.situations)

    def max_score(self) -> float | None:
        """Return the most points: one for each word or task; None where there is nothing to grade."""
        return float(len(self.terms) or participant_situations.max_points(self.typed_situations())) or None

    @staticmethod
    def workbench_scenarios() -> list[tuple[str, str]]:
        """Offer the XBlock workbench a block to show."""
        return [("Trade language", _SCENARIO)]

    def read_olx(self, node: Any) -> None:
        """Read words, situations and thresholds."""
        self.terms = to_stored(olx.terms_from_xml(node))
        self.situations = to_stored(olx.situations_from_xml(node))
        self.mastery = to_stored(olx.mastery_from_xml(node))
        self.reading = to_stored(olx.reading_from_xml(node)) or {}

    def write_olx(self, node: Any) -> None:
        """Write words, situations and thresholds."""
        if self.has_score or self.typed_mastery() != MasteryRule():
            olx.mastery_to_xml(node, self.typed_mastery())
        olx.reading_to_xml(node, self.typed_reading())
        olx.terms_to_xml(node, self.typed_terms())
        olx.situations_to_xml(node, self.typed_situations())

    def _participant(self, actor: Actor) -> Fragment:
        status = participant_practice.practice_status(actor, self.scope_ids.usage_id, clock.now())
        context = view.start_context(status, self._kept_as(actor))
        loaded = scripts.PRACTICE
        return fragment("trade_language/participant.html", context, scripts=loaded, entry="BransjekursPractice")

    def _teacher(self, actor: Actor) -> Fragment:
        words = teacher_words.see_words(actor, self.scope_ids.usage_id, clock.now())
        return fragment(
            "trade_language/teacher.html", view.teacher_context(words, actor.course_key, self.scope_ids.usage_id)
        )

    def _in_situation(self, actor: Actor) -> Fragment:
        loaded = scripts.of_situations(self.typed_situations())
        context = self._situations(actor)
        return fragment("trade_language/situations.html", context, scripts=loaded, entry="BransjekursSituation")

    def _situations(self, actor: Actor, texts: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Return the context of the situations; ``texts`` are to stand where one writes, by situation."""
        page = participant_situations.see_situations(actor, self.scope_ids.usage_id)
        return situation_view.context(page, self._kept_as(actor), self.html_id(), self._address, texts or {})

    def _teacher_of_situations(self, actor: Actor) -> Fragment:
        seen = teacher_situations.see_group_in_situations(actor, self.scope_ids.usage_id)
        return fragment("trade_language/situations_teacher.html", {"seen": seen})

    def _address(self, name: str) -> str:
        """Return where one of the course's files is; the platform knows, where it offers to tell."""
        service = self.runtime.service(self, "replace_urls")
        return str(service.replace_urls(f'"/static/{name}"', static_replace_only=True)).strip('"') if service else ""

    def _kept_as(self, actor: Actor) -> KeptAs:
        """Name what a device keeps: others who use it have their own."""
        return KeptAs(
            outbox=f"bransjekurs-{_mark(f'{actor.user_id} {self.scope_ids.usage_id}')}",
            person=_mark(f"{actor.user_id} {actor.course_key}"),
        )


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _ids(given: Iterable[AnswerGiven | TaskGiven]) -> list[str]:
    return [one.id for one in given]
