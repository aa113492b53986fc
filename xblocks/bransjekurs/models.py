"""All models of the app, gathered for Django; each slice keeps its own."""

from bransjekurs.certificates.models import Certificate, HolderName
from bransjekurs.courses.models import CourseEdition
from bransjekurs.evidence.models import Attendance, EvidenceItem, HeldSession, MentorRequest
from bransjekurs.plans.models import Following, JudgementRecord, PlanGoal, PlanRecord, Review
from bransjekurs.practice.models import PracticeAnswer, WordCard

__all__ = [
    "Attendance",
    "Certificate",
    "CourseEdition",
    "EvidenceItem",
    "Following",
    "HeldSession",
    "HolderName",
    "JudgementRecord",
    "MentorRequest",
    "PlanGoal",
    "PlanRecord",
    "PracticeAnswer",
    "Review",
    "WordCard",
]
