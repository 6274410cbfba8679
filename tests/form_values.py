"""Documents that a form can hold, drawn at random from the schemas."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st

from iacheck.documents.field_types import FieldType
from iacheck.documents.schemas import load_schemas

# What a store keeps: no halves of characters. Words that are codes, or look like something else.
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(
        ["Kurs", "kurs", "course", "Sum", "2015", "1,2", '"', '""', '"a;b"', "a;b", "a, b", " a ",
         "=1+1", "@a", "-", "ja", "x", "a\nb", "a\r\nb", "_x0041_", '"\\n"', "\u2028", "01.07.15"]
    ),
)  # fmt: skip
DAYS = st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31)).map(str)
YEARS = st.integers(1, 9999)
_WRITTEN_YEARS = YEARS.map("{:04d}".format)
_HALF_YEARS = st.builds("{:04d}-H{}".format, YEARS, st.sampled_from([1, 2]))
_TEXTS_OF_A_FORM = {
    "date": DAYS,
    "year": _WRITTEN_YEARS,
    "half-year": _HALF_YEARS,
    "period": _WRITTEN_YEARS | _HALF_YEARS,
    "county-number": st.from_regex(r"[0-9]{2}", fullmatch=True),
    "key": st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=12
    ),
}


def values(field_type: FieldType) -> st.SearchStrategy[Any]:
    """Every value that a field of this type may have."""
    if field_type.items is not None:
        return st.lists(values(field_type.items), max_size=3)
    if field_type.choices:
        return st.sampled_from(field_type.choices)
    if field_type.type == "integer":
        return YEARS if field_type.format == "year" else st.integers(0, 2**63 - 1)
    if field_type.type == "boolean":
        return st.booleans()
    return _TEXTS_OF_A_FORM.get(field_type.format or "", TEXTS)


def records(field_type: FieldType) -> st.SearchStrategy[dict[str, Any]]:
    """Every record of this type, those with all of its fields and those with hardly any."""
    known = {
        name: records(part) if part.type == "object" else _listed(part)
        for name, part in field_type.fields.items()
    }
    needed = {name: known[name] for name in _NEEDED.get(frozenset(known), ()) if name in known}
    rest = {name: value for name, value in known.items() if name not in needed}
    return st.fixed_dictionaries(needed, optional=rest)


def _listed(field_type: FieldType) -> st.SearchStrategy[Any]:
    if field_type.items is not None and field_type.items.fields:
        return st.lists(records(field_type.items), max_size=3)
    return values(field_type).filter(_is_filled)


def _is_filled(value: Any) -> bool:
    """Some texts may not be empty; which, the shapes do not tell."""
    return "" not in value if isinstance(value, list) else bool(value != "")


def _needed() -> dict[frozenset[str], tuple[str, ...]]:
    """The fields that records must have, by all that they may have."""
    found: dict[frozenset[str], tuple[str, ...]] = {}

    def walk(schema: Any) -> None:
        if isinstance(schema, dict):
            if "properties" in schema:
                found[frozenset(schema["properties"])] = tuple(schema.get("required", ()))
            for part in schema.values():
                walk(part)

    for kind in ("council", "plan", "report"):
        walk(load_schemas().bundled(kind))
    return found


_NEEDED = _needed()


def pruned(value: Any) -> Any:
    """The same without what means nothing: null, and lists and records with nothing in them."""
    if isinstance(value, dict):
        kept = {name: pruned(part) for name, part in value.items()}
        return {name: part for name, part in kept.items() if part not in (None, [], {})}
    return [pruned(part) for part in value] if isinstance(value, list) else value
