"""The agreement between participant, provider, employer and union representative: made, read, agreed to."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from bransjekurs.agreements import api as agreements
from bransjekurs.agreements.api import Stored
from bransjekurs.api import links as link_cases
from bransjekurs.api import standing
from bransjekurs.api.access import Actor, edition_of, require_towards
from bransjekurs.api.links import Introduction, LinkClosed, introduce, opened, use
from bransjekurs.api.participant_plan import lock
from bransjekurs.api.reading import plans_for
from bransjekurs.api.tracking import track
from bransjekurs.domain.agreement import (
    Consent,
    Difference,
    Party,
    Responsibilities,
    Version,
    agreed_goals,
    checked,
    difference,
    missing,
)
from bransjekurs.domain.events import PlanAgreed
from bransjekurs.domain.names import clean_name
from bransjekurs.domain.refusal import Refusal
from bransjekurs.links import api as links
from bransjekurs.links.api import Link, LinkStatus, Purpose
from bransjekurs.plans import history
from bransjekurs.plans.history import Change
from bransjekurs.platform import platform
from bransjekurs.roles import Action, Role, acting_role
from bransjekurs.timetables import api as timetables

_BY_LINK = {link_cases.EMPLOYER: Party.EMPLOYER, link_cases.UNION: Party.UNION}


@dataclass(frozen=True, slots=True)
class AgreementPicture:
    """The agreement as those who may see it do: the versions, and how the plan differs from the latest one."""

    person_id: int
    course_title: str
    current: Version
    versions: tuple[Stored, ...]
    differences: tuple[Difference, ...]
    missing: tuple[Party, ...]
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class AgreementAsked:
    """What somebody without an account is asked to agree to."""

    link: Link
    told: Introduction
    stored: Stored


def see_agreement(actor: Actor, participant_id: int) -> AgreementPicture:
    """Return the agreement about one participant."""
    held = require_towards(actor, participant_id, Action.SEE_AGREEMENT)
    current = _current(actor, participant_id)
    versions = agreements.versions_of(participant_id, actor.course_key)
    latest = versions[0] if versions else None
    return AgreementPicture(
        person_id=participant_id,
        course_title=current.course_title,
        current=current,
        versions=versions,
        differences=difference(latest.version, current) if latest else (),
        missing=missing(latest.version, latest.consents) if latest else (),
        roles=held,
    )


def name_responsible(actor: Actor, participant_id: int, named: Responsibilities, now: datetime) -> None:
    """Store who answers for what, and note it in the history.

    Raises:
        Refusal: ``name_too_long``.
    """
    held = require_towards(actor, participant_id, Action.PROPOSE_AGREEMENT)
    tidy = checked(named)
    with transaction.atomic():
        lock(actor, participant_id, now)
        before = agreements.responsibilities_of(participant_id, actor.course_key)
        agreements.save_responsibilities(participant_id, actor.course_key, tidy)
        by = Change("", "", "", str(acting_role(held, Action.PROPOSE_AGREEMENT)), now, by_id=actor.user_id)
        names = Responsibilities.__dataclass_fields__
        values = ((name, getattr(before, name), getattr(tidy, name)) for name in names)
        changes = [replace(by, field=f"responsibility.{name}", before=old, after=new) for name, old, new in values]
        history.note(participant_id, actor.course_key, changes)
        standing.refresh(actor.course_key, [participant_id])


def propose(actor: Actor, participant_id: int, now: datetime) -> int:
    """Freeze the plan as it is now, and ask the parties to agree to it; return the version's number.

    Raises:
        Refusal: ``nothing_changed`` if the latest version says the same.
    """
    held = require_towards(actor, participant_id, Action.PROPOSE_AGREEMENT)
    with transaction.atomic():
        lock(actor, participant_id, now)
        current = _current(actor, participant_id)
        versions = agreements.versions_of(participant_id, actor.course_key)
        if versions and not difference(versions[0].version, current):
            raise Refusal("nothing_changed")
        number = agreements.add_version(participant_id, actor.course_key, current, actor.user_id, now)
        _note(participant_id, actor, "version", str(number), str(acting_role(held, Action.PROPOSE_AGREEMENT)), now)
        standing.refresh(actor.course_key, [participant_id])
    return number


def agree(actor: Actor, participant_id: int, number: int, now: datetime) -> None:
    """Agree to the latest version: the participant for herself, a teacher for the provider.

    Raises:
        Refusal: ``version_changed`` if ``number`` is not the latest version, or the plan is another by now;
            ``already_agreed``.
    """
    own = actor.user_id == participant_id
    require_towards(actor, participant_id, Action.AGREE if own else Action.AGREE_FOR_PROVIDER)
    party, role = (Party.PARTICIPANT, Role.PARTICIPANT) if own else (Party.PROVIDER, Role.TEACHER)
    name = platform().people([actor.user_id])[actor.user_id].name
    with transaction.atomic():
        lock(actor, participant_id, now)
        stored = _latest(participant_id, actor, number)
        if difference(stored.version, _current(actor, participant_id)):
            raise Refusal("version_changed")
        if not agreements.consent(stored.id, Consent(party, name, role, now)):
            raise Refusal("already_agreed")
        _note(participant_id, actor, party, str(number), role, now)
        track(actor.user_id, participant_id, actor.course_key, PlanAgreed(number, party))
        standing.refresh(actor.course_key, [participant_id])


def see_asked(token: str, now: datetime) -> AgreementAsked:
    """Return the version behind a link.

    Raises:
        LinkClosed: if the link is used, expired or unknown, or another version has taken its place.
    """
    return _asked(opened(links.find(token), now, Purpose.AGREE))


def agree_by_link(token: str, name: str, role: str, now: datetime) -> None:
    """Agree to the version behind a link, by name and role.

    Raises:
        LinkClosed: as ``see_asked``.
        Refusal: ``name_missing``, ``name_too_long``, ``not_empty`` (role), ``already_agreed``.
    """
    who = clean_name(name)
    if not role.strip():
        raise Refusal("not_empty", "role")
    with transaction.atomic():
        link = opened(links.find(token, lock=True), now, Purpose.AGREE)
        asked = _asked(link)
        party = _BY_LINK[link.to_role]
        if not agreements.consent(asked.stored.id, Consent(party, who, clean_name(role, "role"), now)):
            raise Refusal("already_agreed")
        use(token, Purpose.AGREE, LinkStatus.ANSWERED, now)
        change = Change(f"agreement.{party}", "", link.subject, link.to_role, now, by_name=who)
        history.note(link.user_id, link.course_key, [change])
        track(None, link.user_id, link.course_key, PlanAgreed(asked.stored.number, party))
        standing.refresh(link.course_key, [link.user_id])


def object_by_link(token: str, comment: str, now: datetime) -> None:
    """Say that one does not agree, and why.

    Raises:
        LinkClosed: as ``see_asked``.
        Refusal: ``not_empty``, ``comment_too_long``.
    """
    if not comment.strip():
        raise Refusal("not_empty", "comment")
    with transaction.atomic():
        use(token, Purpose.AGREE, LinkStatus.ANSWERED, now, comment)


def _asked(link: Link) -> AgreementAsked:
    versions = agreements.versions_of(link.user_id, link.course_key)
    if not versions or str(versions[0].number) != link.subject:
        raise LinkClosed("withdrawn")
    return AgreementAsked(link, introduce(link), versions[0])


def _latest(participant_id: int, actor: Actor, number: int) -> Stored:
    versions = agreements.versions_of(participant_id, actor.course_key)
    if not versions or versions[0].number != number:
        raise Refusal("version_changed")
    return versions[0]


def _current(actor: Actor, participant_id: int) -> Version:
    edition = edition_of(actor)
    plan = plans_for(actor, edition, [participant_id])[participant_id]
    return Version(
        course_title=edition.course.title,
        participant=platform().people([participant_id])[participant_id].name,
        goals=agreed_goals(plan.goals),
        time=timetables.timetable_of(participant_id, actor.course_key)[0],
        responsibilities=agreements.responsibilities_of(participant_id, actor.course_key),
        conditions=edition.course.conditions,
    )


def _note(participant_id: int, actor: Actor, what: str, number: str, role: str, now: datetime) -> None:
    change = Change(f"agreement.{what}", "", number, role, now, by_id=actor.user_id)
    history.note(participant_id, actor.course_key, [change])
