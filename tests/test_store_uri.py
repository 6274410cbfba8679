"""Addresses of stores: which there are, and that no password is ever shown."""

from __future__ import annotations

import subprocess
import sys
import urllib.parse
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from store_suite import COLLECTIONS, problems

from iacheck import store as stores
from iacheck.language.errors import CannotRun, WrongUse
from iacheck.store.mongo import open_mongo
from iacheck.store.uri import (
    is_well_formed,
    option_names,
    options,
    public_address,
    without_password,
)


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        ("iacheck.db", "iacheck.db"),
        ("", ""),
        ("sqlite:", "sqlite:"),
        (r"C:\data\iacheck.db", r"C:\data\iacheck.db"),
        ("postgres://user:s3cr3t@host/db", "postgres://user@host/db"),
        ("mongo://user:s3/cr3t@host/db", "mongo://…"),
    ],
)
def test_addresses_of_no_store(uri: str, said: str) -> None:
    with pytest.raises(WrongUse) as caught:
        stores.open(uri, COLLECTIONS, create=True)
    assert problems(caught.value) == [
        f"“{said}” is no address of a store; write sqlite: and the name of a file "
        "(sqlite:iacheck.db), or mongodb:// or mongodb+srv:// and the rest of the address"
    ]


@pytest.mark.parametrize("uri", ["mongodb://", "MongoDB+SRV://", "mongodb:x"])
def test_addresses_for_mongodb(uri: str) -> None:
    with pytest.raises(CannotRun, match="cannot be read"):
        stores.open(uri, COLLECTIONS, create=True)


@pytest.mark.parametrize(
    ("uri", "said", "names"),
    [
        ("mongodb://h", "mongodb://h", ""),
        ("mongodb://h/", "mongodb://h/", ""),
        ("mongodb://u@h/d?w=1&authSource=a", "mongodb://u@h/d", "w authsource"),
        ("mongodb://u:@h:1,g.x:27/d?x=a@b", "mongodb://u@h:1,g.x:27/d", "x"),
        ("mongodb://[::1]:27017/d", "mongodb://[::1]:27017/d", ""),
        ("mongodb://%2Ftmp%2Fs.sock/d?a=1;b=2", "mongodb://%2Ftmp%2Fs.sock/d", "a b"),
        ("mongodb+srv://u:p%40w@h.x/d", "mongodb+srv://u@h.x/d", ""),
    ],
)
def test_well_formed_addresses(uri: str, said: str, names: str) -> None:
    assert is_well_formed(uri)
    assert public_address(uri) == said
    assert option_names(uri) == set(names.split())
    assert [option.partition("=")[0].lower() for option in options(uri)] == names.split()


@pytest.mark.parametrize(
    "uri",
    [
        "mongodb://u:p@w@h/d",
        "mongodb://u:p/w@h/d",
        "mongodb://u:p?w@h/d",
        "mongodb://u:p:w@h/d",
        "mongodb://u:pw@h/d/e",
        "mongodb://u:pw@h:port/d",
        "mongodb://u:pw@/d",
        "mongodb://u:p w@h/d",
        "mongodb://h/a@b",
    ],
)
def test_addresses_with_something_in_the_wrong_place(uri: str) -> None:
    assert not is_well_formed(uri)
    assert public_address(uri) == "mongodb://…"
    assert options(uri) == ()


PASSWORDS = st.text("Zß:/?#[]@%&=,. ", min_size=3, max_size=8).map(lambda text: f"Q{text}Q")


@example("Q@Z?ZQ", False, "/db")
@example("Q@Z?Z&ZQ", False, "/db?w=1")
@given(PASSWORDS, st.booleans(), st.sampled_from(["", "/", "/db", "/db?w=1&password=QxQ"]))
def test_a_password_is_never_shown(password: str, quoted: bool, rest: str) -> None:
    written = urllib.parse.quote(password, safe="") if quoted else password
    uri = f"mongodb://user:{written}@host:27017{rest}"
    assert "Q" not in public_address(uri)
    if quoted:
        assert is_well_formed(uri)
        assert "Q" not in without_password(f"no login with '{password}' ({written})", uri)

    def failing(_: str) -> None:
        raise ValueError(f"cannot read {written}, that is {password}")

    with pytest.raises(CannotRun) as caught:
        open_mongo(uri, COLLECTIONS, create=True, client=failing)  # type: ignore[arg-type]
    assert "Q" not in problems(caught.value)[0]


def test_a_driver_is_imported_only_where_it_is_needed(tmp_path: Path) -> None:
    program = (
        "import sys; from iacheck import store; "
        "assert not {'bson', 'pymongo', 'sqlite3'} & sys.modules.keys(); "
        "store.open('sqlite:' + sys.argv[1], [], create=True).close(); "
        "assert 'pymongo' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "x.db")], check=True)
