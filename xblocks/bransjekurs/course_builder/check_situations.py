"""Stage 2, the situations: each has the pieces of its kind, and what there is to do can be done in one way only."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from bransjekurs.course_builder.find import Rule, fault, situations
from bransjekurs.course_builder.problem import Problem
from bransjekurs.course_builder.spec import Spec
from bransjekurs.course_builder.spec_pages import SituationSpec
from bransjekurs.domain.situations import SituationKind, span, wrong_spans

_PIECES = {
    SituationKind.TEXT: "paragraphs",
    SituationKind.DIALOGUE: "lines",
    SituationKind.PROCEDURE: "steps",
    SituationKind.SIGN: "signs",
    SituationKind.MESSAGE: "checklist",
    SituationKind.PICTURE: "places",
}


def _pieces(spec: Spec) -> Iterator[Problem]:
    for situation in situations(spec):
        wanted = _PIECES[situation.kind]
        if situation.place.faults & {"kind", wanted}:
            continue
        if not getattr(situation, wanted):
            text = _("A situation of the kind “{kind}” needs “{field}”. Fill it in.")
            yield fault(situation.place, "kind", text.format(kind=situation.kind, field=wanted))
        for other in {*_PIECES.values(), "any_order"} - {wanted, *_also(situation)}:
            if getattr(situation, other):
                text = _("“{field}” isn't shown in a situation of the kind “{kind}”. Remove it, or change the kind.")
                yield fault(situation.place, other, text.format(kind=situation.kind, field=other))


def _also(situation: SituationSpec) -> set[str]:
    return {"any_order"} if situation.kind is SituationKind.PROCEDURE else set()


def _something_to_choose(spec: Spec) -> Iterator[Problem]:
    """What is put in order or chosen between must be several things, and each another."""
    for situation in situations(spec):
        for field, texts in _chosen_between(situation).items():
            if field in situation.place.faults or not texts:
                continue
            if len(texts) < 2:
                yield fault(situation.place, field, _("“{field}” needs at least two.").format(field=field))
            for number, text in enumerate(texts):
                if text in texts[:number]:
                    told = _("“{text}” stands here twice. Change or remove one.")
                    yield fault(situation.place, field, told.format(text=text), number)


def _chosen_between(situation: SituationSpec) -> dict[str, Sequence[str]]:
    """Return what is put in order or named, by its field; what another kind has is told of elsewhere."""
    if situation.kind is SituationKind.PROCEDURE:
        return {"steps": situation.steps}
    if situation.kind is SituationKind.SIGN:
        return {"signs": [sign.meaning for sign in situation.signs]}
    return {"places": [spot.name for spot in situation.places]} if situation.kind is SituationKind.PICTURE else {}


def _replies(spec: Spec) -> Iterator[Problem]:
    """A line and what could be said instead of it differ."""
    for line in (line for situation in situations(spec) for line in situation.lines):
        said = Counter([line.text, *(reply.text for reply in line.instead)])
        for reply in line.instead:
            if said[reply.text] > 1 and "text" not in reply.place.faults:
                told = _("“{text}” stands here twice. Change or remove one.")
                yield fault(reply.place, "text", told.format(text=reply.text))


def _runs(spec: Spec) -> Iterator[Problem]:
    """Steps that may change places are named as runs of the steps that are there."""
    for situation in situations(spec):
        runs = [span(text) for text in situation.any_order]
        if {"any_order", "steps"} & situation.place.faults or situation.kind is not SituationKind.PROCEDURE:
            continue
        wrong = wrong_spans([run for run in runs if run], len(situation.steps))
        for number, run in enumerate(runs):
            if run is None or run in wrong:
                text = _("“{run}” is no run of steps. Write the first and the last number, such as “2-4”.")
                yield fault(situation.place, "any_order", text.format(run=situation.any_order[number]), number)


RULES: tuple[Rule, ...] = (_pieces, _something_to_choose, _replies, _runs)
