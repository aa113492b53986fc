"""Signing in: choose who to be. There are no passwords, so the server listens on this machine only."""

from django.contrib.auth import login, logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from bransjekurs.preview import access, courseware
from bransjekurs.preview.accounts import MAIN_ACCOUNTS, OTHER_PARTICIPANTS
from bransjekurs.preview.views.shared import page


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the people (GET); be one of them (POST ``username``) and go where that person starts."""
    if request.method == "POST":
        user = get_object_or_404(User, username=request.POST.get("username", ""))
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        return redirect(_next(request) or _start(user))
    context = {
        "course": courseware.current().tree,
        "main": MAIN_ACCOUNTS,
        "others": sorted(OTHER_PARTICIPANTS, key=lambda account: account.name),
        "next": _next(request),
    }
    return page("sign_in.html", context, request)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request)
    return redirect("preview:sign_in")


def _next(request: HttpRequest) -> str:
    """Return the address the person was on the way to, if it is one of ours."""
    url = request.POST.get("next") or request.GET.get("next", "")
    return url if url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}) else ""


def _start(user: User) -> str:
    key = courseware.current().key
    if not access.may_enter(user.pk, key) and access.may_see_group(user.pk, key):
        return reverse("bransjekurs:group", args=[key])
    if not access.may_enter(user.pk, key) and access.may_see_report(user.pk, key):
        return reverse("bransjekurs:report", args=[key])
    return reverse("preview:course")
