"""What a request is refused with, as RFC 9457 has it (`application/problem+json`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from http import HTTPStatus

from iacheck.language.language import language
from iacheck.language.messages import Lang
from iacheck.language.problems import Problem
from iacheck.reports.as_json import problem_as_dict
from iacheck.reports.visible_text import escaped_in_json
from iacheck.web.child_answer import ChildAnswer

MEDIA_TYPE = "application/problem+json"


def problem_json(status: int, problems: Sequence[Problem], lang: Lang) -> ChildAnswer:
    """Why there is no other answer: in a sentence, and each problem as results have it."""
    reader = language(lang).at("program")
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": ". ".join(reader.say(problem.message) for problem in problems),
        "problems": [problem_as_dict(problem, reader) for problem in problems],
    }
    text = escaped_in_json(json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False))
    return ChildAnswer(f"{text}\n".encode(), MEDIA_TYPE, status)
