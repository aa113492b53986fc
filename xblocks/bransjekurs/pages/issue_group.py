"""Certificates for a whole group: who gets what and why not, then how far the issuing has come."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import ngettext

from bransjekurs import clock, tasks
from bransjekurs.api import asking_for_names, issuing_group
from bransjekurs.api.access import Actor
from bransjekurs.api.issuing_group import Progress, Prospect
from bransjekurs.certificates.runs import Task, TaskState
from bransjekurs.domain.names import may_ask_for_name
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.certificate_view import missing
from bransjekurs.pages.door import course_page, field_errors, page
from bransjekurs.pages.fields import ids, whole_number
from bransjekurs.wording import not_issued_text

# How long one request works where there are no workers: the page then shows how far it has come.
_SECONDS = 2.0


@course_page
def ask(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Show who can get what, and take whose names the teacher has checked."""
    wrong: dict[str, Any] = {}
    if request.method == "POST" and request.POST.get("do") == "ask_names":
        return _ask_names(request, actor)
    if request.method == "POST":
        try:
            chosen, language = ids(request.POST, "participants"), request.POST.get("language", "")
            run_id = issuing_group.start_run(actor, chosen, language, clock.now())
        except Refusal as refusal:
            wrong = {"errors": field_errors(refusal), "chosen": ids(request.POST, "participants")}
        else:
            tasks.start(run_id)
            return HttpResponseRedirect(reverse("bransjekurs:issuing", args=[actor.course_key, run_id]))
    context = {**_context(actor), "message": _told(request), **wrong}
    return page(request, "pages/issue_group.html", context, 400 if wrong else 200)


@course_page
def follow(request: HttpRequest, actor: Actor, run_id: int) -> HttpResponseBase:
    """Show how far a run has come; in the preview, going on is done here a little at a time.

    Where workers do it, what waits can be given to them again: a broker that was emptied has forgotten it.
    """
    seen = issuing_group.progress(actor, run_id)
    if request.method == "POST":
        if seen.unfinished and not tasks.with_workers():
            tasks.work(run_id, _SECONDS)
        elif seen.unfinished and request.POST.get("do") == "again":
            tasks.start(run_id)
        return HttpResponseRedirect(request.path)
    return page(request, "pages/issuing.html", _progress(seen, actor))


def _ask_names(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Ask those who have not confirmed their name, and tell how many were asked and how many letters failed."""
    whom = asking_for_names.to_ask(actor, clock.now())
    failed = tasks.start_asking(actor, whom)
    return HttpResponseRedirect(f"{request.path}?{urlencode({'asked': len(whom) - failed, 'failed': failed})}")


def _told(request: HttpRequest) -> str:
    """Return what asking for names led to."""
    if "asked" not in request.GET:
        return ""
    asked, failed = (whole_number(request.GET.get(name, ""), 0) for name in ("asked", "failed"))
    told = ngettext("%(n)d person is asked to confirm the name.", "%(n)d people are asked to confirm the name.", asked)
    missed = ngettext(
        "%(n)d letter could not be sent. Try again.", "%(n)d letters could not be sent. Try again.", failed
    )
    return " ".join([told % {"n": asked}, *([missed % {"n": failed}] if failed else [])])


def _context(actor: Actor) -> dict[str, Any]:
    now = clock.now()
    prospects = issuing_group.dry_run(actor)
    nameless = [one for one in prospects if one.code == "name_not_confirmed"]
    running = issuing_group.latest_run(actor)
    edition = prospects[0].candidate.picture.edition if prospects else None
    return {
        "course_title": edition.course.title if edition else "",
        "languages": edition.course.certificate.languages if edition else (),
        "group_url": reverse("bransjekurs:group", args=[actor.course_key]),
        "ready": [_person(one, actor) for one in prospects if not one.code],
        "nameless": [_person(one, actor) for one in nameless],
        "to_ask": sum(may_ask_for_name(one.name_asked_at, now) for one in nameless),
        "others": [_person(one, actor) for one in prospects if one.code and one not in nameless],
        "running_url": _run_url(actor, running) if running and running.unfinished else "",
    }


def _person(prospect: Prospect, actor: Actor) -> dict[str, Any]:
    picture = prospect.candidate.picture
    user_id = prospect.candidate.person.id
    return {
        "id": user_id,
        "name": picture.name,
        "url": reverse("bransjekurs:participant", args=[actor.course_key, user_id]) + "#certificate",
        "example_url": reverse("bransjekurs:certificate_example", args=[actor.course_key, user_id]),
        "kind": picture.standing.kind,
        "missing": [item["title"] for item in missing(picture)],
        "why_not": not_issued_text(prospect.code) if prospect.code else "",
        "name_asked_at": prospect.name_asked_at,
    }


def _run_url(actor: Actor, seen: Progress) -> str:
    return reverse("bransjekurs:issuing", args=[actor.course_key, seen.run.id])


def _progress(seen: Progress, actor: Actor) -> dict[str, Any]:
    total, done = len(seen.tasks), len(seen.tasks) - seen.waiting
    return {
        "total": total,
        "done": done,
        "finished": not seen.unfinished,
        "with_workers": tasks.with_workers(),
        "issued": [_asked_for(task, seen, actor) for task in seen.tasks if task.state is TaskState.ISSUED],
        "refused": [_asked_for(task, seen, actor) for task in seen.tasks if task.state is TaskState.REFUSED],
        "ask_url": reverse("bransjekurs:certificates", args=[actor.course_key]),
        "group_url": reverse("bransjekurs:group", args=[actor.course_key]),
    }


def _asked_for(task: Task, seen: Progress, actor: Actor) -> dict[str, Any]:
    """Return one person of a run: what they got, or why they did not."""
    return {
        "name": seen.people[task.user_id].name if task.user_id in seen.people else "",
        "url": reverse("bransjekurs:participant", args=[actor.course_key, task.user_id]) + "#certificate",
        "kind": seen.kinds.get(task.user_id, ""),
        "why": not_issued_text(task.code) if task.code else "",
    }
