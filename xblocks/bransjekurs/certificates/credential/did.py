"""The issuer's address as an identifier (``did:web``), and the document that publishes its keys."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote, urlsplit

_LOCAL = ("127.0.0.1", "localhost")


def did_web(address: str) -> str:
    """Return the DID whose document is at ``address``/did.json.

    Raises:
        ValueError: if the address has no host, or something that a DID can't say.
    """
    parts = urlsplit(address)
    if not parts.hostname or parts.scheme not in ("http", "https") or parts.query or parts.fragment or parts.username:
        raise ValueError("A DID is made from an address such as https://bevis.example.org/path.")
    host = parts.netloc.lower().replace(":", "%3A")
    # What is percent-encoded in an address stays so; a colon would begin a new part.
    path = [quote(unquote(part), safe="") for part in parts.path.split("/") if part]
    return ":".join(["did:web", host, *path])


def document_address(did: str) -> str:
    """Return where the document of a ``did:web`` is: over https, except on this machine itself.

    Raises:
        ValueError: if it is no ``did:web``.
    """
    method, _, rest = did.partition("did:web:")
    if method or not rest or any(sign in rest for sign in "/?#@ \\"):
        raise ValueError("This is not a did:web.")
    host, *path = rest.split(":")
    host = host.replace("%3A", ":").replace("%3a", ":")
    scheme = "http" if host.partition(":")[0] in _LOCAL else "https"
    return "/".join([f"{scheme}://{host}", *(path or [".well-known"]), "did.json"])


def did_document(did: str, keys: Mapping[str, str]) -> dict[str, Any]:
    """Return the document that says which keys sign for an issuer; ``keys`` are Multikeys by name."""
    methods = [
        {"id": f"{did}#{name}", "type": "Multikey", "controller": did, "publicKeyMultibase": key}
        for name, key in keys.items()
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def keys_of(document: object) -> tuple[str, dict[str, str]]:
    """Return the DID and the Multikeys by whole id that a DID document publishes for signing credentials.

    Raises:
        ValueError: if it isn't a DID document with such a key.
    """
    if not isinstance(document, dict) or not isinstance(document.get("id"), str):
        raise ValueError("This is not a DID document.")
    allowed, methods = document.get("assertionMethod"), document.get("verificationMethod")
    if not isinstance(allowed, list) or not isinstance(methods, list):
        raise ValueError("The DID document has no keys for signing credentials.")
    did = document["id"]
    found = {
        str(method["id"]): str(method["publicKeyMultibase"])
        for method in methods
        if isinstance(method, dict)
        and method.get("id") in allowed
        and method.get("controller") == did
        and method.get("type") == "Multikey"
        and "publicKeyMultibase" in method
    }
    if not found:
        raise ValueError("The DID document has no keys for signing credentials.")
    return did, found
