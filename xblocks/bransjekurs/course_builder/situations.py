"""A situation as its author wrote it to the one that the course shows."""

from pathlib import PurePosixPath

from bransjekurs.course_builder.markup import Alternatives
from bransjekurs.course_builder.spec_pages import Language, SituationSpec
from bransjekurs.domain.situations import Line, Reply, Sign, Situation, Spot, span


def made_situation(spec: SituationSpec, language: Language, alternatives: Alternatives) -> Situation:
    """Return the situation; ``language`` is the course's, which a situation without its own has."""
    return Situation(
        id=spec.id,
        title=spec.title,
        kind=spec.kind,
        outcomes=spec.outcomes,
        intro=spec.intro.strip(),
        paragraphs=tuple(text.strip() for text in spec.paragraphs),
        lines=tuple(
            Line(line.who, line.text, tuple(Reply(reply.text, reply.feedback) for reply in line.instead))
            for line in spec.lines
        ),
        steps=spec.steps,
        any_order=tuple(run for text in spec.any_order if (run := span(text))),
        signs=tuple(
            Sign(_file(sign.picture), alternatives.get(_file(sign.picture), ""), sign.meaning) for sign in spec.signs
        ),
        checklist=spec.checklist,
        places=tuple(Spot(spot.name, spot.description) for spot in spec.places),
        picture=_file(spec.picture),
        picture_alt=alternatives.get(_file(spec.picture), "") if spec.picture else "",
        terms=spec.terms,
        language=(spec.language or language).value,
    )


def _file(name: str) -> str:
    """Return the name under which the platform has the file: there, all lie in one folder."""
    return PurePosixPath(name).name if name else ""
