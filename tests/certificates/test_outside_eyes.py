"""What programs that others wrote find in every kind of certificate in every language.

pdf.js reads it as a browser does, avalpdf judges its accessibility, qpdf and poppler look at its bones. None of them
can say that a file conforms to PDF/UA or PDF/A: only veraPDF could.
"""

import json
import os
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bransjekurs.certificates.credential import checking
from bransjekurs.certificates.credential.checking import Held
from bransjekurs.certificates.credential.reading import parse
from bransjekurs.certificates.pdf import ATTACHMENT, render
from bransjekurs.domain.certificate_content import LANGUAGES, CertificateKind

from tests.certificates.examples import BESIDE, COMPETENCE, PARTIAL, PARTICIPATION, run, structure_of
from tests.certificates.signing import DID, KEY, signed

ROOT = Path(__file__).parents[2]
HERE = ROOT / "tests" / "verifiers"
AVALPDF = ROOT / ".venv" / "avalpdf" / "bin" / "avalpdf"
KINDS = {"competence": COMPETENCE, "partial": PARTIAL, "participation": PARTICIPATION, "all of it": BESIDE}
CONTENTS = {f"{kind}-{language}": replace(content, language=language)
            for kind, content in KINDS.items() for language in LANGUAGES}  # fmt: skip
NOT_STATUTORY = {
    "nb": "Det er ikke dokumentasjon etter opplæringslova.",
    "nn": "Det er ikkje dokumentasjon etter opplæringslova.",
    "en": "It is not documentation under the Norwegian Education Act (opplæringslova).",
}
# Words that stand on the form of the authorities and on no other paper.
OFFICIAL = ("vitnemål", "videregående opplæring", "vidaregåande opplæring", "fylkeskommune utsteder", "karakter",
            "fødselsnummer", "kunnskapsdepartementet")  # fmt: skip
# An address in a text alternative looks like a file's path to avalpdf; module names are headers within the table.
KNOWN = ("has problematic alt text (contains file path)", "consider using a single header row")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every kind in every language as a file, each with its credential attached."""
    missing = [path for path in (HERE / "node_modules" / "pdfjs-dist", AVALPDF) if not path.exists()]
    if missing and os.environ.get("WITHOUT_OTHERS_VERIFIERS"):
        pytest.skip(f"NOT ASKED, since WITHOUT_OTHERS_VERIFIERS is set: {missing}")
    assert not missing, f"Run `make verifiers`; missing: {missing}"
    path = tmp_path_factory.mktemp("certificates")
    for name, content in CONTENTS.items():
        (path / f"{name}.pdf").write_bytes(render(content, json.dumps(signed(content)).encode()))
    return path


@pytest.fixture(scope="module")
def by_pdf_js(folder: Path) -> dict[str, dict[str, Any]]:
    """What pdf.js finds, by name."""
    command = ["node", str(HERE / "read_pdf.mjs"), *map(str, folder.glob("*.pdf"))]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=240).stdout)
    return {Path(path).stem: found for path, found in told.items()}


@pytest.fixture(scope="module")
def by_avalpdf(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What avalpdf says, by name."""
    report = tmp_path_factory.mktemp("avalpdf") / "report.json"
    run(AVALPDF, folder, "--output-path", report, "--report", "--quiet", "--workers", "1")
    return {Path(file["file_name"]).stem: file for file in json.loads(report.read_text())["files"]}


@pytest.mark.parametrize("name", CONTENTS)
def test_the_file_is_whole_and_a_screen_reader_finds_its_way(folder: Path, name: str) -> None:
    path = folder / f"{name}.pdf"
    run("qpdf", "--check", path)
    tags = structure_of(path)
    assert tags.count("H1 ") == 1
    assert tags.count("H2 ") == (CONTENTS[name].kind is not CertificateKind.PARTICIPATION)


@pytest.mark.parametrize("name", CONTENTS)
def test_pdf_js_meets_the_same_as_the_eye(by_pdf_js: dict[str, Any], name: str) -> None:
    found, content = by_pdf_js[name], CONTENTS[name]
    parts = found["parts"]
    assert (found["marked"], found["language"], found["attached"]) == (True, content.language, [ATTACHMENT])
    assert found["title"].endswith(f"– {content.holder}")
    assert not found["outside"].strip(), "every word belongs to a tag"
    assert [part["alt"] for part in parts if part["role"] == "Figure"] == [_alt(content)]
    roles = [part["role"] for part in parts]
    assert [role for role in roles if role in ("H1", "H2", "H3")] == ["H1"] + ["H2"] * bool(content.goals)
    assert roles.count("Table") == (2 if content.goals else 1)
    headers = [part["text"] for part in parts if part["role"] == "TH"]
    assert len(headers) >= 3
    assert all(headers)


def _alt(content: Any) -> str:
    code = {"nb": "QR-kode med adressen", "nn": "QR-kode med adressa", "en": "QR code with the address"}
    return f"{code[content.language]} {content.verify_url}"


@pytest.mark.parametrize("name", CONTENTS)
def test_avalpdf_finds_nothing_that_shuts_anybody_out(by_avalpdf: dict[str, Any], name: str) -> None:
    said = by_avalpdf[name]
    assert said["issues"] == []
    assert [one for one in said["warnings"] if not any(known in one for known in KNOWN)] == []


@pytest.mark.parametrize("name", CONTENTS)
def test_what_poppler_takes_out_of_the_file_verifies(folder: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / ATTACHMENT
    run("pdfdetach", "-savefile", ATTACHMENT, "-o", out, folder / f"{name}.pdf")
    held = checking.check(parse(out.read_bytes()), DID, {f"{DID}#{KEY.name}": KEY.multikey}, LATER)
    assert set(held.values()) == {Held.YES}


LATER = datetime(2027, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize("name", CONTENTS)
def test_it_says_plainly_what_it_is_not_and_does_not_look_like_it(by_pdf_js: dict[str, Any], name: str) -> None:
    content = CONTENTS[name]
    text = " ".join(" ".join(part["text"] for part in by_pdf_js[name]["parts"]).split())
    assert NOT_STATUTORY[content.language] in text
    assert not [word for word in OFFICIAL if word in text.lower()]


@pytest.mark.parametrize("name", CONTENTS)
def test_the_annex_stands_where_goals_do_with_a_heading_for_each_module(by_pdf_js: dict[str, Any], name: str) -> None:
    aims = {aim for goal in CONTENTS[name].goals for aim in goal.curriculum}
    parts = by_pdf_js[name]["parts"]
    headers = [part["text"] for part in parts if part["role"] == "TH"]
    modules = sorted({aim.module for aim in aims})
    assert [header.split()[-1] for header in headers if header.split()[-1].startswith("ROF")] == modules
    cells = [part["text"] for part in parts if part["role"] == "TD"]
    assert {aim.code for aim in aims} | {aim.wording for aim in aims} <= set(cells)
