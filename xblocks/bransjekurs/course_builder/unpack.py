"""Unpack a course archive into memory, trusting nothing in it."""

import gzip
import io
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

MAX_FILES = 20_000
MAX_BYTES = 300 * 1024 * 1024
_CHUNK = 1024 * 1024


class ArchiveError(Exception):
    """The archive can't be used; the message says why and what to do."""


def unpack(path: Path) -> dict[str, bytes]:
    """Return the files of a ``.tar.gz`` or ``.zip`` by their path inside it.

    Raises ``ArchiveError`` for anything but plain files with plain relative names, and for an archive that
    unpacks to more than ``MAX_FILES`` files or ``MAX_BYTES`` bytes.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large()
        packed = path.read_bytes()
    except OSError as error:
        raise ArchiveError(
            _("%(file)s can't be read (%(reason)s). Check the path and try again.")
            % {"file": path, "reason": error.strerror}
        ) from error
    if packed.startswith(b"\x1f\x8b"):
        return _collect(_tar_files(packed, path.name))
    if zipfile.is_zipfile(io.BytesIO(packed)):
        return _collect(_zip_files(packed, path.name))
    raise ArchiveError(
        _("%(file)s is neither a .tar.gz nor a .zip file. Export the course again and use that file.")
        % {"file": path.name}
    )


def _collect(files: Iterator[tuple[str, bytes]]) -> dict[str, bytes]:
    """Gather the files, counting as they come, so that an archive that swells is stopped in time."""
    found: dict[str, bytes] = {}
    total = 0
    for name, data in files:
        found[_safe_name(name)] = data
        total += len(data)
        if len(found) > MAX_FILES:
            raise _too_many()
        if total > MAX_BYTES:
            raise _too_large()
    return found


def _too_large() -> ArchiveError:
    text = _("The archive unpacks to more than %(megabytes)s MB. Take large media out of it.")
    return ArchiveError(text % {"megabytes": MAX_BYTES // 1024 // 1024})


def _too_many() -> ArchiveError:
    text = _("The archive holds more than %(count)s files. Take out what the course doesn't use.")
    return ArchiveError(text % {"count": MAX_FILES})


def _safe_name(name: str) -> str:
    """Return the name without ``./``; refuse names that lead out of the archive (also as Windows reads them)."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or re.match("[A-Za-z]:", name) or "\0" in name:
        text = _("The archive holds the file name %(file)s, which leads out of it. Don't use this archive.")
        raise ArchiveError(text % {"file": repr(name)})
    return str(path)


def _tar_files(packed: bytes, archive: str) -> Iterator[tuple[str, bytes]]:
    try:
        with tarfile.open(fileobj=io.BytesIO(_gunzip(packed)), mode="r:") as tar:
            for member in tar:
                if member.isdir():
                    continue
                if not member.isreg() or member.issparse():
                    raise _not_plain(member.name)
                content = tar.extractfile(member)
                yield member.name, content.read() if content else b""
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        raise _damaged(archive) from error


def _gunzip(packed: bytes) -> bytes:
    """Unzip piece by piece, so that a small file can't fill the memory."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=io.BytesIO(packed)) as stream:
        while piece := stream.read(_CHUNK):
            out.write(piece)
            if out.tell() > MAX_BYTES:
                raise _too_large()
    return out.getvalue()


def _zip_files(packed: bytes, archive: str) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as unzipped:
            members = [member for member in unzipped.infolist() if not member.is_dir()]
            if sum(member.file_size for member in members) > MAX_BYTES:
                raise _too_large()
            for member in members:
                yield member.filename, _zip_content(unzipped, member)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, zlib.error) as error:
        raise _damaged(archive) from error


def _zip_content(unzipped: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return one file's bytes; ``zipfile`` never gives more than the size that the archive declares."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise _not_plain(member.filename)
    if member.flag_bits & 1:
        text = _("%(file)s is encrypted. Make the archive again without a password.")
        raise ArchiveError(text % {"file": member.filename})
    return unzipped.read(member)


def _not_plain(name: str) -> ArchiveError:
    text = _("%(file)s is a link, a device or a sparse file. Make the archive again from plain files.")
    return ArchiveError(text % {"file": name})


def _damaged(archive: str) -> ArchiveError:
    return ArchiveError(_("%(file)s is damaged or not complete. Export or download it again.") % {"file": archive})
