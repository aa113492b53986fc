"""Start the preview: load the course, say where it is and who one can be, serve until stopped."""

import os
import socket
import sys
from pathlib import Path

import django
import waitress
from django.core.handlers.wsgi import WSGIHandler
from django.utils.translation import gettext

HOST = "127.0.0.1"
_THREADS = 4


def serve(path: Path | None, port: int) -> None:
    """Serve the course in ``path`` (archive or course template; None: the last one) on this machine only.

    A course that can't be read, or a port in use, ends the program with a message that says what to do.
    """
    address = f"http://{HOST}:{port}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bransjekurs.preview.settings")
    os.environ.setdefault("BRANSJEKURS_ADDRESS", address)
    django.setup()
    listening = _listen(port)
    _load(path)
    _greet(address)
    waitress.create_server(WSGIHandler(), sockets=[listening], threads=_THREADS).run()


def _listen(port: int) -> socket.socket:
    """Take the port before the course is loaded, so that a taken one is told at once."""
    try:
        return socket.create_server((HOST, port))
    except OSError:
        sys.exit(gettext("Port %(port)s is in use. Choose another one with --port.") % {"port": port})


def _load(path: Path | None) -> None:
    # These import models, which takes Django's settings: they are ready only now.
    from bransjekurs.course_builder.archive import ArchiveError
    from bransjekurs.domain.refusal import Refusal
    from bransjekurs.olx import OlxError
    from bransjekurs.preview.courseware import NoCourseError
    from bransjekurs.preview.load import load
    from bransjekurs.wording import refusal_text

    try:
        load(path)
    except (ArchiveError, OlxError) as error:
        sys.exit(str(error))
    except Refusal as refusal:
        sys.exit(refusal_text(refusal))
    except NoCourseError:
        sys.exit(gettext("Say which course to show: bransjekurs preview FOLDER (or ARCHIVE)."))


def _greet(address: str) -> None:
    """Print the address and the sign-ins."""
    from bransjekurs.preview.accounts import MAIN_ACCOUNTS, OTHER_PARTICIPANTS

    print("\n" + gettext("The preview runs on this machine: %(address)s") % {"address": address} + "\n")
    for account in MAIN_ACCOUNTS:
        print(f"  {account.username:<8}{account.name} – {account.who}")
    print("  " + gettext("and %(count)s other participants") % {"count": len(OTHER_PARTICIPANTS)})
    print("\n" + gettext("Stop it with Ctrl+C. Everything is kept until next time."), flush=True)
