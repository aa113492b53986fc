"""All models of the app, gathered for Django; each slice keeps its own."""

from bransjekurs.agreements.models import AgreementVersion, ConsentRecord, ResponsibilityRecord
from bransjekurs.certificates.credential.models import SignedCredential, StatusList
from bransjekurs.certificates.models import (
    Certificate,
    HolderName,
    IssuingRun,
    IssuingTask,
    NorwegianJudgement,
    SeenDocument,
    ShareLink,
)
from bransjekurs.courses.models import CourseEdition
from bransjekurs.evidence.models import Attendance, EvidenceItem, HeldSession
from bransjekurs.links.models import Link
from bransjekurs.mappings.models import MappingJudgement, MappingRecord, NeedsReading, NeedsRecord, ProposalAnswer
from bransjekurs.plans.models import ChangeRecord, Following, JudgementRecord, NeedRecord, PlanGoal, PlanRecord, Review
from bransjekurs.practice.models import PracticeAnswer, PracticeTurn, SentText, SituationAnswer, WordCard
from bransjekurs.timetables.models import TimetableRecord

__all__ = [
    "AgreementVersion",
    "Attendance",
    "Certificate",
    "ChangeRecord",
    "ConsentRecord",
    "CourseEdition",
    "EvidenceItem",
    "Following",
    "HeldSession",
    "HolderName",
    "IssuingRun",
    "IssuingTask",
    "JudgementRecord",
    "Link",
    "MappingJudgement",
    "MappingRecord",
    "NeedRecord",
    "NeedsReading",
    "NeedsRecord",
    "NorwegianJudgement",
    "PlanGoal",
    "PlanRecord",
    "PracticeAnswer",
    "PracticeTurn",
    "ProposalAnswer",
    "ResponsibilityRecord",
    "Review",
    "SeenDocument",
    "SentText",
    "ShareLink",
    "SignedCredential",
    "SituationAnswer",
    "StatusList",
    "TimetableRecord",
    "WordCard",
]
