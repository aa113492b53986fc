"""Issuing signs, or does not happen; revoking and replacing are told in the status list."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bransjekurs.api import signing
from bransjekurs.api.participant_certificate import confirm_name
from bransjekurs.api.teacher_certificate import revoke_latest
from bransjekurs.certificates import api as certificates
from bransjekurs.certificates.api import Issued, Status
from bransjekurs.certificates.credential import proof, status_list, store
from bransjekurs.certificates.credential.keys import multikey, new_pem, private_key, public_key
from bransjekurs.certificates.credential.models import SignedCredential, StatusList
from bransjekurs.certificates.models import Certificate
from bransjekurs.domain.refusal import Refusal
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from tests.conftest import START, Cast

DAY = timedelta(days=1)


@pytest.fixture
def ready(cast: Cast) -> Cast:
    """Amina has attended and confirmed her name, so that a certificate can be issued."""
    # Each test begins on the same day: what one of them published must not be kept for the next.
    cache.clear()
    cast.attend(3)
    confirm_name(cast.amina, "Amina Hassan", START)
    return cast


def credential(issued: Issued) -> dict[str, Any]:
    found = certificates.credential_of(issued.number)
    assert found is not None
    return json.loads(found)


def checked(issued: Issued) -> dict[str, Any]:
    """The credential, its proof checked with the key that the issuer publishes."""
    document = credential(issued)
    keys = {key["id"]: key for key in signing.did_document("fjordbyen")["verificationMethod"]}
    key = keys[proof.verification_method(document)]["publicKeyMultibase"]
    proof.check(document, public_key(key))
    return document


def stands_no_more(issued: Issued) -> bool:
    """What the issuer's status list says."""
    entry = credential(issued)["credentialStatus"]
    organisation, _, number = entry["statusListCredential"].rsplit("/", 3)[-3:]
    return status_list.is_set(json.loads(signing.status_list(organisation, int(number)) or b""), entry)


def with_key(settings, **key: Any) -> None:
    issuer = {**settings.BRANSJEKURS_ISSUERS["fjordbyen"], **key}
    settings.BRANSJEKURS_ISSUERS = {"fjordbyen": issuer}


def new_key(tmp_path: Path, name: str = "2027-1") -> dict[str, str]:
    path = tmp_path / f"{name}.pem"
    path.touch(mode=0o600)
    path.write_bytes(new_pem())
    return {"name": name, "path": str(path)}


def test_what_is_issued_is_signed_and_says_what_the_certificate_says(ready: Cast) -> None:
    issued = ready.certificate()
    document = checked(issued)
    assert issued.content is not None
    assert document["id"] == issued.content.verify_url
    assert document["credentialSubject"]["identifier"][0]["identityHash"] == "Amina Hassan"
    assert document["validFrom"] == "2026-10-05T07:00:00Z"
    assert not stands_no_more(issued)


def test_the_credential_names_no_account_no_address_and_no_judge(ready: Cast) -> None:
    ready.confirm("merking")
    text = json.dumps(credential(ready.certificate()), ensure_ascii=False)
    assert not [word for word in ("amina@", "Tor Bakken", "Kari", "Gjør dette uten hjelp") if word in text]


def test_every_goal_has_its_result_its_evidence_and_its_codes(cast: Cast) -> None:
    cast.reach_everything()
    document = checked(cast.certificate())
    subject, achievement = document["credentialSubject"], document["credentialSubject"]["achievement"]
    titles = [outcome.title for outcome in cast.course.outcomes]
    described = achievement["resultDescription"]
    assert [one["name"] for one in described] == titles
    assert [one["resultDescription"] for one in subject["result"]] == [one["id"] for one in described]
    assert [one["name"] for one in document["evidence"]] == titles
    for outcome, one in zip(cast.course.outcomes, described, strict=True):
        told = [(aim["targetCode"], aim["targetName"]) for aim in one.get("alignment", [])]
        assert told == [(aim.code, aim.wording) for aim in outcome.curriculum]


@pytest.mark.parametrize("key", [{}, {"signing_key": None}, {"signing_key": {"name": "x", "path": "/nowhere.pem"}},
                                 {"signing_key": {"name": "x", "env": "NOT_SET_HERE"}},
                                 {"signing_key": {"path": "/nowhere.pem"}}])  # fmt: skip
def test_without_a_key_nothing_is_issued(ready: Cast, settings, key: dict[str, Any]) -> None:
    issuer = {name: value for name, value in settings.BRANSJEKURS_ISSUERS["fjordbyen"].items() if name != "signing_key"}
    settings.BRANSJEKURS_ISSUERS = {"fjordbyen": issuer | key}
    with pytest.raises(Refusal, match="signing_key_missing"):
        ready.certificate()
    assert not Certificate.objects.exists()
    assert not SignedCredential.objects.exists()


def test_a_key_can_come_from_the_environment(ready: Cast, settings, monkeypatch) -> None:
    monkeypatch.setenv("FJORDBYEN_KEY", new_pem().decode())
    with_key(settings, signing_key={"name": "env-1", "env": "FJORDBYEN_KEY"})
    assert proof.verification_method(checked(ready.certificate())).endswith("#env-1")


def test_a_key_that_was_replaced_still_verifies_what_it_signed(ready: Cast, settings, tmp_path: Path) -> None:
    before = ready.certificate()
    old = settings.BRANSJEKURS_ISSUERS["fjordbyen"]["signing_key"]
    public = multikey(private_key(Path(old["path"]).read_bytes()).public_key())
    with_key(settings, signing_key=new_key(tmp_path), earlier_keys={old["name"]: public})
    ready.attend(3)
    after = ready.certificate(START + DAY)
    assert proof.verification_method(checked(before)).endswith("#preview")
    assert proof.verification_method(checked(after)).endswith("#2027-1")
    assert stands_no_more(before)
    assert not stands_no_more(after)


def _weak_pem() -> bytes:
    from cryptography.hazmat.primitives import serialization as to
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(b"\1" * 32)
    return key.private_bytes(to.Encoding.PEM, to.PrivateFormat.PKCS8, to.NoEncryption())


def _locked_pem() -> bytes:
    from cryptography.hazmat.primitives import serialization as to

    how = to.BestAvailableEncryption(b"secret")
    return private_key(new_pem()).private_bytes(to.Encoding.PEM, to.PrivateFormat.PKCS8, how)


def _rsa_pem() -> bytes:
    from cryptography.hazmat.primitives import serialization as to
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

    key = generate_private_key(65537, 2048)
    return key.private_bytes(to.Encoding.PEM, to.PrivateFormat.PKCS8, to.NoEncryption())


@pytest.mark.parametrize(
    ("pem", "says"),
    [(lambda: b"", "not a private key"), (lambda: new_pem()[:60], "not a private key"), (_weak_pem, "weak"),
     (_locked_pem, "password"), (_rsa_pem, "not an Ed25519 key")],
)  # fmt: skip
def test_a_key_that_cannot_be_used_is_told_at_the_start_and_signs_nothing(
    ready: Cast, settings, tmp_path: Path, pem, says: str
) -> None:
    named = new_key(tmp_path)
    Path(named["path"]).write_bytes(pem())
    with_key(settings, signing_key=named)
    with pytest.raises(SystemCheckError, match=says):
        call_command("check")
    with pytest.raises(Refusal, match="signing_key_missing"):
        ready.certificate()


def test_other_mistakes_with_keys_are_told_at_the_start(loaded, settings, tmp_path: Path) -> None:
    named = new_key(tmp_path)
    with_key(settings, signing_key=named)
    call_command("check")
    Path(named["path"]).chmod(0o644)
    with pytest.raises(SystemCheckError, match="Everybody on the machine can read"):
        call_command("check")
    Path(named["path"]).chmod(0o640)
    with_key(settings, earlier_keys={"2026": "z6Mkabc"})
    with pytest.raises(SystemCheckError, match="not an Ed25519 public key"):
        call_command("check")
    with_key(settings, earlier_keys={"2027-1": multikey(private_key(new_pem()).public_key())})
    with pytest.raises(SystemCheckError, match="Two keys are called"):
        call_command("check")
    with_key(settings, signing_key=None)
    with pytest.raises(SystemCheckError, match="no signing_key"):
        call_command("check")


def test_a_revoked_certificate_is_revoked_in_the_list_and_no_other(ready: Cast) -> None:
    issued = ready.certificate()
    ready.confirm("merking")
    revoke_latest(ready.tor, ready.amina.user_id, "Feil.", START)
    again = ready.certificate(START + DAY)
    assert stands_no_more(issued)
    assert not stands_no_more(again)


def test_the_list_is_signed_and_changes_only_when_something_has_changed(ready: Cast) -> None:
    ready.certificate()
    first = signing.status_list("fjordbyen", 1)
    assert first == signing.status_list("fjordbyen", 1)
    revoke_latest(ready.tor, ready.amina.user_id, "Feil.", START + DAY)
    second = signing.status_list("fjordbyen", 1)
    assert first != second
    document = json.loads(second or b"")
    assert document["validFrom"] == "2026-10-06T07:00:00Z"
    proof.check(document, public_key(next(iter(signing.public_keys("fjordbyen").values()))))
    assert signing.status_list("fjordbyen", 2) is None


def test_places_are_drawn_by_lot_and_a_full_list_is_followed_by_another(ready: Cast, monkeypatch) -> None:
    issued = ready.certificate()
    place = SignedCredential.objects.get(certificate__number=issued.number).place
    monkeypatch.setattr(store.secrets, "randbelow", lambda length: place)
    ready.attend(3)
    later = ready.certificate(START + DAY)
    entry = SignedCredential.objects.select_related("status_list").get(certificate__number=later.number)
    assert (entry.status_list.number, entry.place) == (2, place)
    assert StatusList.objects.count() == 2
    assert stands_no_more(issued)
    assert not stands_no_more(later)


def test_every_bit_says_what_the_page_says(ready: Cast) -> None:
    numbers = [ready.certificate().number]
    for day, act in enumerate([ready.attend, ready.attend, None, ready.attend], 1):
        if act:
            act(3)
        else:
            revoke_latest(ready.tor, ready.amina.user_id, "Feil.", START + day * DAY)
        numbers.append(ready.certificate(START + day * DAY).number)
    found = [certificates.find(number) for number in dict.fromkeys(numbers)]
    assert [(one.status is not Status.VALID) for one in found if one] == [stands_no_more(one) for one in found if one]


def test_of_an_erased_credential_the_hash_and_the_bit_remain(ready: Cast) -> None:
    issued = ready.certificate()
    digest = store.hash_of(issued.number)
    store.forget(Certificate.objects.filter(number=issued.number).values_list("pk", flat=True))
    assert certificates.credential_of(issued.number) is None
    assert (store.hash_of(issued.number), len(digest)) == (digest, 64)


def test_when_signing_fails_no_certificate_is_left(ready: Cast, monkeypatch) -> None:
    def fails(*_arguments: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(store.proof, "sign", fails)
    with pytest.raises(RuntimeError):
        ready.certificate()
    assert not Certificate.objects.exists()
