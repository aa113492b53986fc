"""The individual training plan as an XBlock (R56-R62)."""

from typing import Any

from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.fields import Boolean, Dict, Integer, List, Scope, String

from bransjekurs import clock, olx
from bransjekurs.api import participant_plan, teacher_group
from bransjekurs.api.access import Actor
from bransjekurs.blocks.base import BransjekursBlock, author_content, author_handler, choice, content, handler, value_of
from bransjekurs.blocks.training_plan import author, view
from bransjekurs.domain.conditions import Conditions
from bransjekurs.domain.course import ArenaHours
from bransjekurs.domain.mapping import MappingArea
from bransjekurs.domain.measures import OfferedMeasure
from bransjekurs.domain.outcome import Outcome
from bransjekurs.domain.plan import Progress
from bransjekurs.domain.trade import TradeProfile
from bransjekurs.rendering import fragment
from bransjekurs.stored import from_stored, to_stored

_SCENARIO = """
<training_plan review_weeks="3">
  <hours arena="workplace">40</hours>
  <outcome id="verneutstyr" area="Trygt arbeid" kind="trade_skill">
    <title>Velge og bruke verneutstyr</title>
    <plain>Du bruker riktig verneutstyr.</plain>
  </outcome>
</training_plan>
"""


class TrainingPlanXBlock(BransjekursBlock):
    """The plan: its outcomes, planned hours and review rhythm are the author's; what people do is in the slices."""

    display_name = String(display_name="Display name", scope=Scope.settings, default="Min plan")
    outcomes = List(help="Learning outcomes; see domain.outcome.Outcome", scope=Scope.content, default=[])
    hours = List(help="Planned hours; see domain.course.ArenaHours", scope=Scope.content, default=[])
    measures = List(help="Measures on offer; see domain.measures.OfferedMeasure", scope=Scope.content, default=[])
    review_weeks = Integer(help="Weeks between conversations", scope=Scope.settings, default=3)
    own_cohort_only = Boolean(
        help="Whether teachers see only the participants in their own cohort", scope=Scope.settings, default=False
    )
    trade = Dict(help="The trade's profile; see domain.trade.TradeProfile", scope=Scope.content, default={})
    mapping_areas = List(
        help="Question areas of the mapping; see domain.mapping.MappingArea",
        scope=Scope.content,
        default=[area.value for area in MappingArea],
    )
    conditions = Dict(help="The course's terms; see domain.conditions.Conditions", scope=Scope.content, default={})
    has_author_view = True
    structured = ("outcomes", "hours", "trade", "mapping_areas", "measures", "conditions")

    @XBlock.supports("multi_device")
    def student_view(self, context: Any = None) -> Fragment:
        """Show the participant's plan, or to those who follow others who needs them."""
        return self.first_that_may(self._participant, self._teacher)

    def author_view(self, context: Any = None) -> Fragment:
        """Show in Studio what the plan holds."""
        return fragment("training_plan/summary.html", author.context(self))

    def author_form(self) -> Fragment:
        """Return the author's form."""
        form = author.form_context(self)
        return fragment("training_plan/author.html", form, scripts=("block.js",), entry="BransjekursBlock")

    @handler
    def set_progress(self, actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
        """Store the participant's progress with a goal and show the plan as it is now."""
        now = clock.now()
        progress = choice(Progress, value_of(data, "progress"), "progress")
        participant_plan.set_progress(actor, value_of(data, "goal"), progress, now, value_of(data, "comment"))
        return self._plan(actor)

    @author_handler
    def submit_form(self, data: dict[str, Any]) -> dict[str, Any]:
        """Store the author's form, or show it again with what is wrong in it."""
        return author_content("training_plan/author.html", author.submit(self, data))

    def typed_outcomes(self) -> tuple[Outcome, ...]:
        """Return the outcomes as domain values."""
        return from_stored(self.outcomes, tuple[Outcome, ...])

    def typed_hours(self) -> tuple[ArenaHours, ...]:
        """Return the planned hours as domain values."""
        return from_stored(self.hours, tuple[ArenaHours, ...])

    def typed_trade(self) -> TradeProfile:
        """Return the trade's profile as a domain value."""
        return from_stored(self.trade, TradeProfile)

    def typed_mapping_areas(self) -> tuple[MappingArea, ...]:
        """Return the question areas that are asked."""
        return from_stored(self.mapping_areas, tuple[MappingArea, ...])

    def typed_measures(self) -> tuple[OfferedMeasure, ...]:
        """Return the measures on offer as domain values."""
        return from_stored(self.measures, tuple[OfferedMeasure, ...])

    def typed_conditions(self) -> Conditions:
        """Return the course's conditions as a domain value."""
        return from_stored(self.conditions, Conditions)

    @staticmethod
    def workbench_scenarios() -> list[tuple[str, str]]:
        """Offer the XBlock workbench a block to show."""
        return [("Training plan", _SCENARIO)]

    def read_olx(self, node: Any) -> None:
        """Read outcomes, hours, measures, conditions, the trade's profile and what the mapping asks."""
        self.trade = to_stored(olx.trade_from_xml(node))
        self.mapping_areas = to_stored(olx.mapping_from_xml(node))
        self.outcomes = to_stored(olx.outcomes_from_xml(node))
        self.measures = to_stored(olx.measures_from_xml(node))
        self.hours = to_stored(olx.hours_from_xml(node))
        self.conditions = to_stored(olx.conditions_from_xml(node))

    def write_olx(self, node: Any) -> None:
        """Write outcomes, hours, measures, conditions, the trade's profile and what the mapping asks."""
        olx.hours_to_xml(node, self.typed_hours())
        olx.outcomes_to_xml(node, self.typed_outcomes())
        olx.trade_to_xml(node, self.typed_trade())
        olx.mapping_to_xml(node, self.typed_mapping_areas())
        olx.measures_to_xml(node, self.typed_measures())
        olx.conditions_to_xml(node, self.typed_conditions())

    def _participant(self, actor: Actor) -> Fragment:
        context = view.participant_context(participant_plan.see_plan(actor, clock.now()), actor)
        scripts = ("block.js",)
        return fragment("training_plan/participant.html", context, scripts=scripts, entry="BransjekursBlock")

    def _teacher(self, actor: Actor) -> Fragment:
        needing = teacher_group.see_needs(actor, clock.now())
        return fragment("training_plan/teacher.html", view.teacher_context(needing, actor.course_key))

    def _plan(self, actor: Actor) -> dict[str, Any]:
        picture = participant_plan.see_plan(actor, clock.now())
        return content("training_plan/participant.html", view.participant_context(picture, actor))
