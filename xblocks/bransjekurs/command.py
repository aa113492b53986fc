"""The command ``bransjekurs``: for people who write courses on their own machine.

Exit status: 0 all is well, 1 the course has problems, 2 the command was used wrongly. Heavy imports stand inside the
commands, so that ``--help`` answers at once and ``preview`` can choose its own settings.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
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

    problems = find_problems(folder)
    _report(problems, as_json)
    raise typer.Exit(1 if problems else 0)


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
    """Print problems to standard output; say on standard error when the words could not be looked up."""
    from django.utils.translation import gettext as _

    from bransjekurs.course_builder.dictionary import open_dictionary

    if as_json:
        typer.echo(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            typer.echo(str(problem))
    if open_dictionary() is None:
        typer.echo(_("Words were not compared with Bokmålsordboka. Install bransjekurs[ordbok] to do that."), err=True)


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
