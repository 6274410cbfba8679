"""The sentences of the pages, by the names that the templates have for them."""

from __future__ import annotations

from collections.abc import Mapping

from iacheck.language.messages import Message, message

TEXTS: Mapping[str, Message] = {
    "skip": message("To the content"),
    "program": message("Checking of IA plans and reports"),
    "languages": message("Language"),
    "main_menu": message("Main menu"),
    "about_menu": message("About this service"),
    "home": message("Start"),
    "check": message("Check a paper"),
    "forms": message("Forms"),
    "rules": message("Demands"),
    "accessibility": message("Accessibility"),
    "privacy": message("Privacy"),
    "health": message("Health"),
    "mend_this": message("This must be mended first"),
    "error_title": message("Error"),
    "check_lead": message(
        "Send a plan or a report, and get a list of what the letters demand and it lacks, with "
        "where it stands and what to do."
    ),
    "files": message("Papers"),
    "files_hint": message(
        "Word, Excel, PDF, e-mail or text; one or several that belong together. Together at most "
        "{limit} MB."
    ),
    "not_kept": message(
        "Nothing is stored: the papers are gone from this server as soon as the list is made."
    ),
    "as_of": message("Judge as of this day"),
    "as_of_hint": message("Such as 2016-04-01. Empty: today."),
    "if_unsaid": message("Only if the paper does not say it itself"),
    "council": message("Council"),
    "council_hint": message("Such as Rogaland."),
    "period": message("Year or half-year"),
    "period_hint": message("Such as 2015, or 2012-H2. Of papers for several, only this one."),
    "kind": message("What it is"),
    "kind_unsaid": message("The paper says it"),
    "kind_plan": message("Plan"),
    "kind_report": message("Report"),
    "format": message("The list as"),
    "format_page": message("A page"),
    "do_check": message("Check"),
    "same_list": message("The same list as a file"),
    "same_list_hint": message(
        "The paper is sent again from this page, and the list made anew; nothing is kept."
    ),
    "too_large_to_resend": message(
        "The papers are too large to be sent again from this page. Choose them once more below, "
        "and what the list is to be."
    ),
    "next_version": message("Check the next version"),
    "next_version_hint": message("When the paper is mended, choose it here."),
    "back": message("Back"),
}
