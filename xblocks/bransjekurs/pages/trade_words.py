"""Words for what a trade asks, and for the areas of the mapping, in the reader's language."""

from django.utils.translation import gettext_lazy

from bransjekurs.domain.mapping import MappingArea
from bransjekurs.domain.trade import BasicSkill, Frequency, LanguageSkill

LANGUAGE_SKILLS = {
    LanguageSkill.LISTENING: gettext_lazy("Listen"),
    LanguageSkill.SPEAKING: gettext_lazy("Speak"),
    LanguageSkill.READING: gettext_lazy("Read"),
    LanguageSkill.WRITING: gettext_lazy("Write"),
}
BASIC_SKILLS = {
    BasicSkill.READING: gettext_lazy("Reading"),
    BasicSkill.WRITING: gettext_lazy("Writing"),
    BasicSkill.ORAL: gettext_lazy("Talking and listening"),
    BasicSkill.NUMERACY: gettext_lazy("Counting and measuring"),
    BasicSkill.DIGITAL: gettext_lazy("Telephone and computer"),
}
FREQUENCIES = {
    Frequency.DAILY: gettext_lazy("Every day"),
    Frequency.REGULARLY: gettext_lazy("Regularly"),
    Frequency.NOW_AND_THEN: gettext_lazy("Now and then"),
}
AREAS = {
    MappingArea.EARLIER: gettext_lazy("Earlier mapping"),
    MappingArea.INTEREST: gettext_lazy("What you want"),
    MappingArea.EXPERIENCE: gettext_lazy("Your experience"),
    MappingArea.EDUCATION: gettext_lazy("School and education"),
    MappingArea.CERTIFICATES: gettext_lazy("Certificates for the job"),
    MappingArea.LISTENING: gettext_lazy("Norwegian: listen"),
    MappingArea.SPEAKING: gettext_lazy("Norwegian: speak"),
    MappingArea.READING: gettext_lazy("Norwegian: read"),
    MappingArea.WRITING: gettext_lazy("Norwegian: write"),
    MappingArea.BASIC_SKILLS: gettext_lazy("Things you do every week"),
    MappingArea.AVAILABILITY: gettext_lazy("When you can come"),
    MappingArea.ABLE: gettext_lazy("What you can already"),
    MappingArea.NEEDS: gettext_lazy("What helps you"),
}
