"""The words of a trade, when they count as known, and the counted words of a text, as OLX elements."""

from collections.abc import Iterable
from itertools import groupby

from bransjekurs.domain.course import MasteryRule
from bransjekurs.domain.reading import CourseWord, OtherWord, Reading
from bransjekurs.domain.trade import Level
from bransjekurs.domain.vocabulary import Form, Gender, Term, Translation, Use, UseKind, WordClass
from bransjekurs.olx.pieces import (
    Element,
    add,
    attribute,
    children,
    choice,
    convert,
    flag,
    legal,
    member,
    names,
    set_some,
    texts,
    the_text,
    truth,
)

_MASTERY = {
    "recall_today": float,
    "recall_in_30_days": float,
    "answers": int,
    "days": int,
    "kinds": int,
    "share": float,
}


def mastery_to_xml(node: Element, rule: MasteryRule) -> None:
    """Append ``<mastery>`` with the author's thresholds."""
    add(node, "mastery", **{name: repr(getattr(rule, name)) for name in _MASTERY})


def mastery_from_xml(node: Element) -> MasteryRule:
    """Return the thresholds; those that are not given keep the domain's defaults."""
    given: dict[str, float] = {}
    for child in children(node, "mastery"):
        given |= {name: convert(child, name, kind) for name, kind in _MASTERY.items() if name in child.attrib}
    return MasteryRule(**given)  # type: ignore[arg-type]  # each value was converted by the type of its own field


def reading_to_xml(node: Element, reading: Reading | None) -> None:
    """Append ``<reading>``: the words of the text above the block, counted; nothing where there is no such text."""
    if reading is None:
        return
    child = add(node, "reading", text=reading.text, title=reading.title, level=reading.level)
    child.set("common", str(reading.common))
    for word in reading.course_words:
        add(child, "course-word", term=word.term_id, count=str(word.count))
    for other in reading.other_words:
        add(child, "other-word", other.lemma, count=str(other.count), rank=str(other.rank))


def reading_from_xml(node: Element) -> Reading | None:
    """Return the counted words of a text; None without the element."""
    for child in children(node, "reading"):
        return Reading(
            text=attribute(child, "text"),
            title=attribute(child, "title"),
            level=choice(child, "level", Level),
            common=_count(child, "common"),
            course_words=tuple(
                CourseWord(attribute(one, "term"), _count(one, "count")) for one in children(child, "course-word")
            ),
            other_words=tuple(
                OtherWord(one.text or "", _count(one, "count"), _count(one, "rank"))
                for one in children(child, "other-word")
            ),
        )
    return None


def _count(node: Element, name: str) -> int:
    attribute(node, name)
    return convert(node, name, int)


def terms_to_xml(node: Element, terms: Iterable[Term]) -> None:
    """Append one ``<term>`` per word; a form with several spellings becomes several ``<form>`` with one tag."""
    for term in terms:
        child = add(node, "term", id=term.id)
        child.set("class", term.word_class)
        child.set("level", legal(term.level))
        set_some(child, gender=names(term.genders), outcomes=names(term.outcomes), source=term.source)
        add(child, "lemma", term.lemma)
        add(child, "definition", term.definition)
        add(child, "example", term.example)
        for form in term.forms:
            for spelling in form.spellings:
                add(child, "form", spelling, tag=form.tag)
        for part in term.parts:
            add(child, "part", part)
        _more_to_xml(child, term)


def _more_to_xml(node: Element, term: Term) -> None:
    """Append what only some words have."""
    set_some(node, audio=term.audio)
    for other in term.also:
        add(node, "also", other)
    if term.safety:
        add(node, "safety", term.safety)
    if term.picture or term.picture_alt:
        add(node, "picture", term.picture_alt, src=term.picture)
    for one in term.translations:
        add(node, "translation", one.text, lang=one.language, source=one.source, checked=truth(one.checked))
    for use in term.uses:
        child = add(node, "use", use.title, kind=use.kind)
        set_some(child, number=str(use.number) if use.number else "")


def terms_from_xml(node: Element) -> tuple[Term, ...]:
    """Return the terms, in the document's order."""
    return tuple(_term(child) for child in children(node, "term"))


def _term(node: Element) -> Term:
    return Term(
        id=attribute(node, "id"),
        lemma=the_text(node, "lemma"),
        word_class=choice(node, "class", WordClass),
        definition=the_text(node, "definition"),
        example=the_text(node, "example"),
        outcomes=tuple(node.get("outcomes", "").split()),
        genders=tuple(member(node, "gender", Gender, value) for value in node.get("gender", "").split()),
        forms=_forms(node),
        parts=texts(node, "part"),
        level=node.get("level", "A2"),
        source=node.get("source", ""),
        also=texts(node, "also"),
        safety="".join(texts(node, "safety")),
        picture="".join(child.get("src", "") for child in children(node, "picture")),
        picture_alt="".join(texts(node, "picture")),
        audio=node.get("audio", ""),
        translations=tuple(_translation(child) for child in children(node, "translation")),
        uses=tuple(_use(child) for child in children(node, "use")),
    )


def _translation(node: Element) -> Translation:
    checked = "checked" in node.attrib and flag(node, "checked")
    return Translation(attribute(node, "lang"), node.text or "", node.get("source", ""), checked)


def _use(node: Element) -> Use:
    number = convert(node, "number", int) if "number" in node.attrib else 0
    return Use(choice(node, "kind", UseKind), node.text or "", number)


def _forms(node: Element) -> tuple[Form, ...]:
    spelled = [(attribute(child, "tag"), child.text or "") for child in children(node, "form")]
    return tuple(
        Form(tag, tuple(text for _tag, text in group)) for tag, group in groupby(spelled, key=lambda one: one[0])
    )
