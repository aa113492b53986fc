"""The competence certificate as an XBlock (R92-R94)."""

from typing import Any

from web_fragments.fragment import Fragment
from xblock.completable import CompletableXBlockMixin
from xblock.core import XBlock
from xblock.fields import Dict, Integer, List, Scope, String

from bransjekurs import clock, olx
from bransjekurs.api import author as authors
from bransjekurs.api import participant_certificate, participant_share, teacher_certificate
from bransjekurs.api.access import Actor
from bransjekurs.blocks.base import (
    BransjekursBlock,
    author_content,
    author_file,
    author_handler,
    content,
    handler,
    value_of,
)
from bransjekurs.blocks.competence_certificate import author, view
from bransjekurs.certificates.api import Choices
from bransjekurs.domain.course import Accreditation, CertificateRules, Signatory
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.certificate import rendered
from bransjekurs.pages.fields import parsed_number
from bransjekurs.rendering import fragment
from bransjekurs.stored import from_stored, to_stored
from bransjekurs.wording import refusal_text

_SCENARIO = """
<competence_certificate minimum_hours="60">
  <purpose>Å arbeide trygt som renholder.</purpose>
  <signatory title="Rektor">Ingrid Moe</signatory>
</competence_certificate>
"""


class CompetenceCertificateXBlock(BransjekursBlock, CompletableXBlockMixin):
    """The certificate: its rules and signatories are the author's; certificates are in their slice."""

    display_name = String(display_name="Display name", scope=Scope.settings, default="Beviset mitt")
    minimum_hours = Integer(help="Hours that must be attended", scope=Scope.settings, default=0)
    purpose = String(help="The purpose of the course, in a sentence", scope=Scope.content, default="")
    signatories = List(help="Who signs; see domain.course.Signatory", scope=Scope.content, default=[])
    languages = List(help="Languages that it can be had in, the usual first", scope=Scope.content, default=["nb"])
    documents_required = List(
        help="Documents of others that it asks for; see domain.course.CertificateRules", scope=Scope.content, default=[]
    )
    accreditation = Dict(
        help="Credits of an accredited module; see domain.course.Accreditation", scope=Scope.content, default={}
    )
    has_custom_completion = True
    has_author_view = True
    structured = ("purpose", "signatories", "minimum_hours", "languages", "documents_required", "accreditation")

    @XBlock.supports("multi_device")
    def student_view(self, context: Any = None) -> Fragment:
        """Show the participant what is missing or the certificate, or to teachers who is ready."""
        return self.first_that_may(self._participant, self._teacher)

    def author_view(self, context: Any = None) -> Fragment:
        """Show in Studio what the rules are."""
        return fragment("competence_certificate/summary.html", author.context(self))

    def author_form(self) -> Fragment:
        """Return the author's form."""
        form = author.context(self)
        return fragment("competence_certificate/author.html", form, scripts=("block.js",), entry="BransjekursBlock")

    @handler
    def confirm_name(self, actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
        """Store the name as the participant confirms it; a refused name stays in the field, with the reason."""
        name = value_of(data, "name")
        wrong: dict[str, str] = {}
        try:
            participant_certificate.confirm_name(actor, name, clock.now())
        except Refusal as refusal:
            wrong = {"typed": name, "error": refusal_text(refusal)}
        return content("competence_certificate/participant.html", self._context(actor, wrong))

    @handler
    def choose(self, actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
        """Store what the participant chooses to list and to show."""
        participant_share.choose(actor, Choices(bool(data.get("lists_not_reached")), bool(data.get("shows_goals"))))
        return content("competence_certificate/participant.html", self._context(actor, {}))

    @handler
    def share(self, actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
        """Make a link that shows the certificate; it is told in this answer and never again."""
        days = int(parsed_number(value_of(data, "days", "14"), "days"))
        token = participant_share.share(actor, value_of(data, "to_whom"), days, clock.now())
        return content("competence_certificate/participant.html", self._context(actor, {}, token))

    @handler
    def withdraw_share(self, actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
        """End a link."""
        share_id = value_of(data, "share")
        participant_share.withdraw_share(actor, int(share_id) if share_id.isdecimal() else 0, clock.now())
        return content("competence_certificate/participant.html", self._context(actor, {}))

    @handler
    def withdraw(self, actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
        """Withdraw the participant's own certificate."""
        participant_share.withdraw_certificate(actor, bool(data.get("sure")), clock.now())
        return content("competence_certificate/participant.html", self._context(actor, {}))

    @author_handler
    def submit_form(self, data: dict[str, Any]) -> dict[str, Any]:
        """Store the author's form, or show it again with what is wrong in it."""
        return author_content("competence_certificate/author.html", author.submit(self, data))

    @author_file
    def example(self, language: str) -> bytes:
        """Give the author the certificate as it is saved, with invented data, as a PDF."""
        key = self.course_key()
        if key is None:
            raise Refusal("course_not_published")
        return rendered(authors.example_certificate(key, self.rules(), language, clock.now()), None)

    def rules(self) -> CertificateRules:
        """Return the rules as a domain value."""
        return CertificateRules(
            usage_key=str(self.scope_ids.usage_id),
            purpose=self.purpose,
            minimum_hours=self.minimum_hours,
            signatories=from_stored(self.signatories, tuple[Signatory, ...]),
            languages=tuple(self.languages),
            documents_required=tuple(self.documents_required),
            accreditation=from_stored(self.accreditation, Accreditation) if self.accreditation else None,
        )

    @staticmethod
    def workbench_scenarios() -> list[tuple[str, str]]:
        """Offer the XBlock workbench a block to show."""
        return [("Competence certificate", _SCENARIO)]

    def read_olx(self, node: Any) -> None:
        """Read the rules."""
        rules = olx.certificate_from_xml(node)
        self.minimum_hours, self.purpose = rules.minimum_hours, rules.purpose
        self.signatories, self.languages = to_stored(rules.signatories), list(rules.languages)
        self.documents_required = list(rules.documents_required)
        self.accreditation = to_stored(rules.accreditation) if rules.accreditation else {}

    def write_olx(self, node: Any) -> None:
        """Write the rules."""
        olx.certificate_to_xml(node, self.rules())

    def _participant(self, actor: Actor) -> Fragment:
        template = "competence_certificate/participant.html"
        return fragment(template, self._context(actor, {}), scripts=("block.js",), entry="BransjekursBlock")

    def _context(self, actor: Actor, wrong: dict[str, str], token: str = "") -> dict[str, Any]:
        picture = participant_certificate.see_certificate(actor)
        shared = view.sharing(picture, participant_share.own_shares(actor), token, clock.now())
        return view.participant_context(picture, actor.course_key, wrong) | shared

    def _teacher(self, actor: Actor) -> Fragment:
        candidates = teacher_certificate.candidates(actor)
        context = view.teacher_context(candidates, actor.course_key)
        return fragment("competence_certificate/teacher.html", context)
