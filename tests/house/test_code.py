"""Rules that the code keeps everywhere, and that a reader would not see broken."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bransjekurs import rendering
from bransjekurs.command import main
from django.apps import apps
from django.core.management import call_command
from django.db.models import Model
from typer.testing import CliRunner

from tests.house.files import PACKAGE, ROOT, own_code, own_files, text_of

# Written apart, so that this file does not hold what it looks for.
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|HA" r"CK)\b")
MACHINES = re.compile(
    r"(?<![\w.])/(?:wo"
    r"rk|ro"
    r"ot|ho"
    r"me)/|npm"
    r"js\.|python"
    r"hosted|py"
    r"pi\.org|artif"
    r"actory|localhost:\d|\b10\.\d+\.\d+\.\d+"
)
CLOCKS = {PACKAGE / "clock.py", PACKAGE / "preview" / "clock.py"}
READS_THE_TIME = re.compile(
    r"\b(?:timezone|datetime|date)\.(?:now|utcnow|today)\(|timezone\.local(?:time|date)\(\)|\btime\.time\(|auto_now"
)
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "npgettext"}

LITERAL = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`")
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\w])//[^\n]*", re.DOTALL)
# Two words in a row, or one that begins as a sentence does.
WORDS = re.compile(r"[^\W\d_]{2,} +[^\W\d_]{2,}|^[A-ZÆØÅ][a-zæøå]+[.!?…]?$")
SHOWS_LITERAL = re.compile(
    r"\b(?:textContent|innerText|title|placeholder|ariaLabel)\s*=\s*[\"'`]\s*\w|\b(?:alert|confirm|prompt)\("
)
# As they are written; min/ holds what is made from them.
SCRIPTS = sorted(path for path in (PACKAGE / "static").rglob("*.js") if path.parent.name != "min")
TEMPLATES = sorted(path.relative_to(PACKAGE / "templates") for path in (PACKAGE / "templates").rglob("*.html"))
PLACE_OF_TEXT = (
    r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}|{#.*?#}|{%.*?%}|{{.*?}}|<svg.*?</svg>|<!DOCTYPE[^>]*>"
)


@pytest.mark.parametrize("pattern", [UNFINISHED, MACHINES], ids=["nothing is left to do", "no machine is named"])
def test_the_project_speaks_of_itself_alone(pattern: re.Pattern[str]) -> None:
    assert _found(pattern, own_files()) == []


def test_only_the_clocks_read_the_time() -> None:
    assert _found(READS_THE_TIME, set(own_code()) - CLOCKS) == []


def test_nobody_asks_for_resources_that_nested_blocks_do_not_get() -> None:
    assert _found(re.compile(r"\.local_resource_url\("), own_code()) == []


def _found(pattern: re.Pattern[str], paths: object) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in paths
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if pattern.search(line)
    ]


def test_what_is_kept_of_people_says_so() -> None:
    """Every model from which a user can be reached says that it is personal data, and what happens to it."""
    silent = [
        model.__name__
        for model in apps.get_app_config("bransjekurs").get_models()
        if _reaches_user(model) and "Personal data" not in str(model.__doc__)
    ]
    assert silent == []


def _reaches_user(model: type[Model]) -> bool:
    linked = [field.related_model for field in model._meta.get_fields() if field.many_to_one or field.one_to_one]
    return any(other._meta.label == "auth.User" or _reaches_user(other) for other in linked)


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_catalogues_hold_what_is_said_and_are_compiled() -> None:
    check = [sys.executable, ROOT / "scripts" / "catalogues.py", "--check"]
    run = subprocess.run(check, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("command", [None, *(c.name or c.callback.__name__ for c in main.registered_commands)])
def test_help_has_an_example_that_can_be_typed(command: str | None) -> None:
    answer = CliRunner().invoke(main, [command, "--help"] if command else ["--help"])
    assert answer.exit_code == 0
    example = re.search(r"Example: +bransjekurs (\w+)", re.sub(r"\x1b\[[0-9;]*m", "", answer.output))
    assert example, answer.output
    assert command in (None, example[1])


@pytest.mark.parametrize("name", TEMPLATES, ids=str)
def test_every_template_compiles_and_says_nothing_untranslated(name: Path) -> None:
    rendering._engine().get_template(str(name))
    text = re.sub(PLACE_OF_TEXT, " ", (PACKAGE / "templates" / name).read_text(), flags=re.DOTALL)
    told = re.sub(r"<[^>]*>", " ", text) + " ".join(
        re.findall(r"\b(?:aria-label|title|placeholder|alt|value)=\"([^\"]*[A-ZÆØÅ ][^\"]*)\"", text)
    )
    # Attributes that a template adds to a tag elsewhere, and the articles that the words are about.
    told = re.sub(r"[\w-]+=\"[^\"]*\"", " ", told)
    assert set(re.findall(r"[^\W\d_]{2,}", told)) - {"en", "ei", "et"} == set()


def test_messages_stand_where_they_are_found() -> None:
    """A message inside an f-string, or put together of parts, never reaches the catalogues."""
    assert [place for path in own_code() for place in _lost_messages(path)] == []


def _lost_messages(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(node) for outer in ast.walk(tree) if isinstance(outer, ast.JoinedStr) for node in ast.walk(outer)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GETTEXT:
            is_text = isinstance(node.args[0], ast.Constant)
            if id(node) in inside or not is_text:
                yield f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)}"


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not here")
def test_every_script_can_be_read_by_a_browser() -> None:
    read = "process.argv.slice(1).forEach((file) => new vm.Script(require('fs').readFileSync(file, 'utf8'), file))"
    scripts = [str(path) for path in (PACKAGE / "static").rglob("*.js")]
    done = subprocess.run(["node", "-e", read, *scripts], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_say_nothing_themselves(script: Path) -> None:
    code = COMMENT.sub("", script.read_text(encoding="utf-8"))
    told = [text for text in LITERAL.findall(code) if WORDS.search(text[1:-1]) and text != '"use strict"']
    assert told + SHOWS_LITERAL.findall(code) == []


@pytest.mark.parametrize("script", ["block.js", "practice.js", "recording.js", "situation.js"])
def test_a_block_looks_for_nothing_outside_itself(script: str) -> None:
    code = COMMENT.sub("", (PACKAGE / "static/bransjekurs/js" / script).read_text(encoding="utf-8"))
    wide = r"document\.(?:getElement\w+|querySelector\w*|body|forms|links|images)|\$\(|jQuery"
    assert re.findall(wide, code) == []
