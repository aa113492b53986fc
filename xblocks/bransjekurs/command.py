"""The command ``bransjekurs``: for people who write courses on their own machine.

Exit status: 0 all is well (there may be advice), 1 the course has faults, 2 the command was used wrongly. Heavy
imports stand inside the commands, so that ``--help`` answers at once and ``preview`` can choose its own settings.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bransjekurs.course_builder.problem import Problem

main = typer.Typer(
    help="Check and build short vocational courses for Open edX.\n\nExample: bransjekurs check my-course",
    no_args_is_help=True,
    add_completion=False,
)

CourseFolder = Annotated[
    Path,
    typer.Argument(metavar="DIR", exists=True, file_okay=False, help="The course folder, with kursplan.yaml in it."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the problems as a JSON list.")]


@main.command()
def check(folder: CourseFolder, as_json: AsJson = False) -> None:
    """Find everything that is wrong with a course: one line each, file:line: text.

    Example: bransjekurs check course_templates/bransjekurs/renhold
    """
    _configure()
    from bransjekurs.course_builder.build import find_problems
    from bransjekurs.course_builder.problem import Kind

    problems = find_problems(folder)
    _report(problems, as_json)
    raise typer.Exit(1 if any(problem.kind is Kind.FAULT for problem in problems) else 0)


@main.command()
def build(
    folder: CourseFolder,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE.tar.gz", dir_okay=False, help="Where to write the archive."),
    ],
) -> None:
    """Make an archive that Open edX can import. Nothing is written if the course has problems.

    Example: bransjekurs build course_templates/bransjekurs/renhold -o renhold.tar.gz
    """
    _configure()
    from bransjekurs.course_builder.build import build_course

    built = build_course(folder)
    if built.archive is None:
        _report(built.problems, as_json=False)
        raise typer.Exit(1)
    try:
        output.write_bytes(built.archive)
    except OSError as error:
        raise typer.BadParameter(f"{output}: {error.strerror}", param_hint="-o") from error


@main.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False, help="A new folder for the course.")],
    title: Annotated[str | None, typer.Option(help="What the course is called.")] = None,
    provider: Annotated[str | None, typer.Option(help="Who gives the course.")] = None,
    teacher: Annotated[str | None, typer.Option(help="Who teaches and signs.")] = None,
    start: Annotated[str | None, typer.Option(metavar="DATE", help="The first day, such as 2027-01-11.")] = None,
) -> None:
    """Start a course: a small faultless one to change. What isn't given as an option is asked for.

    Example: bransjekurs new my-course --title "Barnehage" --start 2027-01-11
    """
    _configure()
    from django.utils.translation import gettext as _

    from bransjekurs.course_builder.start import Beginning, start_course

    with _told_as_misuse():
        beginning = Beginning(
            title=title or typer.prompt(_("What is the course called?")),
            provider=provider or typer.prompt(_("Who gives the course?")),
            teacher=teacher or typer.prompt(_("Who teaches?")),
            start=date.fromisoformat(start or typer.prompt(_("The first day (such as 2027-01-11)"))),
        )
        start_course(folder, beginning)
    typer.echo(_("The course is in {folder}. Look at it: bransjekurs preview {folder}").format(folder=folder))


@main.command()
def words(folder: CourseFolder) -> None:
    """Fill in gender and inflection of new words from Bokmålsordboka; the rest of words.csv stays as it is.

    Example: bransjekurs words my-course
    """
    _configure()
    from django.utils.translation import gettext as _

    from bransjekurs.course_builder.dictionary import open_dictionary
    from bransjekurs.course_builder.fill_words import fill_words

    if (dictionary := open_dictionary()) is None:
        raise typer.BadParameter(_("Bokmålsordboka is not here. Install bransjekurs[ordbok]."))
    with _told_as_misuse():
        filled = fill_words(folder, dictionary)
    for problem in filled.problems:
        typer.echo(str(problem))
    if filled.words:
        typer.echo(_("Filled in: {words}").format(words=", ".join(filled.words)))
    raise typer.Exit(1 if filled.problems else 0)


@main.command()
def extract(
    archive: Annotated[Path, typer.Argument(metavar="ARCHIVE", exists=True, dir_okay=False, help="A built archive.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False, help="A new folder for the course.")],
) -> None:
    """Take the course folder out of an archive that was built from it.

    Example: bransjekurs extract renhold.tar.gz my-course
    """
    _configure()
    from bransjekurs.course_builder.extract import extract as extract_course

    with _told_as_misuse():
        extract_course(archive, folder)


@contextmanager
def _told_as_misuse() -> Iterator[None]:
    """Tell what the person can do something about in one sentence."""
    from bransjekurs.course_builder.unpack import ArchiveError

    try:
        yield
    except (ArchiveError, OSError, ValueError) as error:
        raise typer.BadParameter(str(error)) from error


@main.command()
def preview(
    course: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR|ARCHIVE]", exists=True, help="A course folder or a course archive; else the last."
        ),
    ] = None,
    port: Annotated[int, typer.Option(envvar="PORT", min=1, max=65535, help="The port on 127.0.0.1.")] = 8000,
) -> None:
    """Show a course on this machine, with people to be in it. What is done there is kept until next time.

    Example: bransjekurs preview course_templates/bransjekurs/renhold --port 8000
    """
    from bransjekurs.preview.serve import serve

    serve(course, port)


def _report(problems: "Iterable[Problem]", as_json: bool) -> None:
    """Print problems to standard output; say on standard error what could not be looked up."""
    from django.utils.translation import gettext as _

    from bransjekurs.course_builder.dictionary import open_dictionary
    from bransjekurs.course_builder.spelling import open_speller

    if as_json:
        typer.echo(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            typer.echo(str(problem))
    if open_dictionary() is None:
        typer.echo(_("Words were not compared with Bokmålsordboka. Install bransjekurs[ordbok] to do that."), err=True)
    if open_speller() is None:
        typer.echo(
            _("Spelling was not checked. Install hunspell with its Norwegian dictionaries to do that."), err=True
        )


def _configure() -> None:
    """Set up what translation needs of Django, and nothing more; speak English where the machine does."""
    import django
    from django.conf import settings
    from django.utils import translation

    if not settings.configured:
        settings.configure(USE_I18N=True, LOCALE_PATHS=[str(Path(__file__).with_name("locale"))])
        django.setup()
    wanted = next(filter(None, (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    translation.activate("en" if wanted.startswith("en") else "nb")
