"""YAML that remembers its lines."""

from typing import Any

import yaml
from django.utils.translation import gettext as _

from bransjekurs.course_builder.problem import Problem


class Located(dict[str, Any]):
    """A mapping with the line on which it begins, and the line of each key and list item (see ``spec.Place``)."""

    line: int = 1
    lines: dict[str, int]

    def __init__(self, line: int = 1) -> None:
        super().__init__()
        self.line = line
        self.lines = {}


class _Loader(yaml.CSafeLoader):
    """Plain YAML values; mappings become ``Located``, a key written twice is an error."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Located:
    result = Located(node.start_mark.line + 1)
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node))
        if key in result:
            raise yaml.MarkedYAMLError(
                problem=_("“{key}” is written twice.").format(key=key), problem_mark=key_node.start_mark
            )
        result[key] = _value(loader, value_node)
        result.lines[key] = key_node.start_mark.line + 1
        if isinstance(value_node, yaml.SequenceNode):
            items = enumerate(value_node.value)
            result.lines |= {f"{key}[{index}]": item.start_mark.line + 1 for index, item in items}
    return result


def _value(loader: _Loader, node: yaml.Node) -> Any:
    try:
        return loader.construct_object(node, deep=True)
    except ValueError as error:  # what looks like a date and is none, such as 2026-13-01
        raise yaml.MarkedYAMLError(problem=str(error), problem_mark=node.start_mark) from error


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def load(file: str, text: str, problems: list[Problem], first_line: int = 1) -> Located | None:
    """Return the document, or ``None`` after adding a problem; ``first_line`` is where the text begins in its file."""
    try:
        document = yaml.load(text, _Loader)  # noqa: S506  # a subclass of the safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error)
        line = first_line + (mark.line if mark else 0)
        problems.append(Problem(file, line, _("This is not valid YAML: {reason}").format(reason=reason)))
        return None
    if not isinstance(document, Located):
        problems.append(Problem(file, first_line, _("The file must hold fields, one “name: value” a line.")))
        return None
    return _moved(document, first_line - 1) if first_line > 1 else document


def _moved(document: Located, by: int) -> Located:
    """Shift the lines of a flat document, such as the head of a text."""
    document.line += by
    document.lines = {key: line + by for key, line in document.lines.items()}
    return document
