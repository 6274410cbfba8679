"""The vocabulary of the agreement of 2010 to 2013, for tests of papers."""

from __future__ import annotations

import datetime

from iacheck.cases.spans import TimeSpan
from iacheck.cases.vocabulary import Party, Vocabulary
from iacheck.language.periods import Period

PARTIES = (
    Party("NHO", "Næringslivets Hovedorganisasjon", "employer"),
    Party("Virke", "Hovedorganisasjonen Virke", "employer"),
    Party("KS", "KS", "employer", aliases=("KS-området",)),
    Party("Spekter", "Arbeidsgiverforeningen Spekter", "employer"),
    Party(
        "FAD",
        "Fornyings-, administrasjons- og kirkedepartementet",
        "employer",
        active=(TimeSpan(None, datetime.date(2013, 12, 31)),),
    ),
    Party(
        "KMD",
        "Kommunal- og moderniseringsdepartementet",
        "employer",
        active=(TimeSpan(datetime.date(2014, 1, 1)),),
    ),
    Party("LO", "Landsorganisasjonen i Norge", "employee"),
    Party("YS", "Yrkesorganisasjonenes Sentralforbund", "employee"),
    Party("Unio", "Unio", "employee"),
    Party("Akademikerne", "Akademikerne", "employee"),
    Party("Arbeidstilsynet", "Arbeidstilsynet", "authority"),
    Party("AVdir", "Arbeids- og velferdsdirektoratet", "authority", prefixes=("NAV",)),
)
HEADINGS = {
    "experience": (
        "Viktigste erfaring å dele med andre organisasjoner",
        "Viktige erfaringer å dele med andre organisasjoner",
    ),
    "plan_deviation": ("Avvik fra plan for aktiviteter/oppfølging i egen organisasjon",),
    "successful_activity": ("Særlig vellykket aktivitet",),
}
VOCABULARY = Vocabulary(PARTIES, HEADINGS, ("Rapportering om IA-arbeidet",))


def vocabulary(period: Period | None) -> Vocabulary:
    del period
    return VOCABULARY
