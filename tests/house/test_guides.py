"""Somebody follows a guide word by word: each command, setting and make target that it names is there."""

import ast
import re
from collections.abc import Iterator

import pytest
import typer
from bransjekurs.command import main
from bransjekurs.settings.common import DEFAULTS
from django.core.management import get_commands

from .files import ROOT

GUIDES = sorted(
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "scripts/tutor/README.md", *ROOT.glob("docs/*.md")]
)
TUTOR = ROOT / "scripts" / "tutor" / "tutorbransjekurs"
# What a theme's template finds in its context: named in the guide, and no command.
NO_COMMANDS = {"bransjekurs_certificate"}


@pytest.fixture(params=GUIDES, ids=lambda path: str(path.relative_to(ROOT)))
def code(request) -> str:
    """What a guide sets as code: lines in fences, and words between backticks."""
    text = request.param.read_text(encoding="utf-8")
    fenced = re.findall(r"^```.*?\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    return "\n".join([*fenced, *inline])


def test_management_commands(code: str) -> None:
    assert set(re.findall(r"\bbransjekurs_[a-z_]+\b", code)) - NO_COMMANDS <= set(get_commands())


def test_settings(code: str) -> None:
    written = "".join(
        path.read_text(encoding="utf-8") for path in TUTOR.rglob("*") if path.suffix != ".pyc" and path.is_file()
    )
    tutors = set(re.findall(r"\bBRANSJEKURS_[A-Z_]+\b", written))
    assert set(re.findall(r"\bBRANSJEKURS_[A-Z_]*[A-Z]\b", code)) <= set(DEFAULTS) | tutors


def test_make_targets(code: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"^make ([a-z-]+)", code, re.MULTILINE)) <= targets


def test_the_command_bransjekurs(code: str) -> None:
    said = set(re.findall(r"(?:^|(?<!migrate)[\s/])bransjekurs (keys )?([a-z]+)\b", code, re.MULTILINE))
    assert {f"{group}{name}" for group, name in said} <= set(_commands())


def test_tutors_commands(code: str) -> None:
    plugin = ast.parse((TUTOR / "plugin.py").read_text(encoding="utf-8"))
    named = {node.value for node in ast.walk(plugin) if isinstance(node, ast.Constant)}
    assert set(re.findall(r"\bdo (bransjekurs-[a-z]+)", code)) <= named


def _commands() -> Iterator[str]:
    for name, command in typer.main.get_command(main).commands.items():
        yield name
        yield from (f"{name} {one}" for one in getattr(command, "commands", {}))
