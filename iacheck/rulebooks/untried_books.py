"""Rule books that may be wrong: every mistake is told, and each rule tried on its examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from iacheck.checks.check import Mistake
from iacheck.checks.rule import Rule, RuleBook
from iacheck.documents.schemas import Schemas
from iacheck.language.errors import CannotRun
from iacheck.language.messages import message
from iacheck.language.problems import Problem
from iacheck.rulebooks.book import compile_book
from iacheck.rulebooks.book_model import RuleBookWritten
from iacheck.rulebooks.clashes import LoadedBook, clashes
from iacheck.rulebooks.examples import try_examples
from iacheck.rulebooks.files import RuleFile, parse_as_model, read_rule_file
from iacheck.rulebooks.folder import BOOK_FILE, misnamed_files, no_rulebook, rule_files
from iacheck.rulebooks.former_ids import former_id_problems
from iacheck.rulebooks.own_kinds import schema_files
from iacheck.rulebooks.parameter_mistakes import (
    names_in_wrong_places,
    names_used,
    told_at_value,
    value_mistakes,
)
from iacheck.rulebooks.rule import RuleContext, compile_rule
from iacheck.rulebooks.rule_model import RuleWritten


def try_books(folders: Sequence[Path], schemas: Schemas) -> tuple[RuleBook, ...]:
    """The rule books, in order of validity. Raises CannotRun with every mistake of every file."""
    loaded: list[LoadedBook] = []
    problems: list[Problem] = []
    for folder in folders:
        one, wrong = _load(folder, schemas)
        problems += wrong
        loaded += [one] if one else []
    loaded.sort(key=lambda one: (one.book.valid_from, one.book.id))
    problems += clashes(loaded)
    if problems:
        raise CannotRun(problems)
    return tuple(one.book for one in loaded)


def _load(folder: Path, schemas: Schemas) -> tuple[LoadedBook | None, list[Problem]]:
    path = folder / BOOK_FILE
    if not path.is_file():
        return None, [no_rulebook(folder)]
    head, problems = read_rule_file(path, folder)
    files: list[RuleFile] = []
    problems += misnamed_files(folder)
    for rule_path in rule_files(folder):
        file, wrong = read_rule_file(rule_path, folder)
        files.append(file)
        problems += wrong
    written, wrong = parse_as_model(head, RuleBookWritten)
    problems += wrong
    if written is None:
        # Without it no `$name` has a meaning; the rules' own form can still be told of.
        problems += [problem for file in files for problem in parse_as_model(file, RuleWritten)[1]]
        return None, problems
    kinds = [read_rule_file(path, folder)[0] for path in schema_files(folder)]
    book, around, mistakes = compile_book(written, head, (*files, *kinds), schemas)
    wrong_values = head.mistakes(list(value_mistakes(written)))
    wrong_head = told_at_value(mistakes, head, head)
    rules, wrong = _compile_rules(files, around, head)
    # Where it is not valid in any period, that is why values hold for none that it judges.
    whole = [problem for problem in wrong_head if problem.path in ("/id", "/valid/to")]
    parts = [problem for problem in wrong_head if problem not in whole]
    problems += [*whole, *wrong_values, *parts, *wrong]
    problems += former_id_problems(rules)
    over = [pair for pair in rules if pair[1].last and pair[1].last.last_day < book.valid_from]
    problems += [_never_binds(file, book) for file, _ in over]
    book = replace(book, rules=tuple(rule for _, rule in rules))
    if not wrong_values and not wrong_head:
        # Else examples disagree because of what is wrong with the book.
        problems += _disagreeing_examples([r for r in rules if r not in over], book, schemas)
    return LoadedBook(book, head, {rule.id: file for file, rule in rules}), problems


def _compile_rules(
    files: Sequence[RuleFile], around: RuleContext, head: RuleFile
) -> tuple[list[tuple[RuleFile, Rule]], list[Problem]]:
    """The rules with their files, in order of demand and id, and everything that is wrong."""
    first: dict[str, RuleFile] = {}
    rules: list[tuple[RuleFile, Rule]] = []
    found: list[tuple[RuleFile, list[Problem], Sequence[Mistake]]] = []
    for file in files:
        written, problems = parse_as_model(file, RuleWritten)
        if written is None:
            found.append((file, problems, ()))
            continue
        other = first.setdefault(written.id, file)
        if other is not file:
            told = message(
                "Two rules have the id {given}; the other stands in {file}",
                given=written.id,
                file=other.name,
            )
            problems.append(file.problem(told, ("id",)))
        rule, mistakes = compile_rule(written, file, around)
        found.append((file, problems, mistakes))
        if rule is not None:
            rules.append((file, rule))
    used_well = {
        name
        for file, _, mistakes in found
        for name in {*names_used(file.value)} - names_in_wrong_places(mistakes, file)
    }
    wrong = [
        problem
        for file, problems, mistakes in found
        for problem in (*problems, *told_at_value(mistakes, file, head, used_well))
    ]
    rules.sort(key=lambda pair: (pair[1].head.demand, pair[1].id))
    return rules, wrong


def _never_binds(file: RuleFile, book: RuleBook) -> Problem:
    told = message(
        "The rule binds no more where the rule book begins, on {first}",
        first=book.valid_from.isoformat(),
    )
    return file.problem(told, ("periods", "to"))


def _disagreeing_examples(
    rules: Sequence[tuple[RuleFile, Rule]], book: RuleBook, schemas: Schemas
) -> Iterator[Problem]:
    for file, rule in rules:
        for trial in try_examples(rule, book, schemas):
            for told, at in trial.wrong:
                yield file.problem(told, (*trial.location, *at))
