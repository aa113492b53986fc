"""What the preview's pages share: the door, and how a page is made."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from bransjekurs import rendering
from bransjekurs.preview import access, courseware
from bransjekurs.preview.courseware import LoadedCourse

View = Callable[..., HttpResponseBase]


def user_of(request: HttpRequest) -> User:
    """Return the signed-in user; ``PermissionDenied`` for nobody."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def page(template: str, context: Mapping[str, Any], request: HttpRequest) -> HttpResponse:
    """Return a page of the preview's own."""
    return HttpResponse(rendering.render(f"preview/{template}", context, request))


def _door(allowed: Callable[[int, LoadedCourse], bool]) -> Callable[[View], View]:
    """Let in those who are ``allowed``: others are told so, and who isn't signed in is sent to do it.

    The view gets the course after the request.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not isinstance(request.user, User):
                return redirect(f"{reverse('preview:sign_in')}?{urlencode({'next': request.get_full_path()})}")
            course = courseware.current()
            if not allowed(request.user.pk, course):
                raise PermissionDenied
            return view(request, course, *args, **kwargs)

        return guarded

    return decorate


def for_course_members(view: View) -> View:
    """Let in participants and course staff."""
    return _door(lambda user_id, course: access.may_enter(user_id, course.key))(view)


def for_course_staff(view: View) -> View:
    """Let in course staff."""
    return _door(lambda user_id, course: access.is_course_staff(user_id, course.key))(view)


def for_authors(view: View) -> View:
    """Let in those who may write the course."""
    return _door(lambda user_id, course: access.may_author(user_id, course.key))(view)


def for_followers(view: View) -> View:
    """Let in who may see the group: course staff and those who follow somebody."""
    return _door(lambda user_id, course: access.may_see_group(user_id, course.key))(view)


def for_everybody_here(view: View) -> View:
    """Let in who has anything to do with the course."""
    return _door(lambda user_id, course: access.belongs(user_id, course.key))(view)
