"""A moment where a day is meant is refused alike in all formats, and both days are named."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from agreement_2012 import vocabulary
from building import SCHEMAS, say
from excel_files import package, raw
from word_files import p, table, word

from iacheck.forms.layout import forms
from iacheck.readers import ReaderContext, Source, read

BOTH = "can be read as 28 February 2016, as it is written, and as 29 February 2016, "
FRONT = [("IA-råd", "rogaland"), ("Periode", "2016")]


def plan(moment: str) -> dict[str, str]:
    return {
        "kind": "plan", "_id": "p", "council": "rogaland", "period": "2016", "adopted_on": moment,
    }  # fmt: skip


def workbook(adopted: str) -> bytes:
    """A plan's form of one sheet, in which this cell says when it was adopted."""
    rows = [[*map(inline, row)] for row in [("Felt", "Verdi"), *FRONT]]
    rows.append([inline("Vedtaksdato"), adopted])
    sheet = "".join(f"<row>{''.join(row)}</row>" for row in rows)
    data = raw(f"<sheetData>{sheet}</sheetData>")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    named = parts["xl/workbook.xml"].replace(b'name="S"', b'name="Handlingsplan"')
    return package({**parts, "xl/workbook.xml": named})


def inline(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def files(moment: str) -> dict[str, bytes]:
    rows = [["Felt", "Verdi"], *map(list, FRONT), ["Vedtaksdato", moment]]
    return {
        "d.json": json.dumps(plan(moment)).encode(),
        "d.jsonl": json.dumps(plan(moment)).encode(),
        "d.yaml": "".join(f"{n}: {v!r}\n" for n, v in plan(moment).items()).encode(),
        "plain.yaml": "".join(
            f"{n}: {v if n == 'adopted_on' else json.dumps(v)}\n" for n, v in plan(moment).items()
        ).encode(),
        "text.xlsx": workbook(inline(moment)),
        "iso.xlsx": workbook(f'<c t="d"><v>{moment}</v></c>'),
        "d.docx": word(p("Handlingsplan", style="Heading1"), table(*rows)),
    }


def told(name: str, data: bytes) -> list[str]:
    known = ReaderContext(vocabulary, forms(SCHEMAS))
    found = read(Source(name, data), known)
    (document,) = found.documents
    problems = [*found.problems, *SCHEMAS.validate(document)]
    assert "/adopted_on" in {problem.path for problem in problems}
    return [say(p.message) for p in problems if p.path == "/adopted_on" and p.level == "error"]


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        ("2016-02-28T23:00:00Z", "by the clock in Norway; write the day alone"),
        ("2016-02-28T22:30:00-01:00", "by the clock in Norway; write the day alone"),
        ("2016-02-28T23:00:00", "if the time is in UTC; write the day alone"),
    ],
)
@pytest.mark.parametrize("name", files(""))
def test_a_moment_of_two_days_is_no_day(name: str, moment: str, why: str) -> None:
    first, *_ = told(name, files(moment)[name])
    assert BOTH + why in first


@pytest.mark.parametrize("name", [name for name in files("") if name != "iso.xlsx"])
def test_a_moment_of_one_day_is_no_day_either(name: str) -> None:
    first, *_ = told(name, files("2016-02-28T10:00:00Z")[name])
    assert "2016-02-28" in first
    assert BOTH not in first
