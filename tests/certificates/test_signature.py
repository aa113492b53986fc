"""The signature: what is signed is just what the document says, and whatever is changed breaks it."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from bransjekurs.certificates.credential import checking, proof, quads, terms
from bransjekurs.certificates.credential.keys import SigningKey, new_pem, private_key
from bransjekurs.certificates.credential.proof import BadProofError
from bransjekurs.certificates.credential.terms import NotSignableError
from bransjekurs.domain.certificate_content import LANGUAGES, CertificateContent
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from tests.certificates.examples import BESIDE, COMPETENCE, GOALS, PARTIAL, PARTICIPATION
from tests.certificates.signing import DID, KEY, PUBLIC, signed, signed_list, unsigned

OTHER = SigningKey("2026-1", private_key(new_pem()))
HARD = replace(COMPETENCE, holder='Å"\\se <b>\u00a0Ñ', course_title="To\nlinjer\tog mer", language="nn")


def by_pyld(document: dict[str, Any]) -> bytes:
    """The statements as PyLD's own expansion and ordering arrive at them."""
    options = {
        "documentLoader": terms.load_document,
        "algorithm": "URDNA2015",
        "format": "application/n-quads",
    }
    return jsonld.normalize(document, options).encode()


ALL_BESIDE = [replace(BESIDE, language=language) for language in LANGUAGES]
NO_GOALS = replace(BESIDE, kind=PARTICIPATION.kind, goals=(), accreditation=None)


@pytest.mark.parametrize(
    "content",
    [COMPETENCE, PARTIAL, PARTICIPATION, HARD, replace(COMPETENCE, is_preview=True), *ALL_BESIDE, NO_GOALS],
)
def test_a_certificate_means_what_the_standard_says_that_it_means(content: CertificateContent) -> None:
    assert quads.canonical(unsigned(content)) == by_pyld(unsigned(content))


def test_so_does_a_status_list_and_so_does_the_proof_itself() -> None:
    credential = signed_list(3, 5)
    options = {name: value for name, value in credential.pop("proof").items() if name != "proofValue"}
    config = {"@context": credential["@context"], **options}
    assert quads.canonical(credential) == by_pyld(credential)
    assert quads.canonical(config) == by_pyld(config)


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], max_codepoint=0xFFFF), min_size=1, max_size=20
)


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(TEXT, min_size=4, max_size=4, unique=True), holder=TEXT, title=TEXT)
def test_whatever_people_write_means_the_same_to_the_standard(texts: list[str], holder: str, title: str) -> None:
    goals = tuple(replace(goal, title=text) for goal, text in zip(GOALS, texts, strict=True))
    content = replace(COMPETENCE, goals=goals, holder=holder, course_title=title)
    assert quads.canonical(unsigned(content)) == by_pyld(unsigned(content))


def test_the_contexts_are_the_published_ones() -> None:
    told = (Path(terms.__file__).parent / "contexts" / "README.md").read_text()
    for path in (Path(terms.__file__).parent / "contexts").glob("*.json"):
        assert f"| `{sha256(path.read_bytes()).hexdigest()}` |" in told, path.name


def test_equal_records_give_equal_bytes() -> None:
    assert json.dumps(signed()) == json.dumps(signed())
    assert proof.check(signed(), PUBLIC) is None


def test_the_proof_does_not_depend_on_how_the_file_is_laid_out() -> None:
    turned = dict(reversed(json.loads(json.dumps(signed(), indent=3)).items()))
    turned["evidence"] = turned["evidence"][::-1]
    proof.check(turned, PUBLIC)


def _at(document: Any, *path: Any) -> Any:
    for step in path:
        document = document[step]
    return document


def _put(value: Any, *path: Any) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        _at(document, *path[:-1])[path[-1]] = value

    return change


def _remove(*path: Any) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        del _at(document, *path[:-1])[path[-1]]

    return change


HOLDER = ("credentialSubject", "identifier", 0, "identityHash")
EVIL = {"@context": {"name": "https://evil.example/name"}}
CHANGES = {
    "another holder": _put("Carl Vik", *HOLDER),
    "another goal": _put("Kjøre truck", "credentialSubject", "achievement", "resultDescription", 0, "name"),
    "a better result": _put("Nådd", "credentialSubject", "result", 1, "value"),
    "another code": _put("KM1", "credentialSubject", "achievement", "alignment", 0, "targetCode"),
    "one goal less": _remove("credentialSubject", "result", 0),
    "a goal twice": lambda it: it["credentialSubject"]["result"].append(it["credentialSubject"]["result"][0]),
    "another kind": _put("Kompetansebevis!", "name"),
    "another day": _put("2026-12-19T13:05:07Z", "validFrom"),
    "an end that was not there": _put("2030-01-01T00:00:00Z", "validUntil"),
    "another bit": _put("94568", "credentialStatus", "statusListIndex"),
    "no status": _remove("credentialStatus"),
    "two statuses": lambda it: it.update(credentialStatus=[it["credentialStatus"], {"type": "Alignment"}]),
    "another issuer": _put("did:web:evil.example", "issuer", "id"),
    "another issuer's name": _put("Oslo kommune", "issuer", "name"),
    "another page": _put("https://evil.example/k/1", "id"),
    "a text that is a number": _put(1, *HOLDER),
    "a name of nothing": _put(None, *HOLDER),
    "a truth that is a text": _put("false", "credentialSubject", "identifier", 0, "hashed"),
    "no holder": _put([], "credentialSubject", "identifier"),
    "a list in a list": _put([["Amina"]], *HOLDER),
    "a word that means nothing": _put("12345678901", "fodselsnummer"),
    "a word that means nothing, further in": _put("Ja", "credentialSubject", "achievement", "level"),
    "a context of one's own": lambda it: it["@context"].append({"name": "https://evil.example/name"}),
    "a context from elsewhere": lambda it: it["@context"].append("https://evil.example/context"),
    "the contexts the other way round": lambda it: it["@context"].reverse(),
    "a context further in": lambda it: it["credentialSubject"].update(EVIL),
    "a keyword": _put("x", "@graph"),
    "a keyword further in": _put({"@value": "Carl Vik"}, *HOLDER),
    "another object with the same id": lambda it: it["evidence"].append({"id": it["id"], "type": ["Evidence"]}),
    "an object between": lambda it: it.update(credentialSubject={"credentialSubject": it["credentialSubject"]}),
    "a type more": lambda it: it["type"].append("EndorsementCredential"),
    "a type that is nothing": lambda it: it["type"].append("Diploma"),
    "another key's name": _put(f"{DID}#2027-1", "proof", "verificationMethod"),
    "another time of signing": _put("2026-12-19T13:05:07Z", "proof", "created"),
    "another kind of proof": _put("Ed25519Signature2020", "proof", "type"),
    "another cryptosuite": _put("ecdsa-rdfc-2019", "proof", "cryptosuite"),
    "another purpose": _put("authentication", "proof", "proofPurpose"),
    "a proof that says more": _put("x", "proof", "domain"),
    "no proof": _remove("proof"),
    "an empty proof": _put({}, "proof"),
    "two proofs": lambda it: it.update(proof=[it["proof"], it["proof"]]),
    "half a signature": lambda it: it["proof"].update(proofValue=it["proof"]["proofValue"][:40]),
    "a signature of other signs": _put("z0OIl", "proof", "proofValue"),
    "a signature that goes on": _put("z" + "1" * 100_000, "proof", "proofValue"),
    "a signature of nothing": _put("z" + "1" * 64, "proof", "proofValue"),
    "no signature": _put(None, "proof", "proofValue"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_is_changed_breaks_the_signature(change: Callable[[dict[str, Any]], None]) -> None:
    document = copy.deepcopy(signed())
    change(document)
    with pytest.raises(BadProofError):
        proof.check(document, PUBLIC)


def test_what_another_key_signed_does_not_hold() -> None:
    with pytest.raises(BadProofError):
        proof.check(proof.sign(unsigned(), OTHER, DID, COMPETENCE.issued_at), PUBLIC)
    with pytest.raises(BadProofError):
        proof.check(signed(), OTHER.private.public_key())


@pytest.mark.parametrize(
    "more",
    [
        {"fodselsnummer": "12345678901"},
        {"issuer": {"id": "not an address"}},
        {"issuer": {"id": "did:web:a b"}},
        {"name": "Bell\a"},
        {"name": 1.5},
        {"name": 5},
        {"credentialSubject": {"type": ["AchievementSubject"], "creditsEarned": 7.5}},
        {"credentialSubject": {"type": ["AchievementSubject"], "creditsEarned": -1}},
        {"credentialSubject": {"type": ["AchievementSubject"], "creditsEarned": 10**30}},
        {"credentialSubject": {"type": ["AchievementSubject"], "creditsEarned": True}},
        {"credentialSubject": {"type": ["AchievementSubject"], "creditsEarned": "5"}},
        {"name": "half \ud800"},
        {"type": ["VerifiableCredential", "Diploma"]},
        {"type": [["VerifiableCredential"]]},
        {"evidence": [{"type": ["Evidence"], "name": "x"}, {"type": ["Evidence"], "name": "x"}]},
        {"@context": ["https://www.w3.org/ns/credentials/v2"]},
    ],
    ids=str,
)
def test_nothing_is_signed_that_the_signature_would_not_cover(more: dict[str, Any]) -> None:
    with pytest.raises(NotSignableError):
        signed(**more)


def test_a_file_that_would_take_long_to_put_in_order_is_refused_at_once() -> None:
    """Objects that nothing tells apart make the standard's algorithm try every order of them."""
    inner: dict[str, Any] = {"type": ["Evidence"], "name": "x"}
    deep: dict[str, Any] = {"type": ["Result"], "value": "x"}
    for _ in range(50):
        deep = {"type": ["AchievementSubject"], "result": [deep]}
    for hard in ({"evidence": [copy.deepcopy(inner) for _ in range(5000)]}, {"credentialSubject": deep}):
        with pytest.raises(BadProofError):
            proof.check(signed() | hard, PUBLIC)


def test_the_signature_is_made_with_the_named_key() -> None:
    assert signed()["proof"]["verificationMethod"] == f"{DID}#{KEY.name}"


def _told(content: CertificateContent) -> tuple[dict[str, str], dict[str, str]]:
    """The results by their names, and the evidence."""
    subject = signed(content)["credentialSubject"]
    names = {one["id"]: one["name"] for one in subject["achievement"]["resultDescription"]}
    evidence = {one["name"]: one["narrative"] for one in signed(content)["evidence"]}
    return {names[one["resultDescription"]]: one["value"] for one in subject["result"]}, evidence


BESIDE_THE_GOALS = {
    "nb": ({"Norsk: lytte": "B1", "Norsk: skrive": "A1", "Si fra om avvik": "Ikke nådd",
            "Hindre smitte": "Realkompetanse"},
           {"Norsk": "samtale og skriftlig prøve", "HMS-kort": "gjelder til 14. august 2028",
            "Førstehjelpskurs": "vist fram for lærer", "Hindre smitte": "kunne fra før kurset",
            "Føre timer på mobilen": "Målet er deltakerens eget"}),
    "nn": ({"Norsk: lytte": "B1", "Si fra om avvik": "Ikkje nådd", "Hindre smitte": "Realkompetanse"},
           {"Norsk": "samtale og skriftlig prøve", "HMS-kort": "gjeld til 14. august 2028"}),
    "en": ({"Norwegian: listening": "B1", "Si fra om avvik": "Not reached",
            "Hindre smitte": "Recognised prior learning"},
           {"Norwegian": "judged on 10 December 2026", "HMS-kort": "is valid until 14 August 2028"}),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_told_beside_the_goals_is_signed_too(language: str) -> None:
    content = replace(BESIDE, language=language)
    results, evidence = _told(content)
    expected_results, expected_evidence = BESIDE_THE_GOALS[language]
    assert expected_results.items() <= results.items()
    for name, sentence in expected_evidence.items():
        assert sentence in evidence[name]
    subject = signed(content)["credentialSubject"]
    assert (subject["creditsEarned"], subject["achievement"]["creditsAvailable"]) == (5, 5)
    assert "NOKUT, ref. 1/2026" in signed(content)["description"]
    plain = signed()["credentialSubject"]
    assert not {"creditsEarned", "creditsAvailable"} & {*plain, *plain["achievement"]}


def test_what_is_not_a_goal_is_not_counted_as_one() -> None:
    told = checking.says(signed(BESIDE))
    assert [title for title, _value in told.goals] == [goal.title for goal in BESIDE.goals]
    assert dict(told.beside).keys() >= {"Norsk: lytte", "Gå trygt med maskin", "Si fra om avvik", "HMS-kort"}


def test_a_goal_may_be_called_whatever_the_author_likes() -> None:
    """The addresses inside the credential never meet, whatever the ids of goals are."""
    names = ("norwegian", "norwegian-listening", "document-1", "basis")
    goals = tuple(replace(goal, outcome_id=name) for goal, name in zip(BESIDE.goals, names, strict=True))
    assert proof.check(signed(replace(BESIDE, goals=goals)), PUBLIC) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("content", [COMPETENCE, PARTIAL, PARTICIPATION], ids=lambda it: it.kind)
def test_the_signed_part_says_plainly_what_it_is_not(content: CertificateContent, language: str) -> None:
    plainly = {"nb": "ikke dokumentasjon etter", "nn": "ikkje dokumentasjon etter", "en": "not documentation under"}
    assert plainly[language] in signed(replace(content, language=language))["description"]
