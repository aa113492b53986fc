"""The command ``bransjekurs verify``: what holds of a certificate's file, one line each."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.request import HTTPRedirectHandler, Request, build_opener

import typer

from bransjekurs.command_setup import configure

if TYPE_CHECKING:
    from bransjekurs.certificates.credential.checking import Held, Point

_SECONDS = 15
_BYTES = 1_000_000
_MARKS = {"yes": "✓", "no": "✗", "unknown": "?"}


def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A PDF or a JSON file.")],
    issuer: Annotated[
        Path | None,
        typer.Option(metavar="DID.json", exists=True, dir_okay=False, help="The issuer's did.json, kept from before."),
    ] = None,
    online: Annotated[bool, typer.Option("--online", help="Ask the issuer for keys and for the status list.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Check a certificate: signature, issuer, expiry and status.

    Exit status: 0 everything that was looked at holds, 1 something does not, 2 it could not be checked.

    Example: bransjekurs verify bevis.pdf --issuer did.json
    """
    configure()
    from bransjekurs.certificates.credential.checking import says
    from bransjekurs.certificates.credential.reading import UnreadableError, parse, read

    try:
        document = parse(read(file.read_bytes()))
        findings = _findings(document, issuer, online)
    except (UnreadableError, OSError, ValueError) as error:
        raise typer.BadParameter(_why(error)) from error
    genuine = all(held.value != "no" for held in findings.values())
    told = says(document) if genuine else None
    if as_json:
        found = {point.value: held.value for point, held in findings.items()}
        typer.echo(json.dumps({"findings": found, "says": told and asdict(told)}, ensure_ascii=False, indent=2))
    else:
        _print(findings)
        if told:
            typer.echo("\n" + "\n".join([told.kind, told.holder, told.course, f"{told.issuer} ({told.did})"]))
            typer.echo("\n".join(f"  {title}: {value}" for title, value in (*told.goals, *told.beside)))
    raise typer.Exit(0 if genuine else 1)


def _findings(document: dict[str, Any], issuer: Path | None, online: bool) -> "dict[Point, Held]":
    """Check what can be checked with what is at hand.

    Raises:
        ValueError: where nobody says which keys the issuer has.
        OSError: where the issuer can't be reached.
    """
    from bransjekurs import clock
    from bransjekurs.certificates.credential.checking import Held, Point, check, check_status, issuer_of
    from bransjekurs.certificates.credential.did import document_address, keys_of

    if issuer:
        published = json.loads(issuer.read_bytes())
    elif online:
        published = _fetch(document_address(issuer_of(document)))
    else:
        raise ValueError("issuer_not_given")
    did, keys = keys_of(published)
    findings = {**check(document, did, keys, clock.now()), Point.STATUS: Held.UNKNOWN}
    if online and findings[Point.SIGNATURE] is Held.YES:
        address = str(document["credentialStatus"]["statusListCredential"])
        findings[Point.STATUS] = check_status(document, _fetch(address), did, keys)
    return findings


def _print(findings: "dict[Point, Held]") -> None:
    from django.utils.translation import gettext as _

    from bransjekurs.certificates.credential.checking import Point

    lines = {
        (Point.SIGNATURE, "yes"): _("Signature: this is what the issuer signed."),
        (Point.SIGNATURE, "no"): _("Signature: this has been changed, or somebody else signed it."),
        (Point.ISSUER, "yes"): _("Issuer: the one whose keys were used."),
        (Point.ISSUER, "no"): _("Issuer: somebody else."),
        (Point.EXPIRY, "yes"): _("Time: it is in force today."),
        (Point.EXPIRY, "no"): _("Time: it is not in force today."),
        (Point.STATUS, "yes"): _("Status: it is not revoked."),
        (Point.STATUS, "no"): _("Status: it is revoked or replaced."),
        (Point.STATUS, "unknown"): _("Status: not seen. Ask with --online."),
    }
    for point, held in findings.items():
        typer.echo(f"{_MARKS[held.value]} {lines[point, held.value]}")


def _why(error: Exception) -> str:
    from django.utils.translation import gettext as _

    known = {
        "file_too_large": _("The file is too large to be a certificate."),
        "file_without_credential": _("There is no signed certificate in the file."),
        "issuer_not_given": _("Say whose keys to check with: {file}, or {online} to ask the issuer.").format(
            file="--issuer did.json", online="--online"
        ),
    }
    return known.get(str(error)) or str(error)


class _NoRedirect(HTTPRedirectHandler):
    """A key is where its issuer's identifier says, and nowhere else."""

    def redirect_request(self, *_arguments: Any, **_options: Any) -> None:
        """Follow nothing."""


def _fetch(address: str) -> Any:
    """Return the JSON at an address.

    Raises:
        OSError: if it can't be reached.
        ValueError: if it isn't a web address, or not JSON.
    """
    local = address.startswith(("http://127.0.0.1", "http://localhost"))
    if not address.startswith("https://") and not local:
        raise ValueError(address)
    asked = Request(address, headers={"Accept": "application/json"})  # noqa: S310  # the scheme was looked at
    with build_opener(_NoRedirect).open(asked, timeout=_SECONDS) as answer:
        return json.loads(answer.read(_BYTES))
