"""The gap's context: bars with words, the same as a table, and proposals with their reasons."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bransjekurs.api.access import Actor
from bransjekurs.api.gap import GapPicture, Happened
from bransjekurs.domain.gap import CertificateGap, CertificateStanding, Proposal, ProposalKind, SkillGap, Standing
from bransjekurs.domain.mapping import PARTLY
from bransjekurs.domain.trade import Frequency, LanguageSkill
from bransjekurs.mappings.api import About, Progression
from bransjekurs.pages.gap_words import CERTIFICATE_WORDS, PROGRESSIONS, SKILL_VERBS
from bransjekurs.pages.mapping_words import HABIT_WORDS, level_text
from bransjekurs.pages.sections import sections
from bransjekurs.pages.trade_words import BASIC_SKILLS, FREQUENCIES, LANGUAGE_SKILLS
from bransjekurs.roles import Action, Role, may
from bransjekurs.wording import ROLES

_FIRST = 4
_SHAPES = {Standing.ENOUGH: "attained", Standing.MISSING: "almost"}


def gap_context(picture: GapPicture, actor: Actor) -> dict[str, Any]:
    """Return the context of *Du og jobben*."""
    seen = picture.mapping
    own = actor.user_id == seen.person.id
    address = [actor.course_key, seen.person.id]
    goals = [_proposal(one, picture) for one in picture.proposals if one.kind is ProposalKind.GOAL]
    return {
        "course_title": seen.course.title,
        "person": None if own else {"name": seen.person.name},
        "mapping_url": reverse("bransjekurs:mapping", args=address),
        "sections": sections(actor, seen.person.id, seen.roles, "mapping"),
        "left": [area for area in seen.areas if area not in seen.done],
        "summary": _summary(picture.languages, own=own),
        "languages": [_skill(gap) for gap in picture.languages],
        "basics": [_skill(gap) for gap in picture.basics],
        "certificates": [_certificate(gap) for gap in picture.certificates],
        "goals": goals[:_FIRST],
        "more_goals": goals[_FIRST:],
        "recognise": [_proposal(one, picture) for one in picture.proposals if one.kind is ProposalKind.RECOGNISE],
        "may_answer": may(seen.roles, Action.ANSWER_PROPOSALS),
        "may_weigh": may(seen.roles, Action.WEIGH_MAPPING),
        "may_judge": may(seen.roles, Action.JUDGE_PROGRESSION),
        "verdicts": [{"value": one.value, "label": label} for one, label in PROGRESSIONS.items()],
        "progressions": _judged(picture, About.PROGRESSION),
        "wholes": _judged(picture, About.WHOLE),
        "own": own,
    }


def _skill(gap: SkillGap) -> dict[str, Any]:
    have = gap.scale.index(gap.have) if gap.have in gap.scale else 0
    needed = gap.scale.index(gap.needed)
    cells = len(gap.scale) - 1
    return {
        "wide": Frequency.DAILY in gap.scale,
        "label": (LANGUAGE_SKILLS | BASIC_SKILLS)[gap.skill],
        "standing": gap.standing.value,
        "shape": _SHAPES.get(gap.standing, "unknown"),
        "words": standing_text(gap),
        "have": _step_text(gap, gap.have),
        "known": gap.have in gap.scale,
        "needed": _step_text(gap, gap.needed),
        "own_bar": ["have" if n < have else "empty" for n in range(cells)],
        "job_bar": [_job_cell(n, have, needed, gap) for n in range(cells)],
    }


def _job_cell(number: int, have: int, needed: int, gap: SkillGap) -> str:
    if number >= needed:
        return "empty"
    return "missing" if gap.standing is Standing.MISSING and number >= have else "needed"


def _step_text(gap: SkillGap, step: str) -> str:
    is_habit = step in HABIT_WORDS and Frequency.DAILY in gap.scale
    return str(HABIT_WORDS[step]) if is_habit else level_text(step)


def standing_text(gap: SkillGap) -> str:
    """Say how a skill stands to what the job asks."""
    if gap.standing is Standing.MISSING:
        return ngettext("%(n)d step left", "%(n)d steps left", gap.steps) % {"n": gap.steps}
    return {
        Standing.ENOUGH: _("Enough for the job"),
        Standing.UNKNOWN: _("We find out together"),
        Standing.UNANSWERED: _("Not answered"),
    }[gap.standing]


def _summary(gaps: Iterable[SkillGap], *, own: bool) -> list[str]:
    """Say the four skills in sentences: what is enough, what is left, what nobody knows yet."""
    by_standing: dict[Standing, list[str]] = {}
    for gap in gaps:
        if isinstance(gap.skill, LanguageSkill):
            by_standing.setdefault(gap.standing, []).append(str(SKILL_VERBS[gap.skill]))
    told = {
        Standing.ENOUGH: _("Your Norwegian is good enough to %(skills)s at work.")
        if own
        else _("The Norwegian is good enough to %(skills)s at work."),
        Standing.MISSING: _("You need to practise more to %(skills)s.")
        if own
        else _("More practice is needed to %(skills)s."),
        Standing.UNKNOWN: _("We find out together how well it goes to %(skills)s."),
    }
    return [text % {"skills": listed(by_standing[key])} for key, text in told.items() if key in by_standing]


def listed(words: list[str]) -> str:
    """Return words as a list in a sentence: "lytte, snakke og lese"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def _certificate(gap: CertificateGap) -> dict[str, Any]:
    good = gap.standing is CertificateStanding.VALID
    bad = gap.standing in (CertificateStanding.LACKING, CertificateStanding.EXPIRED)
    return {
        "name": gap.certificate.name,
        "needed_for": gap.certificate.needed_for,
        "note": gap.certificate.note if not good else "",
        "words": CERTIFICATE_WORDS[gap.standing],
        "shape": "attained" if good else "almost" if bad else "unknown",
        "standing": "enough" if good else "missing" if bad else "unknown",
        "expires": gap.expires,
    }


def _proposal(proposal: Proposal, picture: GapPicture) -> dict[str, Any]:
    answer = picture.answers.get(proposal.key)
    return {
        "key": proposal.key,
        "title": proposal.outcome.title,
        "reason": reason_text(proposal),
        "documentation": proposal.documentation,
        "answered": answer is not None,
        "taken": answer.taken if answer else proposal.kind is ProposalKind.GOAL,
        "by": picture.people.get(answer.by_id or 0, "") if answer else "",
        "at": answer.at if answer else None,
    }


def reason_text(proposal: Proposal) -> str:
    """Say why it is proposed: what the job asks, and what the person has said."""
    reasons = []
    if proposal.gaps:
        reasons.append(_("Because the job asks that you can %(skills)s.") % {"skills": listed(_asked(proposal.gaps))})
    if proposal.claim == PARTLY:
        reasons.append(_("You can a little of this from before."))
    if proposal.kind is ProposalKind.RECOGNISE:
        reasons.append(_("You say that you can this from before."))
    return " ".join(reasons)


def _asked(gaps: Iterable[SkillGap]) -> list[str]:
    """Return what the job asks, a skill at a time: "lese hver dag (A2)", "skrive (A1)"."""
    found: dict[str, dict[str, str]] = {}
    for gap in gaps:
        often = FREQUENCIES.get(gap.needed)  # type: ignore[call-overload]  # members are their values
        kind, text = ("often", str(often).lower()) if often else ("level", f"({gap.needed})")
        found.setdefault(str(SKILL_VERBS[gap.skill]), {})[kind] = text
    return [" ".join(filter(None, (verb, one.get("often"), one.get("level")))) for verb, one in found.items()]


def _judged(picture: GapPicture, about: About) -> list[dict[str, Any]]:
    return [
        {
            "verdict": PROGRESSIONS[Progression(judged.verdict)] if judged.verdict else "",
            "shape": "attained" if judged.verdict == Progression.REALISTIC else "almost",
            "reason": judged.reason,
            "by": picture.people.get(judged.by_id or 0, ""),
            "role": ROLES[Role(judged.role)],
            "at": judged.at,
            "happened": happened_text(happened),
        }
        for judged, happened in picture.judgements
        if judged.about is about
    ]


def happened_text(happened: Happened) -> str:
    """Say what has happened since: goals and hours then and now, and levels of Norwegian that have changed."""
    levels = [
        f"{LANGUAGE_SKILLS[skill]}: {level_text(then)} → {level_text(now)}." for skill, then, now in happened.levels
    ]
    told = _(
        "Then: %(goals_then)d of %(goals)d goals confirmed, %(hours_then)d hours. "
        "Now: %(goals_now)d of %(goals)d goals confirmed, %(hours_now)d hours."
    ) % {
        "goals_then": happened.goals_then,
        "goals_now": happened.goals_now,
        "goals": happened.goals,
        "hours_then": round(happened.hours_then),
        "hours_now": round(happened.hours_now),
    }
    return " ".join([told, *levels])
