"""Texts that mean something to some format, and results that are full of them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from result_samples import MET, result_of, texts, violation

from iacheck.cases.findings import (
    Concern,
    Finding,
    Result,
    RuleBookUsed,
    RuleHead,
    SourceReference,
    Subject,
    SubjectFindings,
    Verdict,
    Violation,
)
from iacheck.documents.unread_block import UnreadBlock, UnreadPart
from iacheck.language.messages import FilledText, message
from iacheck.language.periods import Period
from iacheck.language.places import Place
from iacheck.language.problems import Problem

HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "|cmd", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0", "{=1}",
    '=HYPERLINK("http://x.example";"y")', "_x0041_", "'=1",
    "<script>alert(1)</script>", "<b>", "&", "&lt;", "&#60;", "]]>", "<!-- x -->", "--", '"', "'",
    "{{ 7 * 7 }}", "{% raw %}", "{# x #}", "${x}", "%(x)s", "%s", "{", "}",
    "#set page(width: 1pt)", "#panic()", "$x$", "$", "\\", "\\\\", "\\n", "\\u{41}", "`x`", "```",
    "*x*", "**x**", "_x_", "__x__", "~~x~~", "[x](y)", "![x](y)", "[x]: y", "<http://x.example>",
    "https://x.example/?a=1&b=2", "www.x.example", "a@x.example", "# x", "## x", "> x", "- x",
    "* x", "+ x", "1. x", "1) x", "= x", "== x", "===", "---", "***", "/ x: y", "// x", "/* x */",
    "@x", "<x>", ":::", ":smile:", "| a | b |", "|---|", "a|b", "    x", "x  ", "x\\",
    "\u202eabc", "\u2066abc", "\ud800", "a\udcffb", "\ufeffx", "\u200bx", "\u00a0x", "\u2028x",
    "\ufffe", "中文", "😀", "\ue000", "PAGE", "{ PAGE }", "&P", "&[Page]", "DDEAUTO c:\\\\x",
    "arbeidsmiljøutvalgsrepresentantskapsmedlemmer" * 4, "x" * 3000, "ord " * 1000,
    "".join(map(chr, range(0x20))), "\x00", "\x1b[31m", "\x7f", "\x85",
]  # fmt: skip
# Longer than anything that a cell of a workbook may hold.
LONG = "x" * 60_000


def long_result() -> Result:
    """A council whose name, and one violation of which, is as long as a book."""
    local = texts(LONG, LONG, LONG)
    finding = Finding(MET, "deviation", message("x"), (violation(local, document=LONG),))
    return result_of(finding, name=LONG)


def result_with(given: Sequence[str]) -> Result:
    """A council with each text in every place that a text can come to."""
    findings = tuple(_finding(text, "deviation") for text in given)
    problems = tuple(Problem(message("{x}", x=text), file=text, document=text) for text in given)
    first, *_ = given
    others = (
        SubjectFindings(
            # Lists are in the order of names, whatever else is in these.
            Subject("council", f"{number} {text}", f"{number} {text}"),
            Period(2015),
            (_finding(text, "waived"),),
        )
        for number, text in enumerate(given[:4], 1)
    )
    # What others must mend, and what the one can mend of others, with names as odd as the rest.
    named = [(text, Subject("party", f"p{n}", f"{n} {text}")) for n, text in enumerate(given[:4])]
    for_others = tuple(_finding(text, "deviation", body) for text, body in named)
    concerns = tuple(Concern(body, _finding(text, "deviation", body)) for text, body in named)
    whole = SubjectFindings(
        Subject("council", "x", f"0 {first}"),
        Period(2015),
        (*findings, *for_others),
        concerns=concerns,
        unread=tuple(_unread(text, 1) for text in given),
    )
    title = texts(first, first, first)
    book = RuleBookUsed(first, title, "0" * 64, {first: title})
    of_nobody = tuple(_unread(text, 2) for text in given)
    unread = (*whole.unread, *of_nobody)
    return Result(datetime.date(2016, 4, 1), (book,), problems, (whole, *others), unread=unread)


def _unread(text: str, row: int) -> UnreadPart:
    return UnreadPart(text, UnreadBlock("text", Place(heading=text, row=row), text))


def _finding(text: str, verdict: Verdict, answers: Subject | None = None) -> Finding:
    local = texts(text, text, text)
    source = SourceReference(text, text, (1,))
    head = RuleHead("r", text, local, "skal", "text", (source,), local)
    violation = Violation(
        key=text or "r", document=text, path=f"/{text}", file=text, place=None, given=[text],
        expected=text, message=FilledText(local), remedy=FilledText(local),
        answers=answers,
    )  # fmt: skip
    return Finding(head, verdict, message("{x}", x=text), (violation,))
