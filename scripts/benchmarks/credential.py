"""Credentials: signing, issuing whole, and verifying with status, beside openbadgeslib on the same credential.

Figures are a second of processor time on one core. openbadgeslib runs in an environment of its own
(`make verifiers`), on the same credential and list.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
import _site  # noqa: F401  # settings and an empty database

ROOT = Path(__file__).resolve().parents[2]
PEER = ROOT / ".venv" / "openbadgeslib" / "bin" / "python"
NOTE = "14 goals with codes; one core"


def main() -> None:
    """Measure and print."""
    from bransjekurs.certificates.credential import checking, proof, reading
    from bransjekurs.certificates.pdf import render

    from tests.certificates import signing
    from tests.certificates.examples import GOALS

    aim = GOALS[0].curriculum[0]
    goals = tuple(
        replace(GOALS[0], outcome_id=f"g{i}", title=f"Mål {i}", curriculum=(replace(aim, code=f"KM1066{i}"),))
        for i in range(14)
    )
    content = replace(signing.ISSUED, goals=goals)
    credential = signing.signed(content)
    data, listed = json.dumps(credential).encode(), signing.signed_list(*range(0, 131_072, 500))
    keys = {f"{signing.DID}#{signing.KEY.name}": signing.KEY.multikey}
    now = datetime(2026, 1, 1, tzinfo=UTC)

    def verify() -> None:
        document = reading.parse(reading.read(data))
        checking.check(document, signing.DID, keys, now)
        checking.check_status(document, listed, signing.DID, keys)

    def issue() -> None:
        render(content, json.dumps(signing.signed(content)).encode())

    peer = _peer(credential, listed, signing)
    figures = {
        "signing": _figure(_rate(lambda: signing.signed(content)), None, ""),
        "record, signature and PDF, without the database": _figure(_rate(issue, 60), None, ""),
        "verifying, status and its list included": _figure(_rate(verify), peer, "openbadgeslib 4.6.3"),
        "checking one proof": _figure(_rate(lambda: proof.check(credential, signing.PUBLIC)), None, ""),
    }
    print(json.dumps(figures))


def _peer(credential: object, listed: object, signing: object) -> float | None:
    """Return how many openbadgeslib verifies, or None where it is not installed."""
    from bransjekurs.certificates.credential.did import document_address

    if not PEER.exists():
        return None
    documents = {document_address(signing.DID): signing.DID_DOCUMENT, signing.LIST_URL: listed}
    command = [str(PEER), str(ROOT / "tests/verifiers/ask_openbadgeslib.py"), "--times", "50"]
    asked = json.dumps({"credential": credential, "documents": documents})
    return float(subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout)


def _rate(act: Callable[[], object], times: int = 200) -> float:
    act()
    start = time.process_time()
    for _ in range(times):
        act()
    return times / (time.process_time() - start)


def _figure(ours: float, peer: float | None, name: str) -> dict[str, object]:
    told = {"ours": round(ours, 1), "unit": "/s", "peer": peer and round(peer, 1), "peer_name": name if peer else ""}
    return told | {"note": NOTE}


if __name__ == "__main__":
    main()
