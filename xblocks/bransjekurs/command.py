"""The command ``bransjekurs``: for people who write courses on their own machine.

Exit status: 0 all is well (there may be advice), 1 the course has faults, 2 the command was used wrongly. Heavy
imports stand inside the commands, so that ``--help`` answers at once and ``preview`` can choose its own settings.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bransjekurs.command_keys import keys
from bransjekurs.command_setup import configure as _configure
from bransjekurs.command_verify import verify

if TYPE_CHECKING:
    from bransjekurs.course_builder.problem import Problem
    from bransjekurs.domain.vocabulary import Term

main = typer.Typer(
    help="Check and build short vocational courses for Open edX.\n\nExample: bransjekurs check my-course",
    no_args_is_help=True,
    add_completion=False,
)

main.add_typer(keys, name="keys")
main.command()(verify)

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
    _tell_uncounted(folder)
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
    _tell_uncounted(folder)


def _tell_uncounted(folder: Path) -> None:
    """Say on standard error which texts participants will not be told how much of they can read."""
    from django.utils.translation import gettext as _

    from bransjekurs.course_builder.read import read_course
    from bransjekurs.course_builder.readings import uncounted

    spec = read_course(folder).spec
    if spec and (names := uncounted(spec)):
        text = _("The words of these texts are not counted as they stand now: {names}. Run “bransjekurs words”.")
        typer.echo(text.format(names=", ".join(names)), err=True)


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
            start=_day(start or typer.prompt(_("The first day (such as 2027-01-11)"))),
        )
        start_course(folder, beginning)
    typer.echo(_("The course is in {folder}. Look at it: bransjekurs preview {folder}").format(folder=folder))


def _day(text: str) -> date:
    from django.utils.translation import gettext as _

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        problem = _("“{text}” is not a date. Write year, month and day: 2027-01-11.")
        raise ValueError(problem.format(text=text)) from error


@main.command()
def words(folder: CourseFolder) -> None:
    """Fill in gender and inflection of new words from Bokmålsordboka, and count the words of each text.

    The rest of words.csv stays as it is. What is counted is stored in readings.json.

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
    _count(folder)
    raise typer.Exit(1 if filled.problems else 0)


def _count(folder: Path) -> None:
    """Count the words of the texts, and print for each level how many of a hundred one knows there."""
    from django.utils.translation import gettext as _

    from bransjekurs.course_builder.lexicon import open_lexicon
    from bransjekurs.course_builder.read import read_course
    from bransjekurs.course_builder.readings import write_readings
    from bransjekurs.domain.reading import coverage_at
    from bransjekurs.domain.trade import Level

    spec, lexicon = read_course(folder).spec, open_lexicon()
    if lexicon is None:
        raise typer.BadParameter(_("wordfreq is not here. Install bransjekurs[ordbok]."))
    if spec is None or any(not word.readable for word in spec.words):
        return
    for name, counted in write_readings(folder, spec, lexicon).items():
        shares = ", ".join(f"{level} {coverage_at(counted.reading, level).of_hundred}" for level in Level)
        typer.echo(_("{name}: words known of 100, with the course’s words: {shares}").format(name=name, shares=shares))


@main.command()
def translate(
    folder: CourseFolder,
    language: Annotated[str, typer.Argument(metavar="LANGUAGE", help="The language's code: en, ar, ti, so …")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", dir_okay=False, help="Write the table here: .csv or .xlsx."),
    ] = None,
    take: Annotated[
        Path | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="Take this table into the course."),
    ] = None,
) -> None:
    """Write the words as a table for a translator, or take it back: all of it, or nothing where a row is wrong.

    Example: bransjekurs translate my-course ti -o tigrinja.xlsx
    """
    _configure()
    from django.utils.translation import gettext as _

    from bransjekurs.course_builder.translations import export_translations, import_translations

    if (output is None) == (take is None):
        raise typer.BadParameter(_("Name one file: -o FILE to write, or --take FILE to read."))
    problems: list[tuple[int, str]] = []
    with _told_as_misuse():
        if output:
            export_translations(_terms(folder), language, output)
        elif take:
            problems = import_translations(folder, _terms(folder), language, take)
    for row, text in problems:
        typer.echo(f"{take.name if take else ''}:{row}: {text}")
    raise typer.Exit(1 if problems else 0)


def _terms(folder: Path) -> list["Term"]:
    from bransjekurs.course_builder.read import read_course

    spec = read_course(folder).spec
    return [word.term for word in spec.words] if spec else []


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
