"""The API as OpenAPI 3.1 describes it, made from the schemas of what goes in and comes out."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from iacheck import __version__
from iacheck.language.messages import LANGS
from iacheck.language.resources import folder
from iacheck.web.answers import PREFIX
from iacheck.web.child_answer import MEDIA_TYPES
from iacheck.web.empty_forms import FORM_ENDINGS
from iacheck.web.problem_json import MEDIA_TYPE
from iacheck.web.settings import ServerSettings
from iacheck.web.uploads import SUFFIX_OF_TYPE

Plain = dict[str, Any]
# The files whose definitions answers are made of.
_ANSWERS = ("result", "reading")
# Their ends, as they refer to each other; and where definitions stand in them, and here.
_ENDING, _WITHIN, _HERE = ".schema.json", "#/$defs/", "#/components/schemas/"


def api_description(settings: ServerSettings) -> Plain:
    """The whole description. It names no address: that is where it was read."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "iacheck",
            "version": __version__,
            "description": "Checks IA councils' plans and reports. Nothing that is sent is kept.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": PREFIX}],
        "paths": dict(_paths(settings)),
        "components": {"schemas": {**_hoisted(), **_OWN}},
    }


def _paths(settings: ServerSettings) -> Iterator[tuple[str, Plain]]:
    refused = _refusals(403, 408, 415, 422, 503)
    for path, told, answer in (
        ("/check", "Check papers that belong together: who deviates from what", "result"),
        ("/read", "Read papers: what is understood of them, and what is not", "reading"),
    ):
        query = [*_QUERY[path], _LANG]
        asked = {
            "operationId": path[1:],
            "summary": told,
            "parameters": query,
            "requestBody": _body(query, settings),
            "responses": {"200": _json(told, answer), **refused},
        }
        yield path, {"post": asked}
    yield "/rules", _get("rules", "All rules in short", "rules")
    rule = _path_parameter("id", "A rule's id, or the number of a demand, such as B16")
    yield "/rules/{id}", _get("rule", "A rule in full, or those of a demand", "rules", rule)
    kind = _path_parameter("kind", "A kind of document, such as plan")
    yield "/schemas/{kind}", _get("schema", "The JSON Schema of a kind", "any", kind)
    yield "/templates/{name}", {"get": _template()}
    yield "/health", _get("health", "Whether the server answers, and by which books", "health")
    yield "/openapi.json", _get("description", "This description", "any")


def _get(operation: str, told: str, answer: str, *parameters: Plain) -> Plain:
    refused = _refusals(*([404] if any(p["in"] == "path" for p in parameters) else []), 422)
    return {
        "get": {
            "operationId": operation,
            "summary": told,
            "parameters": [*parameters, _LANG],
            "responses": {"200": _json(told, answer), **refused},
        }
    }


def _template() -> Plain:
    names = [f"{kind}.{ending}" for kind, ending in FORM_ENDINGS.items()]
    name = _path_parameter("name", "Which form")
    name["schema"]["enum"] = names
    types = {MEDIA_TYPES[ending] for ending in FORM_ENDINGS.values()}
    made = {"description": "The form", "content": {kind: {} for kind in sorted(types)}}
    asked = [_text(n, t) for n, t in (("council", _WHOSE), ("party", _PARTY), ("period", _PERIOD))]
    return {
        "operationId": "template",
        "summary": "An empty form, with what is demanded beside its fields",
        "parameters": [name, *asked, _LANG],
        "responses": {"200": made, **_refusals(404, 422, 503)},
    }


def _body(query: Sequence[Plain], settings: ServerSettings) -> Plain:
    """What is sent; in a form, all that is asked for in the address too, but a file's own name."""
    files = {"type": "array", "minItems": 1, "maxItems": settings.files, "items": {}}
    fields = {
        one["name"]: {"description": one["description"], **one["schema"]}
        for one in query
        if one is not _NAME
    }
    several = {
        "type": "object",
        "required": ["file"],
        "properties": {"file": files, **fields},
    }
    types: Plain = {kind: {} for kind in (*SUFFIX_OF_TYPE, "application/octet-stream")}
    return {
        "required": True,
        "description": (
            f"One file, or several in a form; at most {settings.upload_mb} MB together. All that "
            "is asked for in the address may be in fields of the form instead."
        ),
        "content": {"multipart/form-data": {"schema": several}, **types},
    }


def _json(told: str, answer: str) -> Plain:
    schema = {} if answer == "any" else {"$ref": f"{_HERE}{answer}"}
    return {"description": told, "content": {MEDIA_TYPES["json"]: {"schema": schema}}}


def _refusals(*statuses: int) -> Plain:
    """What may be answered in the place of what was asked for: these, and what anything may be."""
    content = {MEDIA_TYPE: {"schema": {"$ref": f"{_HERE}refusal"}}}
    told: Plain = {
        str(status): {"description": _REFUSED[status], "content": content}
        for status in sorted({*statuses, *_ALWAYS})
    }
    # What nobody foresaw is told in a line.
    told["500"]["content"] = {**content, "text/plain": {"schema": {"type": "string"}}}
    for status in told.keys() & _HEADERS.keys():
        name, meaning, kind = _HEADERS[status]
        header = {"description": meaning, "required": True, "schema": {"type": kind}}
        told[status]["headers"] = {name: header}
    return told


def _path_parameter(name: str, told: str) -> Plain:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": told,
        "schema": {"type": "string", "minLength": 1},
    }


def _text(name: str, told: str, **schema: Any) -> Plain:
    return {
        "name": name,
        "in": "query",
        "description": told,
        "schema": {"type": "string", **schema},
    }


def _several(name: str, told: str) -> Plain:
    items = {"type": "array", "items": {"type": "string"}}
    return {"name": name, "in": "query", "description": told, "schema": items}


@functools.cache
def _hoisted() -> Mapping[str, Plain]:
    """The schemas of answers, and each of their definitions, by names that tell them apart."""
    found: dict[str, Plain] = {}
    for name in _ANSWERS:
        file = folder("schemas") / f"{name}{_ENDING}"
        written = json.loads(file.read_text(encoding="utf-8"))
        parts = written.pop("$defs", {})
        # What names a schema elsewhere is no name here.
        whole = {key: value for key, value in written.items() if key not in ("$schema", "$id")}
        for own, schema in {name: whole, **{f"{name}.{n}": s for n, s in parts.items()}}.items():
            found[own] = _referring(schema, name)
    return found


def _referring(schema: Any, name: str) -> Any:
    """A part of a schema file, with references as they are here."""
    if isinstance(schema, list):
        return [_referring(part, name) for part in schema]
    if not isinstance(schema, dict):
        return schema
    written = {key: _referring(value, name) for key, value in schema.items()}
    if isinstance(written.get("$ref"), str):
        file, _, part = written["$ref"].partition(_WITHIN)
        written["$ref"] = f"{_HERE}{file.removesuffix(_ENDING) or name}.{part}"
    return written


_LANG = _text("lang", "The language of sentences", enum=list(LANGS), default="nb")
_WHOSE = "Which council it is of, by id or name; not of a party's report"
_PARTY = "Which party it is of, such as LO; of a party's report alone"
_PERIOD = "A year (2015) or half-year (2012-H1)"
_NAME = _text("name", "What the file is called; its end tells the format")
_KIND = _text("kind", "What papers are that do not say it", enum=["plan", "report"])
_QUERY: Mapping[str, list[Plain]] = {
    "/check": [
        _text("as_of", "Judge as of this day, such as 2016-04-01; today, if there is none"),
        _several("period", f"{_PERIOD}; a single one is also that of papers without one"),
        _several("subject", "Such as council/rogaland; a single council is also that of papers"),
        _KIND,
        _NAME,
    ],
    "/read": [
        _several("period", f"{_PERIOD} that papers are for which do not say it"),
        _several("subject", "Such as council/rogaland: whose papers are that do not say it"),
        _KIND,
        _NAME,
    ],
}
# How anything may be refused, before it is looked at or because the program failed.
_ALWAYS = (405, 413, 421, 500)
_HEADERS: Mapping[str, tuple[str, str, str]] = {
    "405": ("Allow", "What can be asked with", "string"),
    "503": ("Retry-After", "Seconds after which to try again", "integer"),
}
_REFUSED: Mapping[int, str] = {
    403: "Sent by a page of another site",
    404: "There is no such thing",
    405: "Nothing is asked here in this way",
    408: "It took too long to arrive",
    413: "It is too large",
    415: "No file of a format that is read",
    421: "The server does not answer for the name it was asked by",
    422: "There is no file, it could not be read in the time and memory there is, or what is asked "
    "means nothing",
    500: "The program failed",
    503: "Many ask just now",
}
_OWN: Mapping[str, Plain] = {
    "refusal": {
        "type": "object",
        "description": "Why there is no other answer (RFC 9457).",
        "required": ["type", "title", "status", "detail", "problems"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "problems": {"type": "array", "items": {"$ref": f"{_HERE}result.problem"}},
        },
    },
    "rules": {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["rulebook", "rule", "demand", "title", "severity", "sources", "remedy"],
        },
    },
    "health": {
        "type": "object",
        "required": ["status", "iacheck", "rulebooks"],
        "properties": {
            "status": {"const": "ok"},
            "iacheck": {"type": "string"},
            "rulebooks": {
                "type": "array",
                "items": {"type": "object", "required": ["id", "sha256", "valid_from", "valid_to"]},
            },
        },
    },
}
