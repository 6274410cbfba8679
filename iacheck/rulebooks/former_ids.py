"""Former ids of rules: each leads to the rules that bear it, and never to another one too.

Several rules of a book may bear one former id: a rule was parted into them, and what was decided
about it holds for each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.checks.rule import Rule, RuleBook
from iacheck.language.messages import message
from iacheck.language.problems import Problem
from iacheck.rulebooks.files import RuleFile


def former_id_problems(rules: Sequence[tuple[RuleFile, Rule]]) -> Iterator[Problem]:
    """The former ids within one book that say nothing, or by which another rule is called now."""
    present = {rule.id: file for file, rule in rules}
    for file, rule in rules:
        former = rule.head.formerly
        for index, id_ in enumerate(former):
            if id_ in former[:index]:
                told = message("The former id {given} is listed twice", given=id_)
            elif id_ == rule.id:
                told = message("{given} is the rule's present id; list those it has had", given=id_)
            elif id_ in present:
                told = message(
                    "{given} is the present id of another rule, in {file}; what is decided under "
                    "it would be about both",
                    given=id_,
                    file=present[id_].name,
                )
            else:
                continue
            yield file.problem(told, ("formerly", index))


def former_id_clashes(book: RuleBook, other: RuleBook) -> Iterator[Problem]:
    """The former ids of one book that are present ids of another, valid at the same time.

    Where one of the two rules is taken over, only the other is judged.
    """
    present = {rule.id for rule in other.rules} - {*book.takes_over.get(other.id, ())}
    taken_over = other.takes_over.get(book.id, ())
    for rule in book.rules:
        for id_ in rule.head.formerly if rule.id not in taken_over else ():
            if id_ in present:
                told = message(
                    "{given} is a former id of {rule} in {book}, and the present id of a rule in "
                    "{other}, which is valid at the same time. If this rule takes its place, write "
                    "{remedy} in the rulebook.yaml of {book}",
                    given=id_,
                    rule=rule.id,
                    book=book.id,
                    other=other.id,
                    remedy=f"takes_over: {{{other.id}: [{id_}]}}",
                )
                yield Problem(told, file=rule.file)
