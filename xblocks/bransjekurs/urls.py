"""Our pages, under the prefix that the platform's plugin system or the preview gives them."""

from django.urls import include, path, register_converter

from bransjekurs.pages import (
    agreement,
    certificate,
    conversations,
    gap,
    goals,
    grid,
    group,
    history,
    issue_group,
    issuer,
    link,
    mapping,
    participant,
    participant_basis,
    person_data,
    plan_pdf,
    report,
    session,
    shared,
    sheet,
    time,
    verify,
    verify_file,
    words,
)
from bransjekurs.pages.fields import IdConverter

register_converter(IdConverter, "bransjekurs_id")

app_name = "bransjekurs"

urlpatterns = [
    path("api/v1/", include("bransjekurs.rest.urls")),
    path("verify/", verify.ask, name="verify_form"),
    path("verify/file/", verify_file.check_file, name="verify_file"),
    path("verify/<str:number>.json", verify_file.as_json, name="verify_json"),
    path("verify/<str:number>/", verify.show, name="verify"),
    path("shared/<str:token>/", shared.show, name="shared"),
    path("shared/<str:token>/certificate.pdf", certificate.shared, name="shared_pdf"),
    path("issuers/<str:organisation>/did.json", issuer.did_document, name="did_document"),
    path("issuers/<str:organisation>/status/<int:number>", issuer.status_list, name="status_list"),
    path("link/<str:token>/", link.open_link, name="link"),
    path("<str:course_id>/words/<str:usage_id>/", words.sheet, name="word_sheet"),
    path("<str:course_id>/group/", group.show, name="group"),
    path("<str:course_id>/group/goals/", grid.show, name="grid"),
    path("<str:course_id>/group/sheet.xlsx", sheet.group, name="group_sheet"),
    path("<str:course_id>/group/report/", report.show, name="report"),
    path("<str:course_id>/group/report.xlsx", report.sheet, name="report_sheet"),
    path("<str:course_id>/participants/<bransjekurs_id:participant_id>/plan.pdf", plan_pdf.show, name="plan_pdf"),
    path("<str:course_id>/participants/<bransjekurs_id:participant_id>/data/", person_data.show, name="person_data"),
    path(
        "<str:course_id>/participants/<bransjekurs_id:participant_id>/data.json",
        person_data.file,
        name="person_file",
    ),
    path("<str:course_id>/sessions/new/", session.edit, name="new_session"),
    path("<str:course_id>/sessions/<bransjekurs_id:session_id>/", session.edit, name="session"),
    path("<str:course_id>/participants/<bransjekurs_id:participant_id>/", participant.show, name="participant"),
    path("<str:course_id>/participants/<bransjekurs_id:participant_id>/goals/", goals.show, name="goals"),
    path(
        "<str:course_id>/participants/<bransjekurs_id:participant_id>/conversations/",
        conversations.show,
        name="conversations",
    ),
    path("<str:course_id>/participants/<bransjekurs_id:participant_id>/history/", history.show, name="history"),
    path("<str:course_id>/participants/<bransjekurs_id:participant_id>/gap/", gap.show, name="gap"),
    path("<str:course_id>/participants/<bransjekurs_id:participant_id>/mapping/", mapping.show, name="mapping"),
    path(
        "<str:course_id>/participants/<bransjekurs_id:participant_id>/mapping/<str:area>/",
        mapping.area,
        name="mapping_area",
    ),
    path(
        "<str:course_id>/participants/<bransjekurs_id:participant_id>/certificate.pdf",
        certificate.of_participant,
        name="participant_certificate",
    ),
    path("<str:course_id>/participants/<bransjekurs_id:participant_id>/agreement/", agreement.show, name="agreement"),
    path("<str:course_id>/participants/<bransjekurs_id:participant_id>/time/", time.show, name="time"),
    path(
        "<str:course_id>/participants/<bransjekurs_id:participant_id>/time/calendar.ics", time.calendar, name="calendar"
    ),
    path("<str:course_id>/certificate.pdf", certificate.own, name="certificate"),
    path("<str:course_id>/certificates/", issue_group.ask, name="certificates"),
    path("<str:course_id>/certificates/<bransjekurs_id:run_id>/", issue_group.follow, name="issuing"),
    path(
        "<str:course_id>/participants/<bransjekurs_id:participant_id>/certificate/",
        participant_basis.show,
        name="participant_basis",
    ),
    path(
        "<str:course_id>/participants/<bransjekurs_id:participant_id>/example.pdf",
        certificate.example,
        name="certificate_example",
    ),
]
