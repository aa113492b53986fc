"""A file from somebody: what is genuine passes, and nothing that can be put in a file breaks the check."""

import io
import json
import subprocess
import sys
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bransjekurs.certificates.credential import checking, reading
from bransjekurs.certificates.credential.checking import Held, Point
from bransjekurs.certificates.credential.did import keys_of
from bransjekurs.certificates.credential.reading import UnreadableError
from bransjekurs.certificates.pdf import render
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from tests.certificates.signing import DID, DID_DOCUMENT, ISSUED, PLACE, signed, signed_list

NOW = datetime(2025, 6, 1, tzinfo=UTC)
KEYS = keys_of(DID_DOCUMENT)[1]


def written(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """A certificate with its credential attached."""
    return render(ISSUED, written(signed()))


def found(data: bytes, now: datetime = NOW) -> list[str]:
    return [held.value for held in checking.check(reading.parse(reading.read(data)), DID, KEYS, now).values()]


def test_the_credential_in_a_certificate_holds(pdf: bytes) -> None:
    assert reading.read(pdf) == written(signed())
    assert found(pdf) == found(written(signed())) == ["yes", "yes", "yes"]


def test_what_a_certificate_says_can_be_compared_with_the_paper(pdf: bytes) -> None:
    told = checking.says(reading.parse(reading.read(pdf)))
    assert (told.holder, told.kind, told.course) == (ISSUED.holder, "Kompetansebevis", ISSUED.course_title)
    assert [title for title, _value in told.goals] == [goal.title for goal in ISSUED.goals]


def test_a_pdf_that_another_program_saved_still_carries_it(pdf: bytes, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    saved = io.BytesIO()
    writer.write(saved)
    assert found(saved.getvalue()) == ["yes", "yes", "yes"]
    (tmp_path / "a.pdf").write_bytes(pdf)
    subprocess.run(["qpdf", "--stream-data=uncompress", tmp_path / "a.pdf", tmp_path / "b.pdf"], check=True)
    assert found((tmp_path / "b.pdf").read_bytes()) == ["yes", "yes", "yes"]


BOMB = zlib.compress(b"{" + b" " * 200_000_000, 9)
PDF = b"%PDF-1.7\n1 0 obj\n<</Type/EmbeddedFile/Filter/FlateDecode>>\nstream\n"
HOSTILE = {
    "nothing": b"",
    "zeros": bytes(1000),
    "text": b"Kompetansebevis",
    "half a PDF": PDF,
    "a PDF of nothing": b"%PDF-1.7\n%%EOF",
    "a stream that is no stream": PDF + b"xxxx endstream",
    "a stream that swells": PDF + BOMB + b"endstream",
    "many streams": b"%PDF-1.7\n" + (PDF + b"x endstream endobj\n") * 20_000,
    "a beginning without an end": b"%PDF-1.7\n" + b"/Type/EmbeddedFile " * 100_000,
    "a number": b"1",
    "a list": b"[]",
    "too deep": b'{"a":' * 100_000,
    "deep and whole": b'{"a":' * 30 + b"1" + b"}" * 30,
    "the same twice": b'{"id": "a", "id": "b"}',
    "no number": b'{"a": NaN}',
    "a long number": b'{"a": ' + b"9" * 5000 + b"}",
    "half signs": b'{"a": "\xff"}',
    "other signs": '{"a": 1}'.encode("utf-16"),
    "a mark in front": b"\xef\xbb\xbf{}",
    "too large": b"{" + b" " * 300_000 + b"}",
    "much too large": bytes(6_000_000),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_holds_no_credential_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        reading.parse(reading.read(data))


VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(
    inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=10)  # fmt: skip
FIELDS = [*sorted(signed()), "validUntil", "@graph"]


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(FIELDS), value=VALUES)
def test_whatever_stands_in_a_field_it_is_answered(name: str, value: object) -> None:
    document = signed() | {name: value}
    if document == signed():
        return
    held = checking.check(document, DID, KEYS, NOW)
    assert held[Point.SIGNATURE] is Held.NO
    assert checking.check_status(signed(), signed_list() | {name: value}, DID, KEYS) in Held
    assert checking.check_status(document, signed_list(), DID, KEYS) in Held


@pytest.mark.parametrize(
    ("now", "more", "held"),
    [
        (NOW, {}, "yes"),
        (datetime(2024, 1, 1, tzinfo=UTC), {}, "no"),
        (NOW, {"validUntil": "2025-06-01T00:00:00Z"}, "no"),
        (NOW, {"validUntil": "2025-06-02T00:00:00Z"}, "yes"),
        (NOW, {"validUntil": "2025-06-02T00:00:00"}, "no"),
        (NOW, {"validUntil": "never"}, "no"),
    ],
)
def test_time_is_looked_at(now: datetime, more: dict[str, str], held: str) -> None:
    assert checking.check(signed(**more), DID, KEYS, now)[Point.EXPIRY].value == held


def test_the_status_is_believed_only_from_the_issuer() -> None:
    assert checking.check_status(signed(), signed_list(), DID, KEYS) is Held.YES
    assert checking.check_status(signed(), signed_list(PLACE), DID, KEYS) is Held.NO
    forged = signed_list(PLACE) | {"credentialSubject": signed_list()["credentialSubject"]}
    assert checking.check_status(signed(), forged, DID, KEYS) is Held.UNKNOWN
    assert checking.check_status(signed(), signed(), DID, KEYS) is Held.UNKNOWN
    assert checking.check_status(signed(), signed_list(), "did:web:evil.example", KEYS) is Held.UNKNOWN


def command(*arguments: object) -> tuple[int, str]:
    run = subprocess.run([sys.executable, "-c", "from bransjekurs.command import main; main()", "verify",
                          *map(str, arguments)], capture_output=True, text=True)  # fmt: skip
    return run.returncode, run.stdout


def test_the_command_says_what_holds(pdf: bytes, tmp_path: Path) -> None:
    file, issuer = tmp_path / "bevis.pdf", tmp_path / "did.json"
    file.write_bytes(pdf)
    issuer.write_bytes(written(DID_DOCUMENT))
    status, told = command(file, "--issuer", issuer)
    assert (status, told.count("✓"), ISSUED.holder in told) == (0, 3, True)
    status, told = command(file, "--issuer", issuer, "--json")
    assert json.loads(told)["findings"] == {"signature": "yes", "issuer": "yes", "expiry": "yes", "status": "unknown"}
    assert command(file)[0] == 2


def test_the_command_refuses_what_is_changed_and_does_not_repeat_it(tmp_path: Path) -> None:
    file, issuer = tmp_path / "bevis.json", tmp_path / "did.json"
    issuer.write_bytes(written(DID_DOCUMENT))
    file.write_bytes(written(signed()).replace(ISSUED.holder.encode(), b"Carl Vik"))
    status, told = command(file, "--issuer", issuer)
    assert (status, "Carl" in told, "✗" in told) == (1, False, True)
    file.write_bytes(b"{}")
    assert command(file, "--issuer", issuer)[0] == 1
    file.write_bytes(b"hello")
    assert command(file, "--issuer", issuer)[0] == 2
