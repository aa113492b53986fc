"""Ask openbadgeslib about a credential, in its own environment; in and out as in ``ask.mjs``.

With ``--times N`` it verifies N times instead and says how many a second of processor time.
"""

import json
import sys
import time

from openbadgeslib.ob3.did import resolve_verification_method
from openbadgeslib.ob3.ldp import OB3LdpVerifier, verify_data_integrity_proof


def main() -> None:
    asked = json.load(sys.stdin)
    documents = {address: json.dumps(found).encode() for address, found in asked["documents"].items()}
    verifier = OB3LdpVerifier.for_issuer_did(asked["credential"]["issuer"]["id"])

    def verify() -> None:
        # It takes the proof of a status list from a JWT only: ours is checked with its own function for such proofs.
        options = {"check_status": True, "verify_status_list": False, "download": documents.__getitem__}
        verifier.verify(json.dumps(asked["credential"]), **options)
        address = asked["credential"]["credentialStatus"]["statusListCredential"]
        listed = asked["documents"][address]
        key = resolve_verification_method(listed["proof"]["verificationMethod"], download=documents.__getitem__)
        verify_data_integrity_proof(listed, key)

    if "--times" in sys.argv:
        print(json.dumps(measure(verify, int(sys.argv[sys.argv.index("--times") + 1]))))
        return
    try:
        verify()
        print(json.dumps({"openbadgeslib": "accepted", "why": {}}))
    except Exception as error:
        print(json.dumps({"openbadgeslib": "refused", "why": {"openbadgeslib": repr(error)}}))


def measure(verify, times: int) -> float:
    """Return how many a second, after one to warm up."""
    verify()
    start = time.process_time()
    for _ in range(times):
        verify()
    return times / (time.process_time() - start)


if __name__ == "__main__":
    main()
