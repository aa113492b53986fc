"""Situations as OLX elements."""

from collections.abc import Iterable

from bransjekurs.domain.situations import Line, Reply, Sign, Situation, SituationKind, Spot, span
from bransjekurs.olx.pieces import Element, add, attribute, children, choice, names, set_some, texts, the_text, unfit


def situations_to_xml(node: Element, situations: Iterable[Situation]) -> None:
    """Append one ``<situation>`` for each."""
    for situation in situations:
        child = add(node, "situation", id=situation.id, kind=situation.kind, lang=situation.language)
        runs = " ".join(f"{first}-{last}" for first, last in situation.any_order)
        set_some(child, outcomes=names(situation.outcomes), terms=names(situation.terms), any_order=runs)
        add(child, "title", situation.title)
        add(child, "intro", situation.intro)
        if situation.picture or situation.picture_alt:
            add(child, "picture", situation.picture_alt, src=situation.picture)
        _pieces_to_xml(child, situation)


def _pieces_to_xml(node: Element, situation: Situation) -> None:
    for text in situation.paragraphs:
        add(node, "paragraph", text)
    for line in situation.lines:
        child = add(node, "line", who=line.who)
        add(child, "says", line.text)
        for reply in line.instead:
            add(child, "instead", reply.text, why=reply.why)
    for step in situation.steps:
        add(node, "step", step)
    for sign in situation.signs:
        add(node, "sign", sign.meaning, src=sign.picture, alt=sign.picture_alt)
    for check in situation.checklist:
        add(node, "check", check)
    for spot in situation.places:
        add(node, "place", spot.description, name=spot.name)


def situations_from_xml(node: Element) -> tuple[Situation, ...]:
    """Return the situations, in the document's order."""
    return tuple(_situation(child) for child in children(node, "situation"))


def _situation(node: Element) -> Situation:
    return Situation(
        id=attribute(node, "id"),
        title=the_text(node, "title"),
        kind=choice(node, "kind", SituationKind),
        outcomes=tuple(node.get("outcomes", "").split()),
        intro=the_text(node, "intro"),
        paragraphs=texts(node, "paragraph"),
        lines=tuple(_line(child) for child in children(node, "line")),
        steps=texts(node, "step"),
        any_order=tuple(_span(node, run) for run in node.get("any_order", "").split()),
        signs=tuple(
            Sign(child.get("src", ""), child.get("alt", ""), child.text or "") for child in children(node, "sign")
        ),
        checklist=texts(node, "check"),
        places=tuple(Spot(child.get("name", ""), child.text or "") for child in children(node, "place")),
        picture="".join(child.get("src", "") for child in children(node, "picture")),
        picture_alt="".join(texts(node, "picture")),
        terms=tuple(node.get("terms", "").split()),
        language=node.get("lang", "nb"),
    )


def _line(node: Element) -> Line:
    replies = tuple(Reply(child.text or "", child.get("why", "")) for child in children(node, "instead"))
    return Line(node.get("who", ""), the_text(node, "says"), replies)


def _span(node: Element, run: str) -> tuple[int, int]:
    found = span(run)
    if found is None:
        raise unfit(node, "any_order", run)
    return found
