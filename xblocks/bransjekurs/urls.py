"""Our pages, under the prefix that the platform's plugin system or the preview gives them."""

from django.urls import path, register_converter

from bransjekurs.pages import certificate, group, mentor, participant, session, verify
from bransjekurs.pages.fields import IdConverter

register_converter(IdConverter, "bransjekurs_id")

app_name = "bransjekurs"

urlpatterns = [
    path("verify/", verify.ask, name="verify_form"),
    path("verify/<str:number>/", verify.show, name="verify"),
    path("link/<str:token>/", mentor.link, name="mentor"),
    path("<str:course_id>/group/", group.show, name="group"),
    path("<str:course_id>/sessions/new/", session.edit, name="new_session"),
    path("<str:course_id>/sessions/<bransjekurs_id:session_id>/", session.edit, name="session"),
    path("<str:course_id>/participants/<bransjekurs_id:participant_id>/", participant.show, name="participant"),
    path(
        "<str:course_id>/participants/<bransjekurs_id:participant_id>/certificate.pdf",
        certificate.of_participant,
        name="participant_certificate",
    ),
    path("<str:course_id>/certificate.pdf", certificate.own, name="certificate"),
]
