"""The one vocabulary of our OLX elements: domain values to child elements and back.

XBlocks (``parse_xml``, ``add_xml_to_node``) and the course builder both speak through this module, so an archive
reads the same wherever it was made. Every writer takes the block's own element and appends to it; every reader takes
that element and returns values equal to those written. What a reader does not understand raises ``OlxError``.

    <training_plan url_name="plan" display_name="Min plan" review_weeks="3">   hours, outcome (title, plain,
        look-for, curriculum), trade-profile (norwegian, basic-skill, employers-look-for, job-certificate (name,
        needed-for, note)), mapping, measure, conditions (condition, duty, agreement, insurance, payment)
    <trade_language …>                                                        mastery, reading (course-word,
        other-word), term (lemma, definition, example, form, part, also, safety, picture, translation, use),
        situation (title, intro, picture, paragraph, line (says, instead), step, sign, check, place)
    <competence_certificate minimum_hours="96" languages="nb nn">             purpose, signatory, requires (document),
        accreditation (credits, level)

``url_name``, ``display_name`` and ``review_weeks`` are plain XBlock fields and not this module's concern.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from typing import TypeVar

from django.utils.translation import gettext as _
from lxml import etree

from bransjekurs.domain.certificate_content import LANGUAGES
from bransjekurs.domain.conditions import NOTHING_SAID, Conditions, Duty, DutyOwner, Share, Topic, TopicText
from bransjekurs.domain.course import Accreditation, ArenaHours, CertificateRules, MasteryRule, Signatory
from bransjekurs.domain.mapping import MappingArea
from bransjekurs.domain.measures import LearningArena, MeasureKind, OfferedMeasure
from bransjekurs.domain.outcome import COURSE_ARENAS, Arena, CurriculumGoal, Outcome, OutcomeKind
from bransjekurs.domain.own_goal import OWN_PREFIX, is_own
from bransjekurs.domain.reading import CourseWord, OtherWord, Reading
from bransjekurs.domain.trade import (
    BasicSkill,
    Frequency,
    JobCertificate,
    LanguageSkill,
    Level,
    LevelNeeded,
    SkillNeeded,
    TradeProfile,
)
from bransjekurs.domain.vocabulary import Form, Gender, Term, Translation, Use, UseKind, WordClass

Element = etree._Element
Choice = TypeVar("Choice", bound=StrEnum)
Number = TypeVar("Number", int, float)

# What may stand inside each element of ours. Anything else is a spelling mistake, and silence would lose content.
VOCABULARY: dict[str, frozenset[str]] = {
    "training_plan": frozenset({"hours", "outcome", "trade-profile", "mapping", "measure", "conditions"}),
    "conditions": frozenset({"condition", "duty", "agreement", "insurance", "payment"}),
    "trade-profile": frozenset({"norwegian", "basic-skill", "employers-look-for", "job-certificate"}),
    "job-certificate": frozenset({"name", "needed-for", "note"}),
    "outcome": frozenset({"title", "plain", "look-for", "curriculum"}),
    "trade_language": frozenset({"mastery", "reading", "term", "situation"}),
    "situation": frozenset({"title", "intro", "picture", "paragraph", "line", "step", "sign", "check", "place"}),
    "line": frozenset({"says", "instead"}),
    "reading": frozenset({"course-word", "other-word"}),
    "term": frozenset(
        {"lemma", "definition", "example", "form", "part", "also", "safety", "picture", "translation", "use"}
    ),
    "competence_certificate": frozenset({"purpose", "signatory", "requires", "accreditation"}),
}
_USUAL_LANGUAGES = CertificateRules().languages
_MASTERY = {
    "recall_today": float,
    "recall_in_30_days": float,
    "answers": int,
    "days": int,
    "kinds": int,
    "share": float,
}


class OlxError(ValueError):
    """OLX that is not ours to read, with a message that says what to do."""


# --- Parsing -----------------------------------------------------------------------------------------------------


def safe_parser() -> etree.XMLParser:
    """Return a parser that fetches nothing and expands no entity."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False)


def parse(document: bytes) -> Element:
    """Return the root of an XML document; raise ``OlxError`` if it is broken or carries a DOCTYPE."""
    try:
        root = etree.fromstring(document, safe_parser())
    except etree.XMLSyntaxError as error:
        raise OlxError(_("This is not well-formed XML: {reason}").format(reason=error.msg)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise OlxError(_("The XML has a DOCTYPE. Remove it: course files must not declare entities."))
    return root


# --- The training plan -------------------------------------------------------------------------------------------


def hours_to_xml(node: Element, hours: Iterable[ArenaHours]) -> None:
    """Append one ``<hours arena="…">`` per arena."""
    for planned in hours:
        add(node, "hours", str(planned.hours), arena=planned.arena)


def hours_from_xml(node: Element) -> tuple[ArenaHours, ...]:
    """Return the planned hours per arena, in the document's order."""
    return tuple(ArenaHours(choice(child, "arena", Arena), _number(child)) for child in children(node, "hours"))


def outcomes_to_xml(node: Element, outcomes: Iterable[Outcome]) -> None:
    """Append one ``<outcome>`` per learning outcome."""
    for outcome in outcomes:
        child = add(node, "outcome", id=outcome.id, area=outcome.area, kind=outcome.kind)
        child.set("required", _truth(outcome.required))
        child.set("judged_by", names(outcome.judged_by))
        child.set("support_suffices", _truth(outcome.support_suffices))
        if outcome.arenas_required > 1:
            child.set("arenas_required", str(outcome.arenas_required))
        set_some(
            child,
            icon=outcome.icon,
            uses=names(outcome.uses),
            hours=repr(outcome.hours).removesuffix(".0") if outcome.hours else "",
        )
        add(child, "title", outcome.title)
        add(child, "plain", outcome.plain)
        for line in outcome.look_for:
            add(child, "look-for", line)
        for goal in outcome.curriculum:
            _goal_to_xml(child, goal)


def _goal_to_xml(node: Element, goal: CurriculumGoal) -> None:
    child = add(node, "curriculum", goal.wording, code=goal.code, module=goal.module, curriculum=goal.curriculum)
    set_some(child, lang=goal.language, source=goal.source)


def outcomes_from_xml(node: Element) -> tuple[Outcome, ...]:
    """Return the learning outcomes, in the document's order."""
    return tuple(_outcome(child) for child in children(node, "outcome"))


def _outcome(node: Element) -> Outcome:
    return Outcome(
        id=_outcome_id(node),
        area=node.get("area", ""),
        kind=choice(node, "kind", OutcomeKind),
        title=the_text(node, "title"),
        plain=the_text(node, "plain"),
        look_for=texts(node, "look-for"),
        curriculum=tuple(_goal(child) for child in children(node, "curriculum")),
        required=_flag(node, "required"),
        judged_by=tuple(node.get("judged_by", "teacher").split()),
        support_suffices=_flag(node, "support_suffices"),
        icon=node.get("icon", ""),
        uses=tuple(_member(node, "uses", BasicSkill, value) for value in node.get("uses", "").split()),
        arenas_required=_arenas_required(node),
        hours=_convert(node, "hours", float) if "hours" in node.attrib else 0.0,
    )


def _outcome_id(node: Element) -> str:
    """Return the id; those of participants' own goals are never an outcome's."""
    found = attribute(node, "id")
    if is_own(found):
        raise _error(node, _("The id may not begin with “{beginning}”.").format(beginning=OWN_PREFIX))
    return found


def _arenas_required(node: Element) -> int:
    count = _convert(node, "arenas_required", int) if "arenas_required" in node.attrib else 1
    if not 1 <= count <= len(COURSE_ARENAS):
        raise _error(node, _("arenas_required must be from 1 to {most}.").format(most=len(COURSE_ARENAS)))
    return count


def measures_to_xml(node: Element, measures: Iterable[OfferedMeasure]) -> None:
    """Append one ``<measure>`` for each that the author offers beside the catalogue."""
    for measure in measures:
        add(node, "measure", measure.title, id=measure.id, kind=measure.kind, arena=measure.arena)


def measures_from_xml(node: Element) -> tuple[OfferedMeasure, ...]:
    """Return the measures that the author offers, in the document's order."""
    return tuple(
        OfferedMeasure(
            id=attribute(child, "id"),
            kind=choice(child, "kind", MeasureKind),
            arena=choice(child, "arena", LearningArena),
            title=child.text or "",
        )
        for child in children(node, "measure")
    )


def _goal(node: Element) -> CurriculumGoal:
    return CurriculumGoal(
        curriculum=attribute(node, "curriculum"),
        module=node.get("module", ""),
        code=attribute(node, "code"),
        wording=node.text or "",
        language=attribute(node, "lang"),
        source=node.get("source", ""),
    )


def trade_to_xml(node: Element, trade: TradeProfile) -> None:
    """Append ``<trade-profile>``: what the trade asks of those who work in it."""
    child = add(node, "trade-profile")
    for language in trade.norwegian:
        add(child, "norwegian", skill=language.skill, level=language.level)
    for basic in trade.basic_skills:
        add(child, "basic-skill", skill=basic.skill, frequency=basic.frequency)
    for line in trade.employers_look_for:
        add(child, "employers-look-for", line)
    for certificate in trade.certificates:
        _job_certificate_to_xml(child, certificate)


def _job_certificate_to_xml(node: Element, certificate: JobCertificate) -> None:
    child = add(node, "job-certificate", id=certificate.id)
    if certificate.valid_years is not None:
        child.set("valid_years", str(certificate.valid_years))
    add(child, "name", certificate.name)
    add(child, "needed-for", certificate.needed_for)
    add(child, "note", certificate.note)


def trade_from_xml(node: Element) -> TradeProfile:
    """Return the trade's profile; without the element, nothing is asked for."""
    for child in children(node, "trade-profile"):
        return TradeProfile(
            norwegian=tuple(
                LevelNeeded(choice(one, "skill", LanguageSkill), choice(one, "level", Level))
                for one in children(child, "norwegian")
            ),
            basic_skills=tuple(
                SkillNeeded(choice(one, "skill", BasicSkill), choice(one, "frequency", Frequency))
                for one in children(child, "basic-skill")
            ),
            employers_look_for=texts(child, "employers-look-for"),
            certificates=tuple(_job_certificate(one) for one in children(child, "job-certificate")),
        )
    return TradeProfile()


def _job_certificate(node: Element) -> JobCertificate:
    return JobCertificate(
        id=attribute(node, "id"),
        name=the_text(node, "name"),
        needed_for="".join(texts(node, "needed-for")),
        valid_years=_convert(node, "valid_years", int) if "valid_years" in node.attrib else None,
        note="".join(texts(node, "note")),
    )


def mapping_to_xml(node: Element, areas: Sequence[MappingArea]) -> None:
    """Append ``<mapping areas="…">``: the question areas that are asked."""
    add(node, "mapping", areas=names(areas))


def mapping_from_xml(node: Element) -> tuple[MappingArea, ...]:
    """Return the question areas; without the element, all of them."""
    for child in children(node, "mapping"):
        return tuple(_member(child, "areas", MappingArea, value) for value in child.get("areas", "").split())
    return tuple(MappingArea)


def conditions_to_xml(node: Element, conditions: Conditions) -> None:
    """Append ``<conditions>``: on what terms one takes part, and who does what; nothing where nothing is said."""
    if conditions == NOTHING_SAID:
        return
    child = add(node, "conditions")
    for one in conditions.topics:
        add(child, "condition", one.text, about=one.topic)
    for answer in conditions.duties:
        add(child, "duty", answer.owner, question=answer.duty)
    for line in conditions.agreements:
        add(child, "agreement", line)
    for share in conditions.insurance:
        add(child, "insurance", share.who, part=share.part)
    for share in conditions.payment:
        add(child, "payment", share.who, part=share.part)


def conditions_from_xml(node: Element) -> Conditions:
    """Return the course's conditions; without the element, nothing is said."""
    for child in children(node, "conditions"):
        return Conditions(
            topics=tuple(
                TopicText(choice(one, "about", Topic), one.text or "") for one in children(child, "condition")
            ),
            duties=tuple(DutyOwner(choice(one, "question", Duty), one.text or "") for one in children(child, "duty")),
            agreements=texts(child, "agreement"),
            insurance=_shares(child, "insurance"),
            payment=_shares(child, "payment"),
        )
    return NOTHING_SAID


def _shares(node: Element, tag: str) -> tuple[Share, ...]:
    return tuple(Share(one.get("part", ""), one.text or "") for one in children(node, tag))


# --- Trade language ----------------------------------------------------------------------------------------------


def mastery_to_xml(node: Element, rule: MasteryRule) -> None:
    """Append ``<mastery>`` with the author's thresholds."""
    add(node, "mastery", **{name: repr(getattr(rule, name)) for name in _MASTERY})


def mastery_from_xml(node: Element) -> MasteryRule:
    """Return the thresholds; those that are not given keep the domain's defaults."""
    given: dict[str, float] = {}
    for child in children(node, "mastery"):
        given |= {name: _convert(child, name, kind) for name, kind in _MASTERY.items() if name in child.attrib}
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
    return _convert(node, name, int)


def terms_to_xml(node: Element, terms: Iterable[Term]) -> None:
    """Append one ``<term>`` per word; a form with several spellings becomes several ``<form>`` with one tag."""
    for term in terms:
        child = add(node, "term", id=term.id)
        child.set("class", term.word_class)
        child.set("level", _legal(term.level))
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
        add(node, "translation", one.text, lang=one.language, source=one.source, checked=_truth(one.checked))
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
        genders=tuple(_member(node, "gender", Gender, value) for value in node.get("gender", "").split()),
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
    checked = "checked" in node.attrib and _flag(node, "checked")
    return Translation(attribute(node, "lang"), node.text or "", node.get("source", ""), checked)


def _use(node: Element) -> Use:
    number = _convert(node, "number", int) if "number" in node.attrib else 0
    return Use(choice(node, "kind", UseKind), node.text or "", number)


def _forms(node: Element) -> tuple[Form, ...]:
    spelled = [(attribute(child, "tag"), child.text or "") for child in children(node, "form")]
    return tuple(
        Form(tag, tuple(text for _tag, text in group)) for tag, group in groupby(spelled, key=lambda one: one[0])
    )


# --- The certificate ---------------------------------------------------------------------------------------------


def certificate_to_xml(node: Element, rules: CertificateRules) -> None:
    """Set ``minimum_hours`` and append ``<purpose>`` and the signatories; the usage key is the block's own."""
    node.set("minimum_hours", str(rules.minimum_hours))
    add(node, "purpose", rules.purpose)
    for signatory in rules.signatories:
        add(node, "signatory", signatory.name, title=signatory.title)
    if rules.languages != _USUAL_LANGUAGES:
        node.set("languages", names(rules.languages))
    for document in rules.documents_required:
        add(node, "requires", document=document)
    if approved := rules.accreditation:
        add(node, "accreditation", approved.approved_by, credits=str(approved.credits), level=approved.level)


def certificate_from_xml(node: Element) -> CertificateRules:
    """Return the rules, with an empty usage key."""
    return CertificateRules(
        purpose="".join(texts(node, "purpose")),
        minimum_hours=_convert(node, "minimum_hours", int) if "minimum_hours" in node.attrib else 0,
        signatories=tuple(Signatory(child.text or "", child.get("title", "")) for child in children(node, "signatory")),
        languages=_languages(node),
        documents_required=tuple(attribute(child, "document") for child in children(node, "requires")),
        accreditation=next((_accreditation(child) for child in children(node, "accreditation")), None),
    )


def _languages(node: Element) -> tuple[str, ...]:
    found = tuple(node.get("languages", "").split()) or _USUAL_LANGUAGES
    for language in found:
        if language not in LANGUAGES or found.count(language) > 1:
            message = _("languages=“{value}” must name one or more of these, each once: {known}.")
            raise _error(node, message.format(value=node.get("languages"), known=", ".join(LANGUAGES)))
    return found


def _accreditation(node: Element) -> Accreditation:
    attribute(node, "credits")
    return Accreditation(node.text or "", _convert(node, "credits", int), node.get("level", ""))


# --- Writing, piece by piece -------------------------------------------------------------------------------------


def add(node: Element, tag: str, text: str | None = None, /, **attributes: str) -> Element:
    """Append an element with a text and attributes, and return it."""
    child = etree.SubElement(node, tag, {name: _legal(value) for name, value in attributes.items()})
    child.text = None if text is None else _legal(text)
    return child


def set_some(node: Element, **attributes: str) -> None:
    """Set the attributes that are not empty; readers take an absent one as empty."""
    for name, value in attributes.items():
        if value:
            node.set(name, _legal(value))


def _legal(text: str) -> str:
    """Return the text; raise ``OlxError`` for characters that XML cannot hold."""
    try:
        etree.Element("check").text = text
    except ValueError as error:
        message = _("The text “{text}” holds a character that cannot be stored. Remove control characters.")
        raise OlxError(message.format(text=text.encode("unicode_escape").decode("ascii"))) from error
    return text


def names(ids: Sequence[str]) -> str:
    """Join ids with spaces; raise ``OlxError`` for one that would come back as none or as two."""
    for name in ids:
        if name.split() != [name]:
            raise OlxError(_("“{name}” cannot be an id. Use letters, digits and hyphens.").format(name=name))
    return _legal(" ".join(ids))


def _truth(value: bool) -> str:
    return "true" if value else "false"


# --- Reading, piece by piece -------------------------------------------------------------------------------------


def children(node: Element, tag: str) -> Iterator[Element]:
    """Yield the children with that tag; raise ``OlxError`` for a child that the vocabulary does not know.

    Comments pass, and so do the platform's asides, which carry ``xblock-family``.
    """
    for child in node:
        if not isinstance(child.tag, str) or child.get("xblock-family"):
            continue
        if child.tag not in VOCABULARY.get(str(node.tag), {tag}):
            known = ", ".join(sorted(VOCABULARY[str(node.tag)]))
            message = _("<{tag}> is not known here. Use one of: {known}.")
            raise _error(child, message.format(tag=child.tag, known=known))
        if child.tag == tag:
            yield child


def texts(node: Element, tag: str) -> tuple[str, ...]:
    """Return the texts of the children with that tag."""
    return tuple(child.text or "" for child in children(node, tag))


def the_text(node: Element, tag: str) -> str:
    """Return the text of the one child with that tag."""
    found = texts(node, tag)
    if len(found) != 1:
        raise _error(node, _("<{tag}> must stand here exactly once.").format(tag=tag))
    return found[0]


def attribute(node: Element, name: str) -> str:
    """Return an attribute that must be there."""
    if not (value := node.get(name, "")):
        raise _error(node, _("The attribute “{name}” is missing. Add it.").format(name=name))
    return value


def choice(node: Element, name: str, kind: type[Choice]) -> Choice:
    """Return an attribute as a member of an enumeration."""
    return _member(node, name, kind, attribute(node, name))


def _member(node: Element, name: str, kind: type[Choice], value: str) -> Choice:
    try:
        return kind(value)
    except ValueError as error:
        message = _("{name}=“{value}” is not known. Use one of: {known}.")
        raise _error(node, message.format(name=name, value=value, known=", ".join(kind))) from error


def _flag(node: Element, name: str) -> bool:
    """Return a flag that is true unless the attribute says otherwise (both of an outcome's flags default to true)."""
    value = node.get(name, "true")
    if value not in ("true", "false"):
        raise _error(node, _("{name}=“{value}” must be true or false.").format(name=name, value=value))
    return value == "true"


def _number(node: Element) -> int:
    try:
        return int(node.text or "")
    except ValueError as error:
        raise _error(node, _("“{value}” must be a whole number.").format(value=node.text or "")) from error


def _convert(node: Element, name: str, kind: Callable[[str], Number]) -> Number:
    try:
        return kind(str(node.attrib[name]))
    except ValueError as error:
        message = _("{name}=“{value}” must be a number.")
        raise _error(node, message.format(name=name, value=node.attrib[name])) from error


def unfit(node: Element, name: str, value: str) -> OlxError:
    """Return the error for an attribute whose value cannot be read."""
    message = _("{name}=“{value}” cannot be read. Mend it, or take it away.")
    return _error(node, message.format(name=name, value=value))


def _error(node: Element, text: str) -> OlxError:
    """Put the place before the text: the element, its id where it has one, and its line where it is known."""
    identity = f' id="{node.get("id")}"' if node.get("id") else ""
    line = _(", line {line}").format(line=node.sourceline) if node.sourceline else ""
    return OlxError(f"<{node.tag}{identity}>{line}: {text}")
