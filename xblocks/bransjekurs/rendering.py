"""Our own template engine, so that a page looks the same in LMS, Studio and preview, whatever they configure."""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import Context, Engine
from django.templatetags.static import static
from django.utils import translation
from web_fragments.fragment import Fragment

LANGUAGES = ("nb", "nn", "en")
STYLESHEET = "bransjekurs.css"


@lru_cache
def _engine() -> Engine:
    return Engine(
        dirs=[str(Path(__file__).with_name("templates"))],
        loaders=[("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
        builtins=["django.templatetags.i18n", "django.templatetags.static", "bransjekurs.templatetags.look"],
    )


def language() -> str:
    """Return the language to speak: the active one if we have it, else bokmål."""
    active = (translation.get_language() or "").split("-")[0]
    return active if active in LANGUAGES else LANGUAGES[0]


def render(template: str, context: Mapping[str, Any], request: HttpRequest | None = None) -> str:
    """Return the rendered template; with a request, forms in it can carry the CSRF token."""
    values = {"language": language(), **context}
    if request is not None:
        values |= {"csrf_token": get_token(request), "request": request}
    with translation.override(language()):
        return str(_engine().get_template(template).render(Context(values)))


@cache
def static_url(path: str) -> str:
    """Return where a file of ours is: the same as long as the process lives."""
    return str(static(f"bransjekurs/{path}"))


def script_url(name: str) -> str:
    """Return where a script is as blocks load it: ``frontend/build.mjs`` makes it from the one in ``js/``."""
    return static_url(f"min/{name}")


def fragment(template: str, context: Mapping[str, Any], *, scripts: tuple[str, ...] = (), entry: str = "") -> Fragment:
    """Return a block's view: the rendered template with the one stylesheet and the view's scripts."""
    result = Fragment(render(template, context))
    result.add_css_url(static_url(STYLESHEET))
    for script in scripts:
        result.add_javascript_url(script_url(script))
    if entry:
        result.initialize_js(entry)
    return result
