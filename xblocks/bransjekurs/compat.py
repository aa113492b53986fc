"""Open edX as our platform: the only module that imports it (lms, cms, openedx, common, xmodule, completion).

Written against release Teak; each method says what it rests on. The imports stand inside the methods: LMS and Studio do
not offer the same modules, and the preview offers none of them.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db.models import Q, QuerySet
from django.urls import reverse
from opaque_keys.edx.keys import CourseKey, UsageKey
from xblock.completable import XBlockCompletionMode

from bransjekurs.domain.course import CoursePart
from bransjekurs.domain.course_results import part_name, part_title
from bransjekurs.platform import Person

_OUR_BLOCKS = frozenset({"training_plan", "trade_language", "competence_certificate"})


class OpenEdx:
    """Implements ``bransjekurs.platform.Platform`` in LMS and Studio."""

    def is_enrolled(self, user_id: int, course_key: CourseKey) -> bool:
        """Rests on ``CourseEnrollment``: one row for each user and course, ``is_active`` while it lasts."""
        from common.djangoapps.student.models import CourseEnrollment

        return bool(CourseEnrollment.objects.filter(user_id=user_id, course_id=course_key, is_active=True).exists())

    def is_course_staff(self, user_id: int, course_key: CourseKey) -> bool:
        """Rests on ``has_user`` of ``GlobalStaff`` and the staff and instructor roles of the course and its provider.

        ``CourseStaffRole`` holds limited staff too, who differ in Studio alone: their role inherits from it.
        """
        from common.djangoapps.student import roles

        return _holds(
            user_id,
            roles.GlobalStaff(),
            roles.CourseStaffRole(course_key),
            roles.CourseInstructorRole(course_key),
            roles.OrgStaffRole(course_key.org),
            roles.OrgInstructorRole(course_key.org),
        )

    def is_data_researcher(self, user_id: int, course_key: CourseKey) -> bool:
        """Rests on ``CourseDataResearcherRole`` and ``OrgDataResearcherRole``."""
        from common.djangoapps.student import roles

        of_course, of_provider = roles.CourseDataResearcherRole(course_key), roles.OrgDataResearcherRole(course_key.org)
        return _holds(user_id, of_course, of_provider)

    def views_as_learner(self, course_key: CourseKey) -> bool:
        """Rests on ``masquerade_settings``, and on django-crum, whose middleware the LMS has, for the request.

        Where the platform shows a block or runs its handler it has put them on the request's user. On our own pages
        nobody has, and they are read from the session, where they are in force for staff alone.
        """
        from crum import get_current_request

        request = get_current_request()
        user = getattr(request, "user", None)
        settings_of = getattr(user, "masquerade_settings", None)
        if settings_of is not None:
            return _as_learner(settings_of.get(course_key))
        kept = getattr(request, "session", {}).get("masquerade_settings", {})
        return user is not None and _as_learner(kept.get(course_key)) and self.is_course_staff(user.pk, course_key)

    def people(self, user_ids: Iterable[int]) -> dict[int, Person]:
        """Rests on the user's ``profile`` (one to one), whose ``name`` is the full name."""
        return {person.id: person for person in _persons(get_user_model().objects.filter(pk__in=set(user_ids)))}

    def participants(self, course_key: CourseKey) -> list[Person]:
        """Rests on what ``enrolled`` rests on."""
        return _persons(self.enrolled(course_key))

    def enrolled(self, course_key: CourseKey, search: str = "", cohort: str = "") -> QuerySet[Any]:
        """Rests on the reverse names ``courseenrollment``, ``profile``, ``cohortmembership``, and ``users_with_role``.

        The platform enrols whoever it gives a role in a course, and whoever makes one. Like its own count of learners
        (``num_enrolled_in_exclude_admins``) we leave them out; they may still try what they made.
        """
        active: dict[str, Any] = {"courseenrollment__course_id": course_key, "courseenrollment__is_active": True}
        users: QuerySet[Any] = get_user_model().objects.filter(**active)
        for team in _team(course_key):
            users = users.exclude(pk__in=team.values("pk"))
        for word in search.split():
            users = users.filter(profile__name__icontains=word)
        if cohort:
            members: dict[str, Any] = {"cohortmembership__course_user_group_id": cohort}
            users = users.filter(**members) if cohort.isdecimal() else users.none()
        return users.order_by("profile__name", "pk")

    def cohorts(self, course_key: CourseKey) -> tuple[tuple[str, str], ...]:
        """Rests on ``CourseUserGroup`` with the group type ``cohort``."""
        from openedx.core.djangoapps.course_groups.models import CourseUserGroup

        groups = CourseUserGroup.objects.filter(course_id=course_key, group_type=CourseUserGroup.COHORT)
        return tuple((str(pk), str(name)) for pk, name in groups.order_by("name").values_list("pk", "name"))

    def cohort_of(self, user_id: int, course_key: CourseKey) -> str:
        """Rests on ``CohortMembership``: one for each user and course, enrolled or not."""
        from openedx.core.djangoapps.course_groups.models import CohortMembership

        found = CohortMembership.objects.filter(user_id=user_id, course_id=course_key)
        return str(found.values_list("course_user_group_id", flat=True).first() or "")

    def find_person(self, username_or_email: str) -> Person | None:
        """Rests on nothing but Django's user model."""
        users = get_user_model().objects.filter(Q(username=username_or_email) | Q(email__iexact=username_or_email))
        return next(iter(_persons(users)), None)

    def send_mail(self, user_id: int, subject: str, text: str) -> bool:
        """Rests on Django's mail with the site's own sender (``email_from_address``), as the platform's own mails."""
        from openedx.core.djangoapps.site_configuration import helpers

        user = get_user_model().objects.filter(pk=user_id, is_active=True).exclude(email="").first()
        if user is None:
            return False
        sender = helpers.get_value("email_from_address", settings.DEFAULT_FROM_EMAIL)
        try:
            return bool(send_mail(subject, text, sender, [user.email]))
        except SMTPRecipientsRefused:
            # Its text is the address, and what it is raised through would write it into the log.
            raise OSError("The mail server refused the address.") from None

    def course_title(self, course_key: CourseKey) -> str:
        """Rests on the modulestore's course block and its ``display_name_with_default``."""
        with _published(course_key) as course:
            return str(course.display_name_with_default) if course else str(course_key)

    def course_end(self, course_key: CourseKey) -> date | None:
        """Rests on the modulestore's course block and its ``end``."""
        with _published(course_key) as course:
            return course.end.astimezone(UTC).date() if course and course.end else None

    def course_blocks(self, course_key: CourseKey) -> list[Any]:
        """Rests on the modulestore's tree, walked from the course in the published branch.

        The modulestore remembers for the length of a request what it has read. A worker has none: it forgets after each
        task (``CLEAR_REQUEST_CACHE_ON_TASK_COMPLETION``), and would otherwise go on with the course as it was.
        """
        with _published(course_key) as course:
            return list(_walk(course)) if course else []

    def course_parts(self, course_key: CourseKey, draft: bool = False) -> list[CoursePart]:
        """Rests on the modulestore's tree, ``display_name_with_default``, ``has_score`` and ``completion_mode``.

        The platform gives points to a block with ``has_score`` and, in all, to a subsection (``sequential``).
        """
        with _opened(course_key, draft) as course:
            return list(_parts(course, course_key)) if course else []

    def completed(self, user_id: int, course_key: CourseKey, usage_keys: Iterable[str]) -> set[str]:
        """Rests on ``BlockCompletion``: one row for each user and block, 1.0 when it is completed."""
        from completion.models import BlockCompletion

        wanted = [UsageKey.from_string(key) for key in usage_keys]
        rows = BlockCompletion.objects.filter(
            user_id=user_id, context_key=course_key, block_key__in=wanted, completion__gte=1.0
        )
        return {str(key) for key in rows.values_list("block_key", flat=True)}

    def authenticators(self) -> tuple[str, ...]:
        """Rests on what the platform's own interfaces name: its JWT, its OAuth2 token, its session.

        Its middleware ``EnsureJWTAuthSettingsMiddleware`` looks for the first one among a view class's attributes, and
        then keeps out applications whose tokens are restricted to scopes.
        """
        return (
            "edx_rest_framework_extensions.auth.jwt.authentication.JwtAuthentication",
            "openedx.core.lib.api.authentication.BearerAuthenticationAllowInactiveUser",
            "edx_rest_framework_extensions.auth.session.authentication.SessionAuthenticationAllowInactiveUser",
        )

    def block_url(self, usage_key: UsageKey) -> str:
        """Rests on the LMS's URL name ``jump_to``."""
        return reverse("jump_to", args=[str(usage_key.course_key), str(usage_key)])

    def publish_progress(
        self, user_id: int, usage_key: UsageKey, grade: tuple[float, float] | None, completion: float | None
    ) -> None:
        """Rest on the signal ``SCORE_PUBLISHED``, which the LMS and its workers hear, and on ``BlockCompletion``.

        ``runtime.publish`` would grade the user who makes the request, who is often somebody else. The grade comes
        last: what hears of it hands the subsection's grade over to Celery, and raises where the broker is out of reach.
        """
        user = get_user_model().objects.get(pk=user_id)
        if completion is not None:
            _submit_completion(user, usage_key, completion)
        if grade is not None:
            _publish_grade(user, usage_key, *grade)

    def emit(self, name: str, actor_id: int | None, course_key: CourseKey, payload: dict[str, Any]) -> None:
        """Rests on event-tracking, in a context such as the platform gives its own events about certificates.

        Within a request its middleware has put there who makes it, and from where; a worker knows no request.
        """
        from eventtracking import tracker

        context: dict[str, Any] = {"course_id": str(course_key), "org_id": course_key.org}
        if actor_id is not None:
            context["user_id"] = actor_id
        with tracker.get_tracker().context(name, context):
            tracker.emit(name, payload)


def _team(course_key: CourseKey) -> Iterator[QuerySet[Any]]:
    """Yield those in each of the roles that run this one course; see ``enrolled``."""
    from common.djangoapps.student import roles

    # Staff do not hold limited staff here, as they do where one user is asked about.
    for role in (roles.CourseStaffRole, roles.CourseLimitedStaffRole, roles.CourseInstructorRole):
        yield role(course_key).users_with_role()


def _holds(user_id: int, *roles: Any) -> bool:
    """Say whether an active user holds one of the platform's roles; it looks them up once for each user object."""
    user = get_user_model().objects.filter(pk=user_id, is_active=True).first()
    return user is not None and any(role.has_user(user) for role in roles)


def _as_learner(masquerade: Any) -> bool:
    """Say whether a ``CourseMasquerade`` is one as a learner: its role says so, or it names somebody."""
    return masquerade is not None and bool(masquerade.user_name or masquerade.role == "student")


def _persons(users: QuerySet[Any]) -> list[Person]:
    found = users.select_related("profile")
    return [Person(user.pk, _full_name(user)) for user in found]


def _full_name(user: Any) -> str:
    profile = getattr(user, "profile", None)
    return str((profile and profile.name) or user.get_full_name() or user.get_username())


@contextmanager
def _opened(course_key: CourseKey, draft: bool) -> Iterator[Any]:
    """Give the course block with its tree (None where there is none); children load while the branch is set."""
    from xmodule.modulestore import ModuleStoreEnum
    from xmodule.modulestore.django import modulestore

    store, branches = modulestore(), ModuleStoreEnum.Branch
    with store.branch_setting(branches.draft_preferred if draft else branches.published_only, course_key):
        yield store.get_course(course_key, depth=None)


def _published(course_key: CourseKey) -> AbstractContextManager[Any]:
    return _opened(course_key, draft=False)


def _walk(block: Any) -> Iterator[Any]:
    if block.scope_ids.block_type in _OUR_BLOCKS:
        yield block
    for child in block.get_children():
        yield from _walk(child)


def _parts(block: Any, course_key: CourseKey, page: str = "") -> list[CoursePart]:
    """Return the part that a block is, and those in it. What completes a block is asked as the platform asks itself."""
    key = block.scope_ids.usage_id.map_into_course(course_key)
    title, mode = str(block.display_name_with_default), XBlockCompletionMode.get_mode(block)
    below = [
        _parts(child, course_key, title if key.block_type == "vertical" else page) for child in block.get_children()
    ]
    within = [part for parts in below for part in parts]
    leaves: tuple[str, ...] = ()
    if mode == XBlockCompletionMode.COMPLETABLE:
        leaves = (str(key),)
    elif mode == XBlockCompletionMode.AGGREGATOR:
        leaves = tuple(leaf for parts in below for leaf in parts[0].leaves)
    gives = any(part.points for part in within) if key.block_type == "sequential" else _has_score(block)
    name = part_name(key.block_type, key.block_id)
    return [CoursePart(name, part_title(page, title) if page else title, gives, leaves), *within]


def _has_score(block: Any) -> bool:
    return bool(getattr(block, "has_score", False))


def _publish_grade(user: Any, usage_key: UsageKey, earned: float, possible: float) -> None:
    from lms.djangoapps.grades.api import signals
    from xmodule.modulestore.django import modulestore
    from xmodule.modulestore.exceptions import ItemNotFoundError

    try:
        block = modulestore().get_item(usage_key)
    except ItemNotFoundError:
        return  # its author has taken it out of the course meanwhile: there is nothing left to grade
    signals.SCORE_PUBLISHED.send(
        sender=None,
        block=block,
        user=user,
        raw_earned=earned,
        raw_possible=possible,
        only_if_higher=False,
        score_deleted=False,
        grader_response=None,
    )


def _submit_completion(user: Any, usage_key: UsageKey, completion: float) -> None:
    from completion.models import BlockCompletion
    from completion.waffle import ENABLE_COMPLETION_TRACKING_SWITCH

    # The platform raises where tracking is off, and that is the operator's choice, not a fault.
    if ENABLE_COMPLETION_TRACKING_SWITCH.is_enabled():
        BlockCompletion.objects.submit_completion(user=user, block_key=usage_key, completion=completion)
