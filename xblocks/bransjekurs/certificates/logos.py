"""The provider's logo on the certificate: checked, kept under its hash, printed as a drawing.

A certificate names the picture by its hash and never by its place, so that a provider's new logo changes no
certificate that is issued already: equal record, equal bytes.
"""

import base64
import struct
from hashlib import sha256
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from lxml import etree

LARGEST = 200_000  # bytes; a logo is printed 11 mm high
_FOLDER = "bransjekurs/logos"
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = "{http://www.w3.org/2000/svg}"
# What a drawing of ours may not hold: text in foreign fonts, pictures from elsewhere, programs.
_UNWANTED = frozenset({"script", "text", "image", "foreignObject", "style"})


class LogoError(ValueError):
    """A logo that cannot be printed; the message says what to do."""


def read_logo(path: str) -> str:
    """Return a logo file as an SVG document.

    Raises:
        LogoError: for a file that is missing, too large, neither PNG nor SVG, or a drawing with text or pictures in it.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise LogoError(f"The logo {path} cannot be read: {error.strerror}.") from error
    if len(data) > LARGEST:
        raise LogoError(f"The logo {path} is {len(data)} bytes. Use one of at most {LARGEST}.")
    return _wrapped(data) if data.startswith(_PNG) else _drawing(path, data)


def keep(document: str) -> str:
    """Keep a logo and return the name that certificates know it by."""
    name = sha256(document.encode()).hexdigest()
    path = f"{_FOLDER}/{name}.svg"
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(document.encode()))
    return name


def kept(name: str) -> str:
    """Return the logo with a name.

    Raises:
        FileNotFoundError: where storage has lost it.
    """
    with default_storage.open(f"{_FOLDER}/{name}.svg") as file:
        return bytes(file.read()).decode()


def _wrapped(data: bytes) -> str:
    """Put a PNG into a drawing of its size: the template then meets one kind of logo."""
    width, height = struct.unpack(">II", data[16:24])
    picture = base64.b64encode(data).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{picture}"/></svg>'
    )


def _drawing(path: str, data: bytes) -> str:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise LogoError(f"The logo {path} is neither a PNG file nor a sound SVG file.") from error
    if root.tag != f"{_SVG}svg":
        raise LogoError(f"The logo {path} is neither a PNG file nor an SVG file.")
    unwanted = sorted({etree.QName(node).localname for node in root.iter(f"{_SVG}*")} & _UNWANTED)
    if unwanted:
        raise LogoError(f"The logo {path} holds <{unwanted[0]}>. Draw it with shapes alone.")
    return etree.tostring(root, encoding="unicode")
