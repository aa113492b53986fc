"""Checked at the start (``manage.py check``): settings that would let a certificate fail when it is issued."""

from typing import Any

from django.core.checks import Error, register

from bransjekurs.api.issuers import wrong_settings
from bransjekurs.api.signing import key_problems
from bransjekurs.rest.limits import rate_problem

_HINT = "See docs/operator.md, “Keys”."


@register("bransjekurs")
def issuers(app_configs: Any, **_options: Any) -> list[Error]:
    """Say what is wrong with the issuers: a name, number, address or logo that is missing or cannot be printed."""
    return [Error(text, id="bransjekurs.E001") for text in wrong_settings()]


@register("bransjekurs")
def signing_keys(app_configs: Any, **_options: Any) -> list[Error]:
    """Say which issuer has no key that can be used; without one its certificates cannot be issued."""
    return [
        Error(f"BRANSJEKURS_ISSUERS[{organisation!r}]: {problem}", hint=_HINT, id="bransjekurs.E002")
        for organisation, problem in key_problems()
    ]


@register("bransjekurs")
def rest_rate(app_configs: Any, **_options: Any) -> list[Error]:
    """Say what is wrong with how often the REST interface may be asked: each request would fail."""
    problem = rate_problem()
    return [Error(problem, id="bransjekurs.E003")] if problem else []
