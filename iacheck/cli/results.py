"""Where the result of a check goes: to the screen, to a file, or to a folder, a file for each."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from iacheck.cases.findings import Result
from iacheck.cli.output import (
    is_screen,
    lines_for,
    tell,
    tell_beside,
    tell_problems,
    write_all,
    write_output,
)
from iacheck.language.errors import NothingToCheck, WrongUse
from iacheck.language.frozen import frozen
from iacheck.language.hints import with_hint
from iacheck.language.language import Language
from iacheck.language.messages import message, plural_message
from iacheck.language.problems import Problem
from iacheck.reports import (
    Format,
    find_format,
    find_paper_format,
    formats,
    in_parts,
    paper_formats,
    suffix,
)
from iacheck.reports.counts import summary_lines
from iacheck.reports.order import in_order_of_names

# What `due` alone writes, and a calendar program would open as its own, whatever stands in it.
_CALENDARS = ("ics",)


@frozen
class Target:
    """A format and the file or the folder to write; with neither, the screen."""

    format: str
    out: Path | None
    split: Path | None

    @classmethod
    def choose(
        cls, asked: str | None, out: Path | None, split: Path | None, known: Sequence[str]
    ) -> Target:
        """In the format that is asked for; else that of the file's suffix; else text.

        Raises WrongUse if the format is not among the `known`, or cannot go to this target, or
        if the file is called what only another program can write.
        """
        _refuse_other_office(out)
        chosen = asked or _of_suffix(out, (*known, *formats(), *_CALENDARS)) or "text"
        if chosen not in known:
            told = message("This cannot be written as {format}", format=chosen)
            raise WrongUse([Problem(with_hint(told, None, known), file=str(out))])
        target = cls(chosen, out, split)
        target.refuse_impossible()
        return target

    def refuse_overwriting(self, read: Iterable[Path]) -> None:
        """Raises WrongUse if the file to write is one of those that are read."""
        if self.out is not None:
            refuse_overwriting_input([self.out], read)

    def report(self) -> Format:
        """What writes the format. Raises CannotRun where what that needs is not installed."""
        return find_format(self.format)

    def refuse_impossible(self) -> None:
        """Raises IacheckError if what is written cannot go to this target."""
        if self.out is not None and self.split is not None:
            raise WrongUse(
                message("Give either {one} or {other}, not both", one="--out", other="--split")
            )
        is_binary = self.format in formats() and self.report().BINARY
        if is_binary and self.out is None and self.split is None and is_screen():
            told = message(
                "A screen cannot show {format}; name a file with {option}",
                format=self.format,
                option="--out",
            )
            raise WrongUse(told)


# What Word and Excel would open as their own, and find text in.
_OFFICE = {
    **dict.fromkeys((".doc", ".docm", ".dot", ".dotx", ".odt", ".rtf"), ".docx"),
    **dict.fromkeys((".xls", ".xlsb", ".xlsm", ".xlt", ".xltx", ".ods"), ".xlsx"),
}


def _refuse_other_office(out: Path | None) -> None:
    """Raises WrongUse for a file of Word or Excel that is none of those that are written."""
    if out is not None and (meant := _OFFICE.get(out.suffix.lower())):
        told = message("{ending} is not written", ending=out.suffix)
        raise WrongUse([Problem(with_hint(told, meant), file=str(out))])


def _of_suffix(out: Path | None, known: Iterable[str]) -> str | None:
    ending = "" if out is None else out.suffix.lower().removeprefix(".")
    ending = "html" if ending == "htm" else ending
    return next((name for name in known if suffix(name) == ending), None)


def write_result(data: bytes | Iterable[bytes], target: Target, language: Language) -> None:
    """Write a result to the screen or the file, and tell beside it which file is written how."""
    replaced = write_output(data, target.out)
    if target.out is None:
        return
    file = str(target.out)
    told = (
        message("An older file was replaced: {file}", file=file)
        if replaced
        else message("Written: {file}", file=file)
    )
    tell_beside(language.say(told))
    if _of_suffix(target.out, (target.format, *formats())) not in (None, target.format):
        told = message(
            "It is written as {format}, though its name ends otherwise", format=target.format
        )
        tell_problems([Problem(told, "notice", file)], language)


def deliver(
    result: Result,
    target: Target,
    language: Language,
    read: Iterable[Path],
    *,
    is_summed_up: bool = False,
) -> None:
    """Write a result, and tell beside it what it does not tell itself. Nothing read is replaced.

    `is_summed_up` if what it comes to is told elsewhere.
    """
    report = target.report()
    if target.split is not None:
        files = _files(result, target.format, language)
        refuse_overwriting_input([target.split / name for name in files], read)
        replaced = write_all(files, target.split)
        tell_problems(result.problems, language)
        _tell_written(len(files), replaced, target.split, language)
    else:
        with lines_for(target.out):
            data = in_parts(report, result, language)
        write_result(data, target, language)
        if target.out is not None or not report.TELLS_PROBLEMS:
            tell_problems(result.problems, language)
    if (target.out is not None or target.split is not None) and not is_summed_up:
        tell_beside(*summary_lines(result, language))


def deliver_nothing(
    nothing: NothingToCheck, as_of: datetime.date, target: Target, language: Language
) -> None:
    """Write a result without subjects where it is for programs: they ask for nothing else."""
    if target.format != "json":
        return
    told = tuple(replace(problem, level="notice") for problem in nothing.problems)
    result = Result(as_of, (), told, ())
    if target.split is not None:
        write_all(_files(result, target.format, language), target.split)
    else:
        write_output(target.report().render(result, language), target.out)


def show_overview(result: Result, target: Target, language: Language) -> None:
    """Show who has deviations, and where the lists are, or how to get them."""
    from iacheck.reports.overview_text import overview_text  # noqa: PLC0415 - only where asked for

    with lines_for(None):
        write_output(overview_text(result, language), None)
    if target.split is None:
        tell_problems(result.problems, language)
        told = message("Everybody's list is written with {option}", option="--split avvik")
    else:
        told = message("Everybody's list is in {folder}", folder=str(target.split))
    tell(told, language)


def _files(result: Result, format_: str, language: Language) -> Mapping[str, bytes]:
    """An overview of all, and a list for each subject and period.

    The overview has all that was found, too, where the format is for programs.
    """
    # Only where there are files for each.
    from iacheck.reports.deviations import overview_paper  # noqa: PLC0415
    from iacheck.reports.split import results_by_subject, with_unjudged  # noqa: PLC0415

    report, ending = find_format(format_), suffix(format_)
    result = in_order_of_names(result)
    everybody = with_unjudged(result)
    lists = {f"{name}.{ending}": part for name, part in results_by_subject(everybody).items()}
    whole = (
        find_paper_format(format_).write(overview_paper(everybody, tuple(lists), language))
        if format_ in paper_formats()
        else report.render(result, language)
    )
    told = {name: report.render(part, language) for name, part in lists.items()}
    return {f"overview.{ending}": whole, **told}


def _tell_written(count: int, replaced: int, folder: Path, language: Language) -> None:
    told = plural_message(
        "{count} file written to {folder}; older ones replaced: {replaced}",
        "{count} files written to {folder}; older ones replaced: {replaced}",
        count,
        folder=str(folder),
        replaced=replaced,
    )
    tell_beside(language.say(told))


def refuse_overwriting_input(written: Iterable[Path], read: Iterable[Path]) -> None:
    """Raises WrongUse if a file to write is one of those that are read, under whatever name."""
    kept = {os.path.realpath(path) for path in read}
    told = message("It is among what is checked; write the result to another file")
    lost = [Problem(told, file=str(path)) for path in written if os.path.realpath(path) in kept]
    if lost:
        raise WrongUse(lost)
