"""What is odd about a rule book that can be used: told where rules are tried, and stops nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from iacheck.checks.rule import Rule, RuleBook
from iacheck.documents.schemas import Schemas
from iacheck.language.hints import with_hint
from iacheck.language.labels import word
from iacheck.language.messages import message
from iacheck.language.names import nearest, normalise
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.rulebooks.absence_notes import untried_absences
from iacheck.rulebooks.book import compile_book
from iacheck.rulebooks.book_model import RuleBookWritten
from iacheck.rulebooks.branch_notes import untried_branches
from iacheck.rulebooks.files import RuleFile, parse_as_model, read_rule_file
from iacheck.rulebooks.folder import BOOK_FILE, passed_over, rule_files, shipped_folders
from iacheck.rulebooks.span_notes import odd_spans
from iacheck.rulebooks.text_notes import text_notes


def book_notes(folder: Path, book: RuleBook, schemas: Schemas) -> Iterator[Problem]:
    """The notes on a rule book that has been loaded from this folder, in order of its files."""
    for path in passed_over(folder):
        told = message(
            "This file is not read: that of a rule ends in .yaml. Rename it if it is one, or move "
            "it out of the rule book"
        )
        yield Problem(told, "notice", str(path))
    head = read_rule_file(folder / BOOK_FILE, folder)[0]
    files = [read_rule_file(path, folder)[0] for path in rule_files(folder)]
    yield from _unused(head, files, schemas)
    for file in (head, *files):
        yield from (_note(file, note.message, note.location) for note in text_notes(file.value))
        yield from _remarks_behind_texts(file)
    written, _ = parse_as_model(head, RuleBookWritten)
    rules = {rule.id: rule for rule in book.rules}
    yield from _odd_demands(files)
    if written is not None:
        yield from (_note(head, odd.message, odd.location) for odd in odd_spans(written))
        yield from _unknown_books(written, head)
        yield from _joined_prefixes(written, head)
        yield from _judged_by_nobody(written, files)
        _, around, _ = compile_book(written, head, files, schemas)
        for file in files:
            yield from _periods_outside(file, rules[file.value["id"]], book)
            for told in untried_absences(rules[file.value["id"]], book, schemas):
                yield _note(file, told, ("check",))
            for at in untried_branches(file, book, around, schemas):
                told = message(
                    "No example tries this branch: without it, all of them agree as well. Write "
                    "one that needs it"
                )
                yield _note(file, told, at)


def _note(file: RuleFile, told: Any, at: Sequence[str | int] = ()) -> Problem:
    return replace(file.problem(told, at), level="notice")


def _unknown_books(written: RuleBookWritten, head: RuleFile) -> Iterator[Problem]:
    """Books that rules are taken over from, neither beside this one nor in the program."""
    beside = head.path.resolve().parent.parent
    folders = [folder for folder in (*shipped_folders(), *beside.iterdir()) if folder.is_dir()]
    known = [folder.name for folder in folders]
    for id_ in written.takes_over:
        if id_ not in known:
            told = message("There is no rule book “{given}” here", given=id_)
            yield _note(head, with_hint(told, nearest(id_, known)), ("takes_over", id_))
            continue
        (folder,) = {f.name: f for f in folders if f.name == id_}.values()
        rules = [path.stem for path in rule_files(folder)]
        for index, taken in enumerate(written.takes_over[id_]):
            if taken not in rules:
                told = message("{book} has no rule “{given}”", book=id_, given=taken)
                at = ("takes_over", id_, index)
                yield _note(head, with_hint(told, nearest(taken, rules)), at)


_NUMBERED = re.compile(r"(?P<letters>\D*)(?P<digits>\d+)")


def _odd_demands(files: Sequence[RuleFile]) -> Iterator[Problem]:
    """A demand with letters that no other has, or fewer digits: `b01`, `H01`, `B1` beside `B02`."""
    numbered = [(file, _NUMBERED.fullmatch(file.value["demand"])) for file in files]
    found = [(file, match["letters"], len(match["digits"])) for file, match in numbered if match]
    shapes = Counter((letters, digits) for _, letters, digits in found)
    (usual, width), most = shapes.most_common(1)[0] if shapes else (("", 0), 0)
    for file, letters, digits in found if most > 2 else ():
        alone = all(other is file for other, same, _ in found if same == letters)
        if alone or (letters == usual and digits < width):
            told = message(
                "“{given}” is written otherwise than the book's other demands, such as {other}",
                given=file.value["demand"],
                other=f"{usual}{1:0{width}}",
            )
            yield _note(file, told, ("demand",))


def _joined_prefixes(written: RuleBookWritten, head: RuleFile) -> Iterator[Problem]:
    """Several words with which no name of the party begins: a comma may be missing between them."""
    for index, party in enumerate(written.parties):
        names = [normalise(name) for name in (party.id, party.name, *party.aliases)]
        for number, prefix in enumerate(party.prefixes):
            if " " in prefix and not any(name.startswith(normalise(prefix)) for name in names):
                told = message(
                    "No name of this party begins with “{given}”; part several with commas",
                    given=prefix,
                )
                yield _note(head, told, ("parties", index, "prefixes", number))


def _judged_by_nobody(written: RuleBookWritten, files: Sequence[RuleFile]) -> Iterator[Problem]:
    """Rules that a person decides, in a book that lets nobody decide."""
    for file in files:
        if not written.judgements_by and "judged" in _names(file.value["check"]):
            told = message(
                "Nobody may judge this: “judgements_by” in {file} names no body", file=BOOK_FILE
            )
            yield _note(file, told, ("check",))


def _names(value: Any) -> Iterator[str]:
    """The names of fields in a part of a rule."""
    for name, part in value.items() if isinstance(value, Mapping) else ():
        yield name
        yield from _names(part)
    for part in value if isinstance(value, list) else ():
        yield from _names(part)


def _periods_outside(file: RuleFile, rule: Rule, book: RuleBook) -> Iterator[Problem]:
    """A rule that binds in periods that the book does not judge."""
    for end, period in (("from", rule.first), ("to", rule.last)):
        if period is not None and not book.covers(period):
            told = message(
                "{period} is not judged by this rule book, which is valid from {first} to {last}",
                period=str(period),
                first=book.valid_from.isoformat(),
                last=book.valid_to.isoformat(),
            )
            yield _note(file, told, ("periods", end))


def _unused(head: RuleFile, files: Sequence[RuleFile], schemas: Schemas) -> Iterator[Problem]:
    """Parameters, word lists and labels that nothing names."""
    said = set(_said([file.value for file in files]))
    said_of_head = {n: part for n, part in head.value.items() if n not in ("labels", "title")}
    in_head = set(_said(list(said_of_head.values())))
    lists = set(_said([head.value.get("areas"), head.value.get("targets")]))
    for part in ("parameters", "words"):
        for name in head.value.get(part) or {}:
            listed = part == "words" and name in lists
            if f"${name}" not in said | in_head and not listed:
                told = message(
                    "No rule uses ${name}; use it, or take it out of the rule book", name=name
                )
                yield _note(head, told, (part, name))
    codes = said | in_head | set(schemas.root_labels)
    for code in head.value.get("labels") or {}:
        if code not in codes and word(code) is None:
            told = message(
                "Nothing in the rule book is called “{code}”, which this is a label of", code=code
            )
            yield _note(head, told, ("labels", code))


def _said(value: Any) -> Iterator[str]:
    """Every name and value in a part of a rule book, as text."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield str(name)
            yield from _said(part)
    elif isinstance(value, list):
        for part in value:
            yield from _said(part)
    elif value is not None:
        yield str(value)


# A name, a text of several words without quotation marks, and a remark behind it.
_TEXT_AND_REMARK = re.compile(
    r"""\s*(?:nb|nn|en): +[^\s"'\[{|>#&*!][^#]*? [^#]*?(?P<remark> #.*)"""
)


def _remarks_behind_texts(file: RuleFile) -> Iterator[Problem]:
    """What stands behind # on the line of a text, and may have been meant as part of it."""
    for number, row in enumerate(file.data.decode("utf-8-sig").splitlines(), 1):
        found = _TEXT_AND_REMARK.fullmatch(row)
        if found is not None:
            told = message(
                "What follows # is a remark; put a text with # between quotes, or write the remark "
                "on a line of its own"
            )
            place = Place(number, column=found.start("remark") + 2)
            yield Problem(told, "notice", file.name, place)
