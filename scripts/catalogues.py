"""Bring the message catalogues up to date with code and templates and compile them; ``--check`` only tells.

Messages are English in the code. Bokmål must be complete; nynorsk and English fall back to what is there.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent.parent / "xblocks" / "bransjekurs"
LANGUAGES = ("nb", "nn", "en")
COMPLETE = ("nb", "nn")


def main() -> int:
    """Update or check the catalogues; return 0 if all is well, else 1."""
    template = _extracted()
    problems: list[str] = []
    for language in LANGUAGES:
        path = PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"
        if "--check" not in sys.argv:
            _update(path, language, template)
        problems += _problems(path, language, template)
    print("\n".join(problems) or "The catalogues are complete.")
    return 1 if problems else 0


def _extracted() -> polib.POFile:
    """Return every message in code and templates, as Django's own extraction finds them (in a copy of the package)."""
    code = (
        "import django; from django.conf import settings; settings.configure(USE_I18N=True); django.setup();"
        "from django.core.management import call_command;"
        "call_command('makemessages', locale=['en'], extensions=['html', 'py'], no_wrap=True, verbosity=0)"
    )
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "bransjekurs"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("locale", "static", "__pycache__"))
        (copy / "locale").mkdir()
        subprocess.run([sys.executable, "-P", "-c", code], cwd=copy, check=True)
        return polib.pofile(str(copy / "locale" / "en" / "LC_MESSAGES" / "django.po"))


def _update(path: Path, language: str, template: polib.POFile) -> None:
    """Write the catalogue anew: every message of the template with the translation it had."""
    path.parent.mkdir(parents=True, exist_ok=True)
    had = {entry.msgid: entry for entry in polib.pofile(str(path))} if path.exists() else {}
    catalogue = polib.POFile(wrapwidth=120)
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for entry in sorted(template, key=lambda entry: entry.msgid):
        catalogue.append(_entry(entry, had.get(entry.msgid)))
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))


def _entry(found: polib.POEntry, had: polib.POEntry | None) -> polib.POEntry:
    """Return an entry without line numbers: they would change with every line of code."""
    flags = [flag for flag in found.flags if flag != "fuzzy"]
    entry = polib.POEntry(msgid=found.msgid, msgid_plural=found.msgid_plural, flags=flags)
    if found.msgid_plural:
        entry.msgstr_plural = dict(had.msgstr_plural) if had and had.msgstr_plural else {0: "", 1: ""}
    elif had:
        entry.msgstr = had.msgstr
    return entry


def _problems(path: Path, language: str, template: polib.POFile) -> list[str]:
    if not path.exists():
        return [f"{path}: is missing; run make messages"]
    catalogue = polib.pofile(str(path))
    known = {entry.msgid: entry for entry in catalogue}
    wanted = {entry.msgid for entry in template}
    problems = [f"{path}: lacks {text!r}; run make messages" for text in sorted(wanted - known.keys())]
    problems += [f"{path}: nothing uses {text!r} any more; run make messages" for text in sorted(known.keys() - wanted)]
    if language in COMPLETE:
        problems += [f"{path}: no translation of {entry.msgid!r}" for entry in catalogue if not entry.translated()]
    compiled = {entry.msgid: entry.msgstr for entry in polib.mofile(str(path.with_suffix(".mo")))}
    if compiled != {entry.msgid: entry.msgstr for entry in catalogue if entry.translated()}:
        problems.append(f"{path.with_suffix('.mo')}: is not the compiled catalogue; run make messages")
    return problems


if __name__ == "__main__":
    sys.exit(main())
