"""What the trade asks and on what terms one takes part, as OLX elements of the training plan."""

from bransjekurs.domain.conditions import NOTHING_SAID, Conditions, Duty, DutyOwner, Share, Topic, TopicText
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
from bransjekurs.olx.pieces import Element, add, attribute, children, choice, convert, texts, the_text


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
        valid_years=convert(node, "valid_years", int) if "valid_years" in node.attrib else None,
        note="".join(texts(node, "note")),
    )


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
