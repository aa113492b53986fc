"""Certificates for a whole group: who gets what and why not, then how far the issuing has come."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from bransjekurs import clock, tasks
from bransjekurs.api import issuing_group
from bransjekurs.api.access import Actor
from bransjekurs.api.issuing_group import Progress, Prospect
from bransjekurs.certificates.runs import Task, TaskState
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.certificate_view import missing
from bransjekurs.pages.door import course_page, field_errors, page
from bransjekurs.pages.fields import ids
from bransjekurs.wording import not_issued_text

# How long one request works where there are no workers: the page then shows how far it has come.
_SECONDS = 2.0


@course_page
def ask(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Show who can get what, and take whose names the teacher has checked."""
    wrong: dict[str, Any] = {}
    if request.method == "POST":
        try:
            chosen, language = ids(request.POST, "participants"), request.POST.get("language", "")
            run_id = issuing_group.start_run(actor, chosen, language, clock.now())
        except Refusal as refusal:
            wrong = {"errors": field_errors(refusal), "chosen": ids(request.POST, "participants")}
        else:
            tasks.start(run_id)
            return HttpResponseRedirect(reverse("bransjekurs:issuing", args=[actor.course_key, run_id]))
    return page(request, "pages/issue_group.html", {**_context(actor), **wrong}, 400 if wrong else 200)


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


def _context(actor: Actor) -> dict[str, Any]:
    prospects = issuing_group.dry_run(actor)
    running = issuing_group.latest_run(actor)
    edition = prospects[0].candidate.picture.edition if prospects else None
    return {
        "course_title": edition.course.title if edition else "",
        "languages": edition.course.certificate.languages if edition else (),
        "group_url": reverse("bransjekurs:group", args=[actor.course_key]),
        "ready": [_person(one, actor) for one in prospects if not one.code],
        "others": [_person(one, actor) for one in prospects if one.code],
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
        "issued": sum(task.state is TaskState.ISSUED for task in seen.tasks),
        "refused": [_refused(task, seen) for task in seen.tasks if task.state is TaskState.REFUSED],
        "ask_url": reverse("bransjekurs:certificates", args=[actor.course_key]),
        "group_url": reverse("bransjekurs:group", args=[actor.course_key]),
    }


def _refused(task: Task, seen: Progress) -> dict[str, str]:
    name = seen.people[task.user_id].name if task.user_id in seen.people else ""
    return {"name": name, "why": not_issued_text(task.code)}
