"""The rules of the certificate as OLX elements."""

from django.utils.translation import gettext as _

from bransjekurs.domain.certificate_content import LANGUAGES
from bransjekurs.domain.course import Accreditation, CertificateRules, Signatory
from bransjekurs.olx.pieces import Element, add, attribute, children, convert, fault, names, texts

_USUAL_LANGUAGES = CertificateRules().languages


def certificate_to_xml(node: Element, rules: CertificateRules) -> None:
    """Set ``minimum_hours`` and append ``<purpose>`` and the signatories; the usage key is the block's own."""
    node.set("minimum_hours", str(rules.minimum_hours))
    add(node, "purpose", rules.purpose)
    for signatory in rules.signatories:
        add(node, "signatory", signatory.name, title=signatory.title)
    if rules.languages != _USUAL_LANGUAGES:
        node.set("languages", names(rules.languages))
    for document in rules.documents_required:
        add(node, "requires", document=document)
    if approved := rules.accreditation:
        add(node, "accreditation", approved.approved_by, credits=str(approved.credits), level=approved.level)


def certificate_from_xml(node: Element) -> CertificateRules:
    """Return the rules, with an empty usage key."""
    return CertificateRules(
        purpose="".join(texts(node, "purpose")),
        minimum_hours=convert(node, "minimum_hours", int) if "minimum_hours" in node.attrib else 0,
        signatories=tuple(Signatory(child.text or "", child.get("title", "")) for child in children(node, "signatory")),
        languages=_languages(node),
        documents_required=tuple(attribute(child, "document") for child in children(node, "requires")),
        accreditation=next((_accreditation(child) for child in children(node, "accreditation")), None),
    )


def _languages(node: Element) -> tuple[str, ...]:
    found = tuple(node.get("languages", "").split()) or _USUAL_LANGUAGES
    for language in found:
        if language not in LANGUAGES or found.count(language) > 1:
            message = _("languages=“{value}” must name one or more of these, each once: {known}.")
            raise fault(node, message.format(value=node.get("languages"), known=", ".join(LANGUAGES)))
    return found


def _accreditation(node: Element) -> Accreditation:
    attribute(node, "credits")
    return Accreditation(node.text or "", convert(node, "credits", int), node.get("level", ""))
