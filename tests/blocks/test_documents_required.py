"""What an author asks for beside the goals: told to the participant, noted by the teacher, then no longer missing."""

from bransjekurs.api import publishing
from bransjekurs.api.certificate_basis import note_document
from bransjekurs.api.participant_certificate import confirm_name, see_certificate
from bransjekurs.domain.certificate_content import CertificateKind

from tests.blocks.desk import Desk
from tests.conftest import START, Cast

REQUIRED = ["final_test", "hms-kort-for-renhold"]


def test_a_document_that_the_author_asks_for_is_missing_until_a_teacher_has_seen_it(cast: Cast, desk: Desk) -> None:
    cast.reach_everything()
    confirm_name(cast.amina, "Amina Hassan", START)
    desk.save("competence_certificate", {"documents": REQUIRED})
    publishing.publish(cast.course_key, START)
    assert see_certificate(cast.amina).standing.kind is CertificateKind.PARTIAL
    shown = desk.see("competence_certificate", "amina").text
    for name in ("HMS-kort for renhold", "Avsluttende prøve"):
        assert f"{name} Vis det til læreren din." in shown
    for one in REQUIRED:
        note_document(cast.tor, cast.amina.user_id, one, "Prøven i mai", None, START)
    assert see_certificate(cast.amina).standing.kind is CertificateKind.COMPETENCE
    assert "Vis det til læreren din." not in desk.see("competence_certificate", "amina").text
