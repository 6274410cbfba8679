"""Between what databases hold and what documents hold: JSON values and provenance."""

from __future__ import annotations

import base64
import dataclasses
import datetime
import json
import marshal
import math
from collections.abc import Mapping
from typing import Any

from bson.dbref import DBRef
from bson.decimal128 import Decimal128

from iacheck.documents.document import Document, Origin, Version
from iacheck.documents.unread_block import Lift, UnreadBlock
from iacheck.language.norwegian_days import norwegian_day
from iacheck.language.places import Place

# A document is a tree, and nothing here writes it down.
_strictly = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False).encode
# The field of provenance that tells of which content it is told, where others can change that.
CONTENT = "content"
_PLACE_FIELDS = tuple(field.name for field in dataclasses.fields(Place))
# What is known of a version that came with a layout before the third.
_UNKNOWN = Version(1)
_VERSION_FIELDS = tuple(field.name for field in dataclasses.fields(Version))


def is_json(value: Any) -> bool:
    """Whether a BSON value is a JSON value already, as nearly all are; said without looking in."""
    try:
        # One refuses whatever JSON lacks, and the other kinds of integer that are none of Python's.
        _strictly(value)
        marshal.dumps(value)
    except (TypeError, ValueError):
        return False
    return True


def json_value(value: Any) -> Any:
    """A BSON value as a JSON value.

    A date is its day in Europe/Oslo, a whole decimal is an integer, other numbers are floats.
    Whatever JSON has no word for comes as text, so that a check names it instead of failing:
    binary data in base64, an ObjectId in hexadecimal, NaN as `nan`.
    """
    kind = type(value)
    if kind is str or kind is int or kind is bool or value is None:
        return value
    if isinstance(value, dict):
        return {name: json_value(part) for name, part in value.items()}
    if isinstance(value, list):
        return [json_value(part) for part in value]
    return _rare(value)


def _rare(value: object) -> str | int | float | dict[str, Any]:
    if isinstance(value, int):  # Int64
        return int(value)
    if isinstance(value, float | Decimal128):
        return _number(value)
    if isinstance(value, datetime.datetime):
        return norwegian_day(value).isoformat()
    if isinstance(value, bytes):  # Binary too
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, DBRef):
        return {name: json_value(part) for name, part in value.as_doc().items()}
    return str(value)


def _number(value: float | Decimal128) -> str | int | float:
    if isinstance(value, Decimal128):
        exact = value.to_decimal()
        if exact.is_finite() and abs(exact) < 2**63 and exact == exact.to_integral_value():
            return int(exact)
        value = math.nan if exact.is_nan() else float(exact)
    return value if math.isfinite(value) else str(value)


def key_of(identity: object) -> str:
    """The key of a document whose `_id` may be of any type."""
    return str(json_value(identity))


def provenance_fields(document: Document) -> dict[str, Any] | None:
    """What is kept beside a document: where it came from, and as which version; None if neither."""
    origin, version = document.origin, document.version
    if version == _UNKNOWN and origin is not None:
        version = None  # it is what is read where nothing tells of a version
    if origin is None and version is None:
        return None
    kept = origin_fields(origin) if origin else {}
    if version is not None:
        known = ((name, getattr(version, name)) for name in _VERSION_FIELDS)
        kept["version"] = {name: part for name, part in known if part is not None}
    if document.seal is not None:
        kept["seal"] = document.seal
    return kept


def with_provenance(document: Document, fields: Mapping[str, Any] | None) -> Document:
    """A document with what `provenance_fields` gave; without, another system has written it."""
    if fields is None:
        return document
    origin = origin_of(fields)
    kept = fields.get("version")
    if kept is not None:
        known = {name: json_value(kept[name]) for name in _VERSION_FIELDS if name in kept}
        version = Version(**known)
    else:
        version = _UNKNOWN
    return dataclasses.replace(document, origin=origin, version=version)


def origin_fields(origin: Origin) -> dict[str, Any]:
    """Provenance as it is stored; a list of places, since pointers make poor field names."""
    places = [{"path": path, "place": _stored_place(p)} for path, p in origin.places.items()]
    stored: dict[str, Any] = {"file": origin.file, "sha256": origin.sha256, "places": places}
    if origin.unread:
        stored["unread"] = [_stored_block(block) for block in origin.unread]
    return stored


def _stored_place(place: Place) -> dict[str, Any]:
    return {k: v for k in _PLACE_FIELDS if (v := getattr(place, k)) is not None}


def _stored_block(block: UnreadBlock) -> dict[str, Any]:
    lifts = [
        {"path": lift.path, "field": lift.field, "values": list(lift.values)}
        for lift in block.lifts
    ]
    place = _stored_place(block.place)
    return {"sort": block.sort, "place": place, "text": block.text, "lifts": lifts}


def origin_of(fields: Mapping[str, Any]) -> Origin | None:
    """Where a document came from, as it was stored; None where that was not known.

    Parts of a place that a later version knows are left out.

    Older versions have stored nothing of what was not read.
    """
    if "file" not in fields:
        return None
    places = {item["path"]: _place_of(item["place"]) for item in fields["places"]}
    unread = tuple(map(_block_of, fields.get("unread", ())))
    return Origin(fields["file"], fields["sha256"], places, unread)


def _place_of(fields: Mapping[str, Any]) -> Place:
    return Place(**{k: json_value(v) for k, v in fields.items() if k in _PLACE_FIELDS})


def _block_of(fields: Mapping[str, Any]) -> UnreadBlock:
    lifts = tuple(
        Lift(lift["path"], lift["field"], tuple(map(json_value, lift["values"])))
        for lift in fields["lifts"]
    )
    return UnreadBlock(fields["sort"], _place_of(fields["place"]), fields["text"], lifts)
