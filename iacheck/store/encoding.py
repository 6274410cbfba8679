"""Plain values, as documents hold them, to BSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import bson
from bson.codec_options import CodecOptions, TypeDecoder, TypeRegistry
from bson.errors import BSONError
from bson.int64 import Int64


class _Integers(TypeDecoder):
    """Integers of more than 32 bits, read as what they were."""

    bson_type = Int64

    def transform_bson(self, value: Any) -> int:
        return int(value)


# What stands before an integer of more than 32 bits.
_LONG: Final = b"\x12"
_CODEC: Final = CodecOptions[dict[str, Any]](type_registry=TypeRegistry([_Integers()]))


def decode_fields(data: bytes) -> dict[str, Any]:
    """What `bson.encode` was given. Raises bson's BSONError for damaged bytes."""
    # Most documents have no such integer, and are decoded faster by a codec that looks for none.
    return bson.decode(data, _CODEC) if _LONG in data else bson.decode(data)


def encoded_if_possible(fields: Mapping[str, Any]) -> bytes | None:
    """BSON of what a document holds; None where a part of it cannot be written so."""
    try:
        return bson.encode(fields)
    except (BSONError, ValueError, OverflowError, RecursionError):
        return None
