"""Words for the gap between a mapping and what the job asks."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from bransjekurs.domain.gap import CertificateStanding
from bransjekurs.domain.trade import BasicSkill, LanguageSkill
from bransjekurs.mappings.api import Progression

# In the middle of a sentence: "You need to practise more to read and write."
SKILL_VERBS: dict[LanguageSkill | BasicSkill, Promise] = {
    LanguageSkill.LISTENING: gettext_lazy("listen"),
    LanguageSkill.SPEAKING: gettext_lazy("speak"),
    LanguageSkill.READING: gettext_lazy("read"),
    LanguageSkill.WRITING: gettext_lazy("write"),
    BasicSkill.READING: gettext_lazy("read"),
    BasicSkill.WRITING: gettext_lazy("write"),
    BasicSkill.ORAL: gettext_lazy("speak"),
    BasicSkill.NUMERACY: gettext_lazy("count and measure"),
    BasicSkill.DIGITAL: gettext_lazy("use telephone and computer"),
}
CERTIFICATE_WORDS = {
    CertificateStanding.VALID: gettext_lazy("You have it"),
    CertificateStanding.EXPIRED: gettext_lazy("It has expired"),
    CertificateStanding.LACKING: gettext_lazy("You need this"),
    CertificateStanding.UNKNOWN: gettext_lazy("We find out together"),
    CertificateStanding.UNANSWERED: gettext_lazy("Not answered"),
}
PROGRESSIONS = {
    Progression.REALISTIC: gettext_lazy("Realistic in the time of the course"),
    Progression.WITH_SUPPORT: gettext_lazy("Realistic with more support"),
    Progression.NOT_REALISTIC: gettext_lazy("Not realistic in the time of the course"),
}
