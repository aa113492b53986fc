"""What the builder tells the author: one sentence, and where in which file."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _


class Kind(StrEnum):
    """A fault must be mended before the course can be built; advice is for the author to weigh."""

    FAULT = "fault"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something to mend; ``file`` is relative to the course folder, ``line`` counts from 1."""

    file: str
    line: int
    text: str
    kind: Kind = Kind.FAULT

    def __str__(self) -> str:
        text = _("Advice: {text}").format(text=self.text) if self.kind is Kind.ADVICE else self.text
        return f"{self.file}:{self.line}: {text}"
