"""What people type or paste that misses: read as meant where that is certain, else told."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from commands import COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, put

from iacheck import __version__
from iacheck.__main__ import main
from iacheck.cli.values import language_meant
from iacheck.forms.days import day_in_words
from iacheck.language.messages import LANGS

Run = Callable[..., Ran]


@pytest.fixture
def year(tmp_path: Path) -> Path:
    put(tmp_path, "year.jsonl", COUNCIL, PLAN, REPORT)
    return tmp_path


@pytest.mark.parametrize("day", ["01.04.2016", "1.4.2016", "1. april 2016", "2016-04-01"])
def test_days_as_people_write_them(run: Run, year: Path, day: str) -> None:
    assert day_in_words(day) is not None
    assert "as of 1 April 2016" in run("check", "year.jsonl", *OWN_BOOK, "--as-of", day).out


@pytest.mark.parametrize("day", ["1/3/2016", "2016-02-30", "1. april", "snart", "", "2016"])
def test_days_that_are_not_certain(run: Run, year: Path, day: str) -> None:
    ran = run("check", "year.jsonl", "--as-of", day)
    assert ran.status == 2
    assert f"“{day}” is no date; write 2016-04-01 or 01.04.2016" in ran.err


@pytest.mark.parametrize(
    ("given", "told"),
    [("2. halvår 2015", "2015-H2"), ("H1 2015", "2015-H1"), (" 2015 ", "2015"), ("2015-h2", None)],
)
def test_periods_as_people_write_them(run: Run, year: Path, given: str, told: str | None) -> None:
    ran = run("template", "plan", "--period", given, "--out", "x.txt", *OWN_BOOK)
    assert (ran.status, "is no period" in ran.err) == (2, told is None and "h2" not in given)


def test_a_half_year_in_words(run: Run) -> None:
    ran = run("template", "party-report", "--party", "LO", "--period", "2. halvår 2012", "--out",
              "lo.docx")  # fmt: skip
    assert (ran.status, ran.err) == (0, "Written: lo.docx\n")


@pytest.mark.parametrize(
    ("given", "meant"), [("--periode", "--period"), ("--perioden", "--period"), ("--ou", "--out")]
)
def test_of_options_only_the_likeliest_is_suggested(run: Run, given: str, meant: str) -> None:
    ran = run("check", f"{given}=2015")
    assert ran.status == 2
    assert set(re.findall(r"--[a-z-]+", ran.err)) == {given, meant, "--help"}


@pytest.mark.parametrize("dash", ["–", "—", "−", "‐", "-–", "–-", "––"])
def test_a_long_dash_stops_the_run_and_is_named(run: Run, year: Path, dash: str) -> None:
    ran = run("check", "year.jsonl", *OWN_BOOK, f"{dash}as-of", "2016-04-01")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        f"“{dash}as-of” begins with a long dash, as programs for text make it of two hyphens; "
        "did you mean “--as-of”?\n"
    )
    assert "“-q”" in run("check", "year.jsonl", f"{dash}q").err
    assert "“--as-of=2016-04-01”" in run("check", f"{dash}as-of=2016-04-01").err


def test_a_long_dash_in_a_value_or_in_the_name_of_a_file_is_no_option(run: Run, year: Path) -> None:
    (year / "year.jsonl").rename(year / "–year.jsonl")
    assert run("check", "–year.jsonl", *OWN_BOOK, "--as-of", "2016-04-01").status == 0
    assert run("check", "2012–2013.jsonl", *OWN_BOOK).status == 3


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (("min", "plan.jsonl"), '"min plan.jsonl"'),
        (("year.jsonl", "min", "plan.jsonl"), '"min plan.jsonl"'),
        (("--council", "Sogn", "og", "Fjordane"), '--council "Sogn og Fjordane"'),
        (("--period", "2.", "halvår", "2012"), '--period "2. halvår 2012"'),
        (("--as-of", "1.", "mars", "2016"), '--as-of "1. mars 2016"'),
        (("--as-of=1.", "mars", "2016"), '--as-of "1. mars 2016"'),
        (("year.jsonl", "--out", "min", "liste.pdf"), '--out "min liste.pdf"'),
    ],
    ids=" ".join,
)
def test_several_words_without_quotation_marks(
    run: Run, year: Path, given: tuple[str, ...], meant: str
) -> None:
    put(year, "min plan.jsonl", PLAN)
    ran = run("check", *given)
    assert ran == Ran(2, "", f"What consists of several words stands in quotation marks: {meant}\n")


def test_words_that_are_files_are_files(run: Run, year: Path) -> None:
    put(year, "a", PLAN)
    put(year, "a year.jsonl", PLAN)
    ran = run("check", "a", "year.jsonl", *OWN_BOOK)
    assert "quotation" not in ran.err
    # An option's value, and then a file.
    assert "quotation" not in run("check", "--period", "2015", "year.jsonl", *OWN_BOOK).err
    assert "quotation" not in run("check", "--period", "2015", "x" * 300, "y\0", *OWN_BOOK).err


@pytest.mark.parametrize(
    ("group", "name", "meant"),
    [
        ((), "sjekk", "check"),
        ((), "Les", "read"),
        ((), "rapport", "report"),
        ((), "regler", "rules"),
        (("rules",), "vis", "show"),
        (("store",), "kopier", "copy"),
    ],
)
def test_commands_by_their_norwegian_names(
    run: Run, group: tuple[str, ...], name: str, meant: str
) -> None:
    ran = run(*group, name, "x")
    assert ran.status == 2
    assert f"There is no command “{name}”; did you mean “{meant}”?" in ran.err
    assert run(*group, meant, "--help").status == 0


def test_a_file_in_the_place_of_a_command(run: Run, year: Path) -> None:
    assert "A file is no command; write: iacheck check plan.XLSX" in run("plan.XLSX").err


@pytest.mark.parametrize("lang", LANGS)
def test_help_is_a_word_too(run: Run, lang: str) -> None:
    for words, path in ((("help",), ()), (("help", "check"), ("check",)),
                        (("help", "rules", "show"), ("rules", "show")),
                        (("rules", "help", "show"), ("rules", "show")),
                        (("hjelp", "rules"), ("rules",))):  # fmt: skip
        told = run("--lang", lang, *words)
        assert (told.status, told.err) == (0, "")
        assert told.out == run(*path, "--help", "--lang", lang).out
    assert run("help", "nope").status == 2


def test_the_version_has_a_short_option(run: Run) -> None:
    assert run("-V") == run("--version") == Ran(0, f"iacheck {__version__}\n", "")


@pytest.mark.parametrize(
    ("given", "meant"),
    [("no", "nb"), ("nb_NO.UTF-8", "nb"), ("nb-NO", "nb"), ("NB", "nb"), ("bokmål", "nb"),
     ("nynorsk", "nn"), ("nno", "nn"), ("engelsk", "en"), ("en_GB", "en")],
)  # fmt: skip
def test_languages_by_other_names(
    run: Run, given: str, meant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert language_meant(given) == meant
    ran = run("check", "--lang", given)
    assert ran.status == 2
    assert f"“{given}” is no language here; did you mean “{meant}”?" in ran.err
    monkeypatch.setenv("IACHECK_LANG", given)
    ran = run("check")
    assert ran.status == 2
    assert f"«{meant}»?" in ran.err


@pytest.mark.parametrize(
    ("given", "meant"), [("B61", "B16"), ("b61", "B16"), ("plan-exist", "plan-exists")]
)
def test_a_demand_whose_digits_changed_places(run: Run, given: str, meant: str) -> None:
    ran = run("rules", "show", given)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"There is no rule “{given}”; did you mean “{meant}”?\n"
    assert run("rules", "show", meant).status == 0


def test_a_demand_that_nobody_can_have_meant(run: Run) -> None:
    assert run("rules", "show", "B77").err == (
        "There is no rule “B77”; iacheck rules list lists them\n"
    )


@pytest.mark.parametrize("given", ["b1", "B 01", "B1", "b-01"])
def test_the_number_of_a_demand_in_any_spelling(run: Run, given: str) -> None:
    assert run("rules", "show", given) == run("rules", "show", "B01")


class Windows:
    """What click looks at to know where it runs."""

    name = "nt"

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)


@pytest.mark.parametrize("given", ["*.jsonl", "~/year.jsonl", "~/y*.jsonl", "**/year.jsonl"])
def test_where_no_shell_expands_what_is_typed(
    run: Run,
    year: Path,
    given: str,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setenv("HOME", str(year))
    monkeypatch.setattr(
        sys, "argv", ["iacheck", "check", given, *OWN_BOOK, "--as-of", "2016-04-01"]
    )

    def ran() -> int:
        with pytest.raises(SystemExit) as ended:
            main()
        assert isinstance(ended.value.code, int)
        return ended.value.code

    assert ran() == 3
    assert b"There is no file or folder of this name" in capsysbinary.readouterr().out
    monkeypatch.setattr(click.core, "os", Windows())
    assert ran() == 0
    assert b"1 subject checked" in capsysbinary.readouterr().out
