"""Take the course folder out of an archive that was built from it: what was written, byte for byte."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from bransjekurs.course_builder.unpack import ArchiveError, unpack
from bransjekurs.course_builder.write import SOURCES


def extract(archive: Path, folder: Path) -> int:
    """Write the course's own files into a new or empty folder, and return how many.

    Raises ``ArchiveError`` where the archive holds none: Studio's exports don't, since the platform keeps only what it
    shows. Raises ``FileExistsError`` where something is in the folder already.
    """
    files = _sources(unpack(archive))
    if not files:
        text = _("{file} does not hold the course as it was written. Only “bransjekurs build” puts that in.")
        raise ArchiveError(text.format(file=archive.name))
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(_("{folder} is not empty. Choose a new folder.").format(folder=folder))
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(files)


def _sources(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files under the sources' folder, which stands beside ``course.xml``."""
    found = {}
    for name, content in files.items():
        parts = PurePosixPath(name).parts
        if len(parts) > 2 and parts[1] == SOURCES:
            found[str(PurePosixPath(*parts[2:]))] = content
    return found
