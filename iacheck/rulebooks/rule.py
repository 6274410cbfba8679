"""From a rule as written to a rule that judges."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field

from iacheck.cases.case import SubjectKind
from iacheck.cases.findings import CENTRE, NAMED, SEVERITY_OF, RuleHead
from iacheck.checks import kinds
from iacheck.checks.check import COMMON_PLACEHOLDERS, Check, Due, Mistake
from iacheck.checks.compiler import Compiler
from iacheck.checks.parameters import Parameter
from iacheck.checks.path import Path
from iacheck.checks.path_compiler import Paths
from iacheck.checks.rule import Rule
from iacheck.checks.yaml_model import Texts
from iacheck.documents.schemas import Schemas
from iacheck.language.frozen import frozen
from iacheck.language.hints import unknown_name, with_hint
from iacheck.language.labels import Labels
from iacheck.language.messages import message
from iacheck.language.names import nearest
from iacheck.language.periods import Period
from iacheck.rulebooks.book_model import DocumentWritten
from iacheck.rulebooks.files import RuleFile
from iacheck.rulebooks.rule_model import RuleWritten, SourceWritten
from iacheck.rulebooks.text_models import local_text

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_BRACE = re.compile(r"[{}]")


@frozen
class RuleContext:
    """What a rule is compiled against: schemas, and what its rule book gives all rules.

    `parties` are the ids of the agreement's parties. The files of a `tried` book have been found
    right before.
    """

    schemas: Schemas
    parameters: Mapping[str, Parameter]
    labels: Labels
    documents: Mapping[str, DocumentWritten]
    dues: Mapping[SubjectKind, Mapping[str, Due]]
    parties: Collection[str] = ()
    tried: bool = False
    # Shared by the rules on one kind of subject; made when the first of them is compiled.
    _paths: dict[SubjectKind, Paths] = field(default_factory=dict, repr=False, compare=False)

    def compiler(self, subject: SubjectKind) -> Compiler:
        if subject not in self._paths:
            self._paths[subject] = Paths(self.schemas, subject)
        return Compiler(
            paths=self._paths[subject],
            kinds=kinds.find_kind,
            kind_names=kinds.kind_names(),
            names=self.parameters,
            labels=self.labels,
            tried=self.tried,
        )


def compile_rule(
    written: RuleWritten, file: RuleFile, around: RuleContext
) -> tuple[Rule | None, Sequence[Mistake]]:
    """The rule, or None and every mistake in it."""
    compiler = around.compiler(written.subject)
    if not around.tried:
        _check_head(written, file, around, compiler)
    when = compiler.check(written.when, "when") if written.when is not None else None
    when_reads = frozenset(read.root for read in compiler.reads)
    needs = [compiler.path(path, "needs", i) for i, path in enumerate(written.needs)]
    needs_any = [compiler.path(path, "needs_any", i) for i, path in enumerate(written.needs_any)]
    due = compiler.due(written.due, "due") if written.due is not None else None
    check = compiler.check(written.check, "check")
    if not around.tried and not any(place[0] == "check" for place in compiler.unread):
        known = check.placeholders | COMMON_PLACEHOLDERS
        _check_placeholders(written.violation, "violation", known, compiler)
        _check_placeholders(written.remedy, "remedy", known, compiler)
        _check_answers(written, check, around, compiler)
    if compiler.mistakes:
        return None, compiler.mistakes
    binding = written.periods
    rule = Rule(
        head=_head(written),
        subject=written.subject,
        first=Period.parse(binding.from_) if binding and binding.from_ else None,
        last=Period.parse(binding.to) if binding and binding.to else None,
        needs=_compiled_paths(needs),
        needs_any=_compiled_paths(needs_any),
        when=when,
        when_reads=when_reads,
        applies_to=local_text(written.applies_to),
        due=due,
        check=check,
        violation=written.violation.local,
        remedy=written.remedy.local,
        reads=tuple(compiler.reads),
        existence=compiler.paths.existence,
        dues=around.dues.get(written.subject, {}),
        labels=around.labels,
        file=file.name,
        written=file.value,
    )
    return rule, ()


def wrong_source(
    source: SourceWritten, documents: Mapping[str, DocumentWritten], *at: str | int
) -> Iterable[Mistake]:
    """What is wrong if the rule book does not list this document, or it has no such section."""
    document = documents.get(source.document)
    if document is None:
        told = message("The rule book lists no document “{given}”", given=source.document)
        yield Mistake((*at, "document"), unknown_name(told, source.document, documents))
    elif source.section not in document.sections:
        told = message(
            "{document} has no section “{given}”", document=source.document, given=source.section
        )
        meant = nearest(source.section, document.sections)
        yield Mistake((*at, "section"), with_hint(told, meant))


def _head(written: RuleWritten) -> RuleHead:
    return RuleHead(
        written.id,
        written.demand,
        written.title.local,
        written.modality,
        written.origin,
        tuple(source.reference for source in written.sources),
        local_text(written.interpretation),
        written.answers,
        tuple(written.formerly),
    )


def _compiled_paths(paths: Sequence[Path | None]) -> tuple[Path, ...]:
    return tuple(path for path in paths if path is not None)


def _check_head(
    written: RuleWritten, file: RuleFile, around: RuleContext, compiler: Compiler
) -> None:
    if written.id != file.path.stem:
        compiler.mistake(
            message(
                "The rule {given} stands in {file}; name the file {expected}",
                given=written.id,
                file=file.path.name,
                expected=f"{written.id}.yaml",
            ),
            "id",
        )
    for index, source in enumerate(written.sources):
        compiler.mistakes.extend(wrong_source(source, around.documents, "sources", index))
    _check_force(written, compiler)
    _check_periods(written, compiler)
    for name in ("title", "interpretation", "applies_to"):
        texts: Texts | None = getattr(written, name)
        if texts is not None:
            _check_placeholders(texts, name, frozenset(), compiler)


def _check_force(written: RuleWritten, compiler: Compiler) -> None:
    """How strong the demand is, and whom it binds."""
    if SEVERITY_OF[written.modality] == "error" and written.origin != "text":
        compiler.mistake(
            message(
                "Only a demand with origin “text” can be “skal”; this one is “{given}”",
                given=written.origin,
            ),
            "modality",
        )
    if (written.when is None) != (written.applies_to is None):
        compiler.mistake(
            message("“when” and “applies_to” belong together"),
            "applies_to" if written.when is None else "when",
        )


def _check_answers(
    written: RuleWritten, check: Check, around: RuleContext, compiler: Compiler
) -> None:
    """Whether it is known who answers: a party, a council's centre, or a body that is named."""
    answers = written.answers
    if answers is None:
        return
    if answers == CENTRE and not written.subject.startswith("council-"):
        told = message(
            "Only a council has a centre that answers, and this rule is on {subject}",
            subject=written.subject,
        )
        compiler.mistake(told, "answers")
    elif answers == NAMED and not check.bodies:
        told = message("No violation of this check names a body that could answer")
        compiler.mistake(told, "answers")
    elif answers not in (CENTRE, NAMED, *around.parties):
        told = message("Nobody is called “{given}” who could answer", given=answers)
        known = (*around.parties, CENTRE, NAMED)
        compiler.mistake(unknown_name(told, answers, known), "answers")


def _check_periods(written: RuleWritten, compiler: Compiler) -> None:
    length = written.subject.partition("-")[2]
    for end, text in written.periods or ():
        if text is not None and Period.parse(text).length != length:
            compiler.mistake(
                message(
                    "{given} is no period that rules on {subject} are tried on",
                    given=text,
                    subject=written.subject,
                ),
                "periods",
                end.removesuffix("_"),
            )
    binding = written.periods
    if (
        binding is not None
        and binding.from_ is not None
        and binding.to is not None
        and Period.parse(binding.to).last_day < Period.parse(binding.from_).first_day
    ):
        told = message("{to} comes before {from}", **{"from": binding.from_, "to": binding.to})
        compiler.mistake(told, "periods", "to")


def _check_placeholders(texts: Texts, name: str, known: frozenset[str], compiler: Compiler) -> None:
    for lang, text in texts:
        for placeholder in _PLACEHOLDER.findall(text):
            if placeholder not in known:
                told = message(
                    "Nothing fills the placeholder {placeholder}", placeholder=f"{{{placeholder}}}"
                )
                compiler.mistake(unknown_name(told, placeholder, known), name, lang)
        brace = _BRACE.search(_PLACEHOLDER.sub("", text))
        if brace is not None:
            told = message(
                "A brace {sign} stands without the other one; a placeholder has both", sign=brace[0]
            )
            compiler.mistake(told, name, lang)
