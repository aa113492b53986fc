"""The files of a course folder: each is read once, from inside the folder, and remembered."""

from pathlib import Path

from django.utils.translation import gettext as _

from bransjekurs.course_builder.problem import Problem


class CourseFiles:
    """Reads files; what cannot be read becomes a problem, never an exception. ``read`` holds what was read."""

    def __init__(self, folder: Path, problems: list[Problem]) -> None:
        self.folder = folder
        self.problems = problems
        self.read: dict[str, bytes] = {}

    def text(self, name: str, missing: Problem) -> str | None:
        """Return a file's text; the problem ``missing`` is added where there is no such file inside the folder."""
        data = self.content(name, missing)
        try:
            return None if data is None else data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            self.problems.append(Problem(name, 1, _("The file is not UTF-8. Save it as UTF-8.")))
        return None

    def optional(self, name: str) -> str | None:
        """Return the text of a file that a course may have."""
        if not (self.folder / name).exists():
            return None
        return self.text(name, Problem(name, 1, no_file(name)))

    def content(self, name: str, missing: Problem) -> bytes | None:
        """Return a file's bytes, as ``text`` does."""
        try:
            path = (self.folder / name).resolve()
            if path.is_relative_to(self.folder.resolve()):
                self.read[name] = path.read_bytes()
                return self.read[name]
            text = _("“{name}” is outside the course folder. Move the file into the folder.")
            self.problems.append(Problem(missing.file, missing.line, text.format(name=name)))
        except (OSError, ValueError):  # a value error: a name that no file can have
            self.problems.append(missing)
        return None


def no_file(name: str) -> str:
    """Say that a file is missing."""
    return _("There is no file “{name}” in the course folder.").format(name=name)
