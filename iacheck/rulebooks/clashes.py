"""Rule books that cannot be used together: rules of one id that would judge the same period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from iacheck.checks.rule import RuleBook
from iacheck.language.frozen import frozen
from iacheck.language.hints import unknown_name
from iacheck.language.messages import message
from iacheck.language.problems import Problem
from iacheck.rulebooks.files import RuleFile
from iacheck.rulebooks.former_ids import former_id_clashes


@frozen
class LoadedBook:
    """A rule book, its `rulebook.yaml`, and the files of its rules by their ids."""

    book: RuleBook
    head: RuleFile
    files: Mapping[str, RuleFile]


def clashes(loaded: Sequence[LoadedBook]) -> Iterator[Problem]:
    """Books with one id, rules that could judge the same period, and what takes nothing over."""
    for index, one in enumerate(loaded):
        for other in loaded[index + 1 :]:
            if one.book.id == other.book.id:
                yield other.head.problem(
                    message(
                        "Two rule books have the id {given}; the other is {file}",
                        given=one.book.id,
                        file=one.head.name,
                    ),
                    ("id",),
                )
            if _overlap(one.book, other.book):
                yield from _same_rules(one, other)
                yield from former_id_clashes(one.book, other.book)
                yield from former_id_clashes(other.book, one.book)
    for taking in loaded:
        for other in loaded:
            yield from _idle(taking, other)


def _overlap(book: RuleBook, other: RuleBook) -> bool:
    return other.valid_from <= book.valid_to and book.valid_from <= other.valid_to


def _same_rules(one: LoadedBook, other: LoadedBook) -> Iterator[Problem]:
    book, later = one.book, other.book
    settled = {*book.takes_over.get(later.id, ()), *later.takes_over.get(book.id, ())}
    for id_ in sorted({r.id for r in book.rules} & {r.id for r in later.rules} - settled):
        told = message(
            "Two rules have the id {given}, here and in {file}, and {book} and {other} are valid "
            "at the same time. If the one here takes the place of the other, write {remedy} in "
            "{head}; else end one of the books before the other begins, or give a rule another id",
            given=id_,
            file=one.files[id_].name,
            book=book.id,
            other=later.id,
            remedy=f"takes_over: {{{book.id}: [{id_}]}}",
            head=other.head.name,
        )
        yield other.files[id_].problem(told, ("id",))


def _idle(taking: LoadedBook, other: LoadedBook) -> Iterator[Problem]:
    """What a book takes over from another that has no such rule, or is never in force with it."""
    ids = [rule.id for rule in other.book.rules]
    for index, id_ in enumerate(taking.book.takes_over.get(other.book.id, ())):
        at = ("takes_over", other.book.id, index)
        if id_ not in ids:
            told = message("{book} has no rule “{given}”", book=other.book.id, given=id_)
            yield taking.head.problem(unknown_name(told, id_, ids), at)
        elif not _overlap(taking.book, other.book) or taking is other:
            told = message(
                "{book} is never valid at the same time as this book; leave it out",
                book=other.book.id,
            )
            yield taking.head.problem(told, at)
