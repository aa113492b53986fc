"""The commands ``bransjekurs keys …``: for those who run a site that issues certificates."""

import os
from pathlib import Path
from typing import Annotated

import typer

keys = typer.Typer(
    help="Make the keys that certificates are signed with.\n\nExample: bransjekurs keys new fjordbyen-2027.pem",
    no_args_is_help=True,
)


@keys.callback()
def _keys() -> None:
    """Make room for more commands than one."""


@keys.command()
def new(
    path: Annotated[Path, typer.Argument(metavar="FILE.pem", dir_okay=False, help="A file that is not there yet.")],
) -> None:
    """Make a key that only its owner can read, and print the public half for the settings.

    Example: bransjekurs keys new /etc/bransjekurs/fjordbyen-2027.pem
    """
    from bransjekurs.certificates.credential.keys import new_pem

    pem = new_pem()
    try:
        # Never over a key that is there: certificates may rest on it.
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(pem)
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror}") from error
    typer.echo(_public_half(pem))


@keys.command()
def public(
    path: Annotated[Path, typer.Argument(metavar="FILE.pem", exists=True, dir_okay=False, help="A private key.")],
) -> None:
    """Print the public half of a key, which goes under earlier_keys when a new key takes over.

    Example: bransjekurs keys public /etc/bransjekurs/fjordbyen-2026.pem
    """
    from bransjekurs.certificates.credential.keys import BadKeyError

    try:
        typer.echo(_public_half(path.read_bytes()))
    except (BadKeyError, OSError) as error:
        raise typer.BadParameter(str(error)) from error


def _public_half(pem: bytes) -> str:
    from bransjekurs.certificates.credential.keys import multikey, private_key

    return multikey(private_key(pem).public_key())
