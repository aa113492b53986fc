"""What becomes of a published score."""

from completion.handlers import scorable_block_completion
from django.dispatch import receiver

from lms.djangoapps.courseware.models import StudentModule
from lms.djangoapps.grades.signals.signals import PROBLEM_WEIGHTED_SCORE_CHANGED, SCORE_PUBLISHED

# The platform connects edx-completion to its own signal.
PROBLEM_WEIGHTED_SCORE_CHANGED.connect(scorable_block_completion)


@receiver(SCORE_PUBLISHED)
def score_published_handler(sender, block, user, raw_earned, raw_possible, only_if_higher, **kwargs):
    key = block.location
    StudentModule.objects.update_or_create(
        student_id=user.id,
        module_state_key=key,
        course_id=key.context_key,
        defaults={"grade": raw_earned, "max_grade": raw_possible, "module_type": key.block_type},
    )
    PROBLEM_WEIGHTED_SCORE_CHANGED.send(
        sender=None, user_id=user.id, course_id=str(key.context_key), usage_id=str(key), only_if_higher=only_if_higher
    )
