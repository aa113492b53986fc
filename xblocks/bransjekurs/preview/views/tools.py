"""Tools that only a preview has: the outbox in place of e-mail, and a clock that can be moved."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bransjekurs.preview import clock as preview_clock
from bransjekurs.preview import viewing
from bransjekurs.preview.courseware import LoadedCourse
from bransjekurs.preview.models import OutboxMail
from bransjekurs.preview.views.shared import for_course_staff, for_everybody_here, for_followers, page

_STEPS = {"day": timedelta(days=1), "week": timedelta(days=7)}
_SHOWN = 100


@require_safe
@for_followers
def outbox(request: HttpRequest, _course: LoadedCourse) -> HttpResponse:
    """Show the latest mail that would have been sent; not to participants, since mentors' links can stand in it."""
    return page("outbox.html", {"mails": OutboxMail.objects.all()[:_SHOWN]}, request)


@require_http_methods(["GET", "HEAD", "POST"])
@for_everybody_here
def clock(request: HttpRequest, _course: LoadedCourse) -> HttpResponse:
    """Show the preview's time; POST ``do=day`` or ``do=week`` moves it forward."""
    step = _STEPS.get(request.POST.get("do", ""))
    if step:
        preview_clock.move_forward(step)
        return redirect("preview:clock")
    return page("clock.html", {"now": preview_clock.now()}, request)


@require_POST
@for_course_staff
def view_as(request: HttpRequest, _course: LoadedCourse) -> HttpResponse:
    """Look at the course as a participant (``who``: a username, or anybody), or as oneself again."""
    viewing.choose(request, request.POST.get("who", ""))
    return redirect("preview:course")
