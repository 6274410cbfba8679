"""Which body a person at the keyboard means by a name."""

from __future__ import annotations

from collections.abc import Iterable

from iacheck.cases.council_names import known_council
from iacheck.cases.index import DocumentIndex
from iacheck.cases.registers import names_of
from iacheck.cases.vocabulary import Party
from iacheck.language.errors import WrongUse
from iacheck.language.hints import with_hint
from iacheck.language.messages import message
from iacheck.language.names import nearest

_KINDS = ("party", "council", "centre")


def body_called(
    given: str, document_index: DocumentIndex, parties: Iterable[Party], *, option: str
) -> str:
    """The body with this id, name or alias, such as `party/AVdir`; with its kind before, of that.

    A name that a party and a council have means the party; a council's and a centre's, the council.
    Raises WrongUse, naming the option, for one that no register knows.
    """
    kind, slash, name = given.partition("/")
    kinds = (kind,) if slash and kind in _KINDS else _KINDS
    text = name if slash and kind in _KINDS else given
    known = tuple(parties)
    for one in kinds:
        found = _called(one, text, document_index, known)
        if found is not None:
            return f"{one}/{found}"
    told = message(
        "{option} “{given}”: there is no such party, council or centre; write no person's name",
        option=option,
        given=given,
    )
    raise WrongUse(with_hint(told, nearest(text, _names(kinds, document_index, known))))


def _called(
    kind: str, text: str, document_index: DocumentIndex, parties: tuple[Party, ...]
) -> str | None:
    if kind == "party":
        return next((party.id for party in parties if party.is_own_name(text)), None)
    register = document_index.councils if kind == "council" else document_index.centres
    record = register.exactly(text)
    if record is not None:
        return str(record["id"])
    return known_council(text) if kind == "council" else None


def _names(
    kinds: Iterable[str], document_index: DocumentIndex, parties: tuple[Party, ...]
) -> list[str]:
    names: list[str] = []
    for kind in kinds:
        if kind == "party":
            names += (name for party in parties for name in party.names)
        else:
            register = document_index.councils if kind == "council" else document_index.centres
            for id_, record in register.records.items():
                names += (id_, *names_of(record))
    return names
