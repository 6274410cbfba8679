"""What tests of the command line, of its reports and of stores share."""

from __future__ import annotations

import atexit
import functools
import gc
import json
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import jsonschema_rs
import pytest
from commands import BOOK, Ran
from follow_ups import Follow
from hypothesis import HealthCheck, settings
from paper_material import material_of
from paper_rounds import ROUNDS
from repeats import times
from servers import close_shared, database_on
from shipped import shipped
from store_suite import BACKENDS, ON_SERVERS, Reopen, Server, store_on

from iacheck.cases.findings import Result
from iacheck.checks.rule import RuleBook
from iacheck.cli import run as run_command_line
from iacheck.documents.schemas import Schemas
from iacheck.language.language import Language
from iacheck.language.resources import folder
from iacheck.reports import as_json
from iacheck.reports.meeting.material import Material
from iacheck.rulebooks import load_rulebooks
from iacheck.store import Store, mongo

GOLDEN = Path(__file__).parent / "golden"
# A slow machine is no fault; and CI tries the same cases each time, so that what lands is green.
settings.register_profile(
    "iacheck",
    max_examples=times(25),
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("iacheck")

# What the program keeps for its user is not the user's who runs the tests.
_CACHES = tempfile.TemporaryDirectory(prefix="iacheck-tests-")
atexit.register(_CACHES.cleanup)
os.environ["XDG_CACHE_HOME"] = _CACHES.name

SOURCES = Path(__file__).parents[2] / "shared" / "sources"

# Until everything is collected nothing is garbage: looking for it took a third of the time.
gc.disable()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="run only the tests that compare whole outputs, and write what they say now to "
        "tests/golden, to be looked through and committed",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --update-golden only the tests that write are run.

    Where nobody has the public documents at hand, and none are named, nothing reads them. With
    IACHECK_SOURCES set, as CI sets it, they must be there.
    """
    if config.getoption("--update-golden"):
        others = [item for item in items if "golden" not in getattr(item, "fixturenames", ())]
        items[:] = [item for item in items if item not in others]
        config.hook.pytest_deselected(items=others)
    if "IACHECK_SOURCES" in os.environ or SOURCES.is_dir():
        return
    for item in items:
        if item.get_closest_marker("sources"):
            item.add_marker(pytest.mark.skip(reason="IACHECK_SOURCES names no sources"))


def pytest_collection_finish() -> None:
    """What was collected stays to the end, and is never looked through."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def no_server_is_left_running() -> Iterator[None]:
    yield
    close_shared()


@pytest.fixture(scope="session", autouse=True)
def every_result_is_as_its_schema_says() -> Iterator[None]:
    """Whatever a test has written as JSON, it is held against `result.schema.json`."""
    schema = json.loads((folder("schemas") / "result.schema.json").read_text(encoding="utf-8"))
    # The results of whole years are large, and the library that the program uses is slow.
    validator = jsonschema_rs.validator_for(schema)
    render = as_json.render

    def validated(result: Result, language: Language) -> bytes:
        written = render(result, language)
        validator.validate(json.loads(written))
        return written

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(as_json, "render", validated)
        yield


@pytest.fixture(scope="session", autouse=True)
def unchanged_rule_books_are_loaded_once() -> Iterator[None]:
    """The shipped ones and the small one: a command line without a program loads none anew.

    Rule books are frozen, and each loading tries their hundreds of examples.
    """
    load_once = functools.cache(load_rulebooks)

    def loaded(folders: Sequence[Path], schemas: Schemas) -> tuple[RuleBook, ...]:
        if not folders:
            return shipped()[0]
        return (load_once if [*folders] == [BOOK] else load_rulebooks)(tuple(folders), schemas)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("iacheck.cli.loading.load_rulebooks", loaded)
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Compare whole output with a file of `tests/golden`; with --update-golden, write it anew."""

    def compare(name: str, given: bytes) -> None:
        file = GOLDEN / name
        if request.config.getoption("--update-golden"):
            file.write_bytes(given)
        assert given.decode() == file.read_bytes().decode()

    return compare


@pytest.fixture(name="folder")
def folder_for_everybody() -> Iterator[Path]:
    """A folder that an ordinary user can be let into; pytest's own are root's alone."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    yield made
    for entry in (made, *made.rglob("*")):
        entry.chmod(0o700)
    shutil.rmtree(made)


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., Ran]:
    """Run a command line in English, in a folder of its own, without starting a program."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("IACHECK_STORE", raising=False)
    monkeypatch.setenv("IACHECK_LANG", "en")
    monkeypatch.setenv("LANGUAGE", "en")  # so that it is put back

    def ran(*arguments: str | Path) -> Ran:
        status = run_command_line([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Ran(status, out.decode(), err.decode())

    return ran


@pytest.fixture(scope="module", params=ROUNDS)
def example(request: pytest.FixtureRequest) -> Material:
    """A round of the examples, judged: what papers for meetings are made of."""
    return material_of(*ROUNDS[request.param])


@pytest.fixture(name="uri", params=["sqlite", "mongomock", *ON_SERVERS])
def address_of_an_empty_store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """In a file, in memory or on a server."""
    name = f"iacheck_test_{uuid.uuid4().hex}"
    if request.param == "sqlite":
        yield f"sqlite:{tmp_path / 'ia.db'}"
    elif request.param == "mongomock":
        server = Server()
        monkeypatch.setattr(mongo, "client_for", lambda *_: server)
        yield f"mongodb://in-memory/{name}"
    else:
        with database_on(request.param, name) as address:
            yield address


@pytest.fixture
def follow(run: Callable[..., Ran], uri: str, tmp_path: Path) -> Follow:
    return Follow(run, uri, tmp_path)


@pytest.fixture(params=BACKENDS)
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Reopen]:
    """A way to open one and the same store, in each kind of database."""
    with store_on(request.param, tmp_path) as found:
        yield found


@pytest.fixture
def store(reopen: Reopen) -> Iterator[Store]:
    """An empty store, in each kind of database."""
    with reopen() as opened:
        yield opened
