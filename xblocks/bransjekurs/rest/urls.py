"""The addresses of version 1. What it answers only grows; what would break a client is a version 2 beside it."""

from django.urls import path

from bransjekurs.rest.certificates import CertificateDoor, CertificatesDoor, ParticipantCertificatesDoor
from bransjekurs.rest.course import CourseDoor
from bransjekurs.rest.document import openapi
from bransjekurs.rest.evidence import EvidenceDoor
from bransjekurs.rest.participants import ParticipantsDoor
from bransjekurs.rest.plan import PlanDoor
from bransjekurs.rest.report import ReportDoor

app_name = "rest"

_COURSE = "courses/<str:course_id>/"
_PARTICIPANT = f"{_COURSE}participants/<str:participant_id>/"

urlpatterns = [
    path("openapi.json", openapi, name="openapi"),
    path(_COURSE, CourseDoor.as_view(), name="course"),
    path(f"{_COURSE}participants/", ParticipantsDoor.as_view(), name="participants"),
    path(f"{_PARTICIPANT}plan/", PlanDoor.as_view(), name="plan"),
    path(f"{_PARTICIPANT}evidence/", EvidenceDoor.as_view(), name="evidence"),
    path(f"{_PARTICIPANT}certificates/", ParticipantCertificatesDoor.as_view(), name="participant_certificates"),
    path(f"{_COURSE}certificates/", CertificatesDoor.as_view(), name="certificates"),
    path(f"{_COURSE}certificates/<str:number>/", CertificateDoor.as_view(), name="certificate"),
    path(f"{_COURSE}report/", ReportDoor.as_view(), name="report"),
]
