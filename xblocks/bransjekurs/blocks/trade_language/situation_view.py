"""The contexts of situations: from what the use cases return to what the templates show."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from bransjekurs.api.participant_situations import TEXT, TEXT_LIMIT, SituationPage, SituationPicture
from bransjekurs.blocks.trade_language import scripts
from bransjekurs.blocks.trade_language.view import Address, KeptAs, word_files, word_translations
from bransjekurs.domain.situation_tasks import DONE, Option, SituationTask
from bransjekurs.domain.situations import SituationKind, with_words
from bransjekurs.domain.vocabulary import Term

Split = Callable[[str], Any]


def context(
    page: SituationPage, kept: KeptAs, html_id: str, address: Address, texts: Mapping[str, str]
) -> dict[str, Any]:
    """Return the context of a block's situations; ``html_id`` begins the elements' ids.

    ``texts`` are to stand where one writes, by situation: what was taken back.
    """
    shown = [
        {**_situation(picture, f"{html_id}-{number}", address), "text": texts.get(picture.situation.id, "")}
        for number, picture in enumerate(page.situations, 1)
    ]
    return {"title": page.title, "situations": shown, "kept": kept, "round_script": scripts.later()}


def _situation(picture: SituationPicture, prefix: str, address: Address) -> dict[str, Any]:
    one, terms = picture.situation, picture.terms

    def split(text: str) -> list[dict[str, str]]:
        return [{"text": piece, "term": term_id} for piece, term_id in with_words(text, terms)]

    return {
        "id": one.id,
        "prefix": prefix,
        "title": one.title,
        "kind": one.kind.value,
        "language": one.language,
        "intro": [split(paragraph) for paragraph in one.intro.split("\n\n")],
        "paragraphs": [split(paragraph) for paragraph in one.paragraphs],
        "picture": address(one.picture) if one.picture else "",
        "picture_alt": one.picture_alt,
        "outcomes": picture.outcomes,
        "cards": [_card(term, address) for term in terms],
        "beside": [_headed(term) for term in _not_in_text(picture)],
        "tasks": [_task(task, picture, address) for task in picture.tasks],
        "answered": len(picture.answered & {task.id for task in picture.tasks}),
        "known": len(picture.known),
        "steps": _lines(picture, split, address) if one.kind is SituationKind.DIALOGUE else [],
        "checklist": one.checklist,
        "sent": picture.sent,
        "text_id": TEXT,
        "text_limit": TEXT_LIMIT,
        "done_id": DONE,
        "done": DONE in picture.answered,
    }


def _not_in_text(picture: SituationPicture) -> list[Term]:
    """Return the words that stand in no text where they can be tapped: they are listed."""
    one = picture.situation
    texts = [one.intro, *one.paragraphs, *(line.text for line in one.lines)]
    tapped = {term_id for text in texts for _piece, term_id in with_words(text, picture.terms)}
    return [term for term in picture.terms if term.id not in tapped]


def _headed(term: Term) -> dict[str, str]:
    return {"term": term.id, "text": term.with_article}


def _lines(picture: SituationPicture, split: Split, address: Address) -> list[dict[str, Any]]:
    """Return what is said, with the task where the participant chooses what to say."""
    tasks = {task.number: _task(task, picture, address) for task in picture.tasks}
    return [
        {"who": line.who, "words": split(line.text), "said": line.text, "task": tasks.get(number)}
        for number, line in enumerate(picture.situation.lines)
    ]


def _card(term: Term, address: Address) -> dict[str, Any]:
    return {
        "id": term.id,
        "headed": term.with_article,
        "definition": term.definition,
        "example": term.sentence,
        "safety": term.safety,
        "translations": word_translations(term),
        **word_files(term, address),
    }


def _task(task: SituationTask, picture: SituationPicture, address: Address) -> dict[str, Any]:
    one = picture.situation
    sign = one.signs[task.number] if task.act.value == "sign" else None
    by_key = {option.key: option for option in task.options}
    return {
        "id": task.id,
        "act": task.act.value,
        "number": task.number + 1,
        "who": one.lines[task.number].who if one.lines else "",
        "picture": address(sign.picture) if sign else "",
        "picture_alt": sign.picture_alt if sign else "",
        "options": [_option(option, task, address) for option in task.options],
        "right": [by_key[key] for key in task.right],
        "table": json.dumps({"right": task.right, "same": dict(task.same)}, separators=(",", ":")),
    }


def _option(option: Option, task: SituationTask, address: Address) -> dict[str, Any]:
    is_right = option.key in task.right
    return {
        "key": option.key,
        "text": option.text,
        "why": option.why if not is_right or task.act.value == "place" else "",
        "picture": address(option.picture) if option.picture and not is_right else "",
        "picture_alt": option.picture_alt,
    }
