"""Verifiers that others wrote take what we sign, and refuse what is changed, expired or revoked.

Nothing is fetched. ``make test`` installs them. Where they are not, the tests fail and say so, unless
WITHOUT_OTHERS_VERIFIERS is set.
"""

import copy
import json
import os
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bransjekurs.certificates.credential import terms
from bransjekurs.certificates.credential.did import document_address
from bransjekurs.domain.certificate_content import LANGUAGES, CertificateContent

from tests.certificates.examples import BESIDE, GOALS, PARTIAL, PARTICIPATION
from tests.certificates.signing import DID, DID_DOCUMENT, ISSUED, LIST_URL, PLACE, signed, signed_list

ROOT = Path(__file__).parents[2]
HERE = ROOT / "tests" / "verifiers"
NODE = ("node", str(HERE / "ask.mjs"))
PYTHON = (str(ROOT / ".venv" / "openbadgeslib" / "bin" / "python"), str(HERE / "ask_openbadgeslib.py"))
ALL = ("digitalbazaar", "verifierCore", "learnCard", "openbadgeslib")
# The schema knows nothing of keys, times and lists.
CHECKING = tuple(name for name in ALL if name != "learnCard")


@pytest.fixture(autouse=True)
def installed() -> None:
    """Others' verifiers are there: a test that silently asks nobody would prove nothing."""
    missing = [path for path in (HERE / "node_modules", Path(PYTHON[0])) if not path.exists()]
    if missing and os.environ.get("WITHOUT_OTHERS_VERIFIERS"):
        pytest.skip(f"NOT ASKED, since WITHOUT_OTHERS_VERIFIERS is set: {missing}")
    assert not missing, f"Run `make verifiers`; missing: {missing}"


def answers(credential: dict[str, Any], bits: dict[str, Any], did: dict[str, Any] = DID_DOCUMENT) -> dict[str, Any]:
    """What each verifier says of a credential."""
    return json.loads(_asked(json.dumps([credential, bits, did])))


@cache
def _asked(question: str) -> str:
    credential, bits, did = json.loads(question)
    contexts = {url: terms.load_document(url)["document"] for url in terms.CONTEXTS}
    asked = {"credential": credential, "documents": {document_address(DID): did, LIST_URL: bits}, "contexts": contexts}
    told: dict[str, Any] = {"why": {}}
    for command in (NODE, PYTHON):
        run = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=True, timeout=120)
        answer = json.loads(run.stdout)
        told["why"] |= answer.pop("why")
        told |= answer
    return json.dumps(told)


def _of(told: dict[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    return {name: told[name] for name in names}


FOREIGN = replace(ISSUED, holder="Şêrîn Øst-Ñandú", language="en", goals=GOALS[:2], course_title="«Å» & <b>\\o/</b>")
EVERY = [
    replace(content, language=language, issued_at=ISSUED.issued_at)
    for content in (ISSUED, PARTIAL, PARTICIPATION, BESIDE)
    for language in LANGUAGES
]


@pytest.mark.parametrize("content", [*EVERY, FOREIGN], ids=lambda it: f"{it.kind} {it.language} {len(it.documents)}")
def test_they_accept_what_we_sign(content: CertificateContent) -> None:
    told = answers(signed(content), signed_list(PLACE - 1, PLACE + 1))
    assert _of(told, ALL) == dict.fromkeys(ALL, "accepted"), told["why"]


def test_they_refuse_a_revoked_one() -> None:
    told = answers(signed(), signed_list(PLACE))
    assert _of(told, CHECKING) == dict.fromkeys(CHECKING, "refused"), told["why"]


def test_they_refuse_an_expired_one() -> None:
    told = answers(signed(validUntil="2025-01-01T00:00:00Z"), signed_list())
    assert _of(told, CHECKING) == dict.fromkeys(CHECKING, "refused"), told["why"]


@pytest.mark.parametrize("what", ["holder", "goal", "level", "document", "credits", "undefined term"])
def test_they_refuse_a_changed_one(what: str) -> None:
    credential = copy.deepcopy(signed(replace(BESIDE, issued_at=ISSUED.issued_at)))
    if what == "holder":
        credential["credentialSubject"]["identifier"][0]["identityHash"] = "Carl Vik"
    elif what == "goal":
        credential["credentialSubject"]["result"][1]["value"] = "Nådd"
    elif what == "level":
        credential["credentialSubject"]["result"][4]["value"] = "B2"
    elif what == "document":
        credential["evidence"][-1]["narrative"] += " Gjelder til 2099."
    elif what == "credits":
        credential["credentialSubject"]["creditsEarned"] = 60
    else:
        credential["fodselsnummer"] = "12345678901"
    told = answers(credential, signed_list())
    assert _of(told, CHECKING) == dict.fromkeys(CHECKING, "refused"), told["why"]


def test_they_refuse_a_list_that_somebody_else_made() -> None:
    forged = signed_list(PLACE)
    forged["credentialSubject"] = signed_list()["credentialSubject"]
    told = answers(signed(), forged)
    assert _of(told, CHECKING) == dict.fromkeys(CHECKING, "refused"), told["why"]


def test_they_refuse_a_key_that_the_issuer_does_not_publish_any_more() -> None:
    emptied = {**DID_DOCUMENT, "verificationMethod": [], "assertionMethod": []}
    told = answers(signed(), signed_list(), emptied)
    assert _of(told, CHECKING) == dict.fromkeys(CHECKING, "refused"), told["why"]


def test_the_schema_refuses_an_achievement_without_a_name() -> None:
    credential = signed()
    del credential["credentialSubject"]["achievement"]["name"]
    assert answers(credential, signed_list())["learnCard"] == "refused"
