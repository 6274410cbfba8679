"""The sentences of the pages, by the names that the templates have for them."""

from __future__ import annotations

from collections.abc import Mapping

from iacheck.language.messages import Message, message

TEXTS: Mapping[str, Message] = {
    "skip": message("To the content"),
    "program": message("Checking of IA papers"),
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
        "where it stands and what to do. To check a paper here is not to deliver it."
    ),
    "files": message("Papers"),
    "files_hint": message(
        "Word, Excel, PDF, e-mail or text; one or several that belong together. Together at most "
        "{limit} MB."
    ),
    "no_scans": message("Scanned papers are not read here."),
    "choose_again": message("Choose the papers once more: the browser has not kept them."),
    "not_kept": message(
        "Nothing is stored: the papers are gone from this server as soon as the answer is made."
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
    "demands_lead": message(
        "The number of a demand leads to what the letter says and how we read it, in a tab of its "
        "own."
    ),
    "scrolls": message("The table is wider than the screen: scroll it sideways."),
    "same_list": message("The same list as a file"),
    "same_list_hint": message(
        "The paper is sent again from this page, and the list made anew; nothing is kept."
    ),
    "too_large_to_resend": message(
        "The papers are too large to be sent again from this page. Choose them once more below, "
        "and what the list is to be; after a change of language, too."
    ),
    "next_version": message("Check the next version"),
    "next_version_hint": message("When the paper is mended, choose it here."),
    "to_start": message("To the start page"),
    "error_in_form": message("Error: mend what is told, and send again"),
    "start_lead": message(
        "Does a plan or a report have what the letters to the IA councils ask for? Send it, and "
        "see what is missing, where, and what to do."
    ),
    "start_whom": message(
        "For secretaries of IA councils and for those who follow them up. Nobody logs in, and "
        "nothing is stored."
    ),
    "way_check": message("Send a paper as it is, in Word, Excel or PDF, and get a list."),
    "way_forms": message("Empty, or filled with what was read of your paper."),
    "letters": message("The letters that papers are held against"),
    "letters_lead": message(
        "Each paper is judged by the letter that was in force on the last day of its period."
    ),
    "demands_count": message("demands"),
    "ours": message(
        "A program checks the paper against the letters. What is our reading and not the "
        "letter's words is marked wherever it counts."
    ),
    "get_form": message("Get a form"),
    "forms_lead": message(
        "A form has a place for everything that is asked for, and says beside each field what is "
        "demanded of it."
    ),
    "empty_form": message("An empty form"),
    "which_form": message("Form"),
    "form_plan": message("Plan (Excel)"),
    "form_report": message("Report (Excel)"),
    "form_council": message("Facts about the council (Excel)"),
    "form_party": message("Half-year report of a party (Word)"),
    "council_hint_form": message("Such as Rogaland. May be empty."),
    "party": message("Party"),
    "party_hint": message("Only for a half-year report of a party, such as LO."),
    "period_hint_form": message(
        "Such as 2015, or 2012-H2. May be empty, but for a half-year report of a party."
    ),
    "form_of_paper": message("A form filled from your paper"),
    "form_of_paper_lead": message(
        "What could be read of the paper is filled in, and what could not stands on a sheet of its "
        "own. Mend it there, and check the form."
    ),
    "do_fill": message("Make the form"),
    "rules_lead": message(
        "What the letters demand, ask for and allow, demand by demand: where it stands, how we "
        "read it, and what meets it."
    ),
    "all_rules": message("All demands"),
    "demand": message("Demand"),
    "our_reading": message("Our reading, and not the letter's words"),
    "examples": message("What meets it, and what does not"),
    "how_checked": message("How it is checked, as the program has it"),
    "for_programs": message("For programs and spreadsheets"),
    "accessible_lead": message(
        "The pages are made to meet WCAG 2.2, level AA. We know of no fault in that."
    ),
    "accessible_keyboard": message("Everything can be reached and done with the keyboard alone."),
    "accessible_small": message(
        "The pages fit a screen of 320 pixels, may be enlarged to four times their size, and can "
        "be printed."
    ),
    "accessible_scripts": message("No page needs JavaScript, and none has it."),
    "accessible_tested": message(
        "Each page is tested in the three languages with a browser and the rules of axe, "
        "also after an error and with a list."
    ),
    "accessible_untested": message(
        "What a machine cannot test has not yet been tried by people who use screen readers. Lists "
        "as PDF are tagged; those in Word and Excel have headings."
    ),
    "accessible_tell": message(
        "If something is in your way, tell whoever runs this server: they can pass it on."
    ),
    "private_memory": message(
        "A paper is held by the server only while it is read, for some seconds: in memory, where "
        "the system has a place for that. It is removed before you see the list."
    ),
    "private_log": message(
        "The log has, for each request, the time, which kind of page, how it ended and how long it "
        "took. It has no address, no name of a file and no text."
    ),
    "private_cookies": message("No cookies are set, and nobody is counted or followed."),
    "private_elsewhere": message(
        "Nothing is sent to or fetched from other servers, neither by this one nor by your browser."
    ),
    "private_again": message(
        "The page with a list has the paper in it, so that you can get the list as a file: it is "
        "in your browser, and is gone when you close the page."
    ),
    "private_names": message(
        "No form asks for a person's name. Leave out of a paper what nobody needs to check it."
    ),
    "healthy": message("The server answers."),
    "version": message("Version"),
}
