"""Writes the parts of the documentation that are made from the program, and the schemas of rules.

Run `python docs/generate.py` after a change to what they describe. A test fails where they are
not up to date. A part stands in a Markdown file between `<!-- generated: NAME … -->` and
`<!-- /generated -->`; NAME is a function of this file, with the words after it as arguments.
"""

from __future__ import annotations

import ast
import contextlib
import datetime
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import click

from iacheck import cli
from iacheck.cases.case import SUBJECT_KINDS
from iacheck.cases.findings import SEVERITY_OF
from iacheck.checks import kinds
from iacheck.checks.check import COMMON_PLACEHOLDERS
from iacheck.checks.yaml_model import FieldMark, YamlModel
from iacheck.cli.loading import books_and_schemas
from iacheck.cli.translated import use_language
from iacheck.documents.field_types import Schema, without_references
from iacheck.documents.schemas import Schemas, load_schemas
from iacheck.forms.empty.forms import form_book
from iacheck.forms.empty.workbook import form_workbook
from iacheck.forms.layout import forms
from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.language import language
from iacheck.language.limits import describe_limits
from iacheck.language.messages import LANGS
from iacheck.readers.files.inputs import read_inputs
from iacheck.reports import find_format
from iacheck.reports.as_csv import COLUMNS
from iacheck.reports.paper_text import write
from iacheck.reports.reading_outline import FileReading, reading_paper
from iacheck.rulebooks import book_model, kind_model, rule_model
from iacheck.rulebooks.editor_schema import CONDITION_TESTS, TERM_FORMS, editor_schemas

DOCS = Path(__file__).parent
ROOT = DOCS.parent
_BLOCK = re.compile(r"<!-- generated: ([^\n]+) -->\n.*?<!-- /generated -->", re.DOTALL)


def pages() -> Iterator[Path]:
    """The Markdown files that may hold generated parts."""
    yield from sorted(DOCS.glob("*.md"))
    yield ROOT / "CONTRIBUTING.md"
    yield ROOT / "README.md"


def filled(text: str) -> str:
    """A page with its generated parts made anew."""

    def made(match: re.Match[str]) -> str:
        name, *words = match[1].split()
        body = "\n".join(PARTS[name](*words)).strip("\n")
        return f"<!-- generated: {match[1]} -->\n\n{body}\n\n<!-- /generated -->"

    return _BLOCK.sub(made, text)


def rule_schemas() -> Mapping[Path, str]:
    """The schemas of rules and rule books, by their files."""
    made = editor_schemas(load_schemas())
    return {
        ROOT / "schemas" / f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2)
        + "\n"
        for name, schema in made.items()
    }


def manual_pages() -> Mapping[Path, str]:
    """The manual page in each language, by their files."""
    pages = {}
    for lang in LANGS:
        use_language(lang)
        told = cli.commands.get_short_help_str()
        head = [".TH IACHECK 1", ".SH NAME", f"iacheck \\- {_roff(told)}"]
        page = "\n".join([*head, *_manual(cli.commands, "iacheck")])
        pages[DOCS / "man" / lang / "iacheck.1"] = f"{page}\n"
    return pages


def _manual(command: click.Command, path: str) -> Iterator[str]:
    """A command and those below it, each as its help tells of it."""
    settings = command.context_settings or {"help_option_names": ["-h", "--help"]}
    context = click.Context(command, info_name=path, terminal_width=80, **settings)
    usage, _, told = command.get_help(context).partition("\n\n")
    yield f".SH {_roff(path)}"
    yield f".B {_roff(' '.join(usage.split(': ', 1)[1].split()))}"
    for block in told.split("\n\n"):
        # What is indented under a word with a colon is a list, and stands as it is.
        first, *lines = block.split("\n")
        is_list = first.endswith(":") and not first.startswith(" ")
        yield ".PP"
        yield from (
            (".nf", *map(_roff, (first, *lines)), ".fi")
            if is_list
            else (_roff(line.strip()) for line in (first, *lines))
        )
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _manual(inner, f"{path} {name}")


def _roff(text: str) -> str:
    """Text in which nothing is a command of roff."""
    written = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{written}" if written.startswith((".", "'")) else written


def main() -> None:
    """Write every generated part and file."""
    for page in pages():
        page.write_text(filled(page.read_text("utf-8")), "utf-8")
    for path, text in {**rule_schemas(), **manual_pages()}.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def _codes(words: Iterable[object]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _fields(model: type[YamlModel]) -> Iterator[str]:
    types = get_type_hints(model)
    return _table(
        ("field", "must be there", "what it is"),
        (
            (
                f"`{field.alias or name}`",
                "yes" if field.is_required else "",
                " ".join(filter(None, (field.description, _choices(types[name], field)))),
            )
            for name, field in model.FIELDS.items()
            if name in model.__annotations__  # not those of the model that it adds to
        ),
    )


def _choices(type_: Any, field: FieldMark) -> str:
    """The words that a field takes, if it takes only some, and which it is when left out."""
    if get_origin(type_) is not Literal:
        return ""
    words = _codes(get_args(type_))
    return f"({words})" if field.is_required else f"({words}; left out: `{field.default}`)"


def fields(model: str) -> Iterator[str]:
    """The fields of a model of a rule, a rule book or a kind."""
    modules = (rule_model, book_model, kind_model)
    return _fields(next(getattr(module, model) for module in modules if hasattr(module, model)))


def severities() -> Iterator[str]:
    """How strong each modality is."""
    return _table(
        ("`modality`", "severity of a deviation"),
        ((f"`{modality}`", f"`{severity}`") for modality, severity in SEVERITY_OF.items()),
    )


def roots() -> Iterator[str]:
    """What paths of each kind of subject begin with."""
    schemas = load_schemas()
    return _table(
        ("`subject`", "one document", "a list of documents"),
        (
            (
                f"`{subject}`",
                _codes(root.name for root in known if not root.many),
                _codes(f"{root.name}[]" for root in known if root.many),
            )
            for subject in SUBJECT_KINDS
            for known in [schemas.roots(subject).values()]
        ),
    )


def term_forms() -> Iterator[str]:
    """The forms of a term."""
    return _table(
        ("form", "takes", "beside it", "gives"),
        (
            (f"`{name}`", operand, _codes(beside), said)
            for name, (operand, beside, said) in TERM_FORMS.items()
        ),
    )


def condition_tests() -> Iterator[str]:
    """The tests of a condition."""
    return _table(
        ("test", "takes", "an item is kept if its field …"),
        ((f"`{name}`", operand, said) for name, (operand, said) in CONDITION_TESTS.items()),
    )


def placeholders() -> Iterator[str]:
    """What the violations of each kind fill in texts."""
    yield f"All kinds: {_codes(f'{{{name}}}' for name in sorted(COMMON_PLACEHOLDERS))}."
    yield ""
    yield from _table(
        ("kind", "its own placeholders"),
        ((f"`{name}`", _placeholders(name)) for name in kinds.kind_names()),
    )


def _placeholders(kind: str) -> str:
    module: Any = kinds.find_kind(kind)
    return _codes(f"{{{name}}}" for name in sorted(module.PLACEHOLDERS))


def kind(name: str) -> Iterator[str]:
    """The parameters of a kind, its short form and its placeholders."""
    module: Any = kinds.find_kind(name)
    yield from _fields(module.Parameters)
    short = getattr(module, "SHORT_FORM", None)
    if short is not None:
        yield ""
        yield f"Short form: `{name}:` with what stands under `{short}` alone."
    if module.PLACEHOLDERS:
        yield ""
        yield f"Fills {_placeholders(name)}."


def modules() -> Iterator[str]:
    """What each module of the program is for, by the first sentence of its docstring."""
    package = ROOT / "iacheck"
    folders = {path.parent for path in package.rglob("*.py")}
    for folder in sorted(folders, key=lambda path: path.relative_to(package).parts):
        name = folder.relative_to(package).as_posix()
        yield "## `iacheck`" if name == "." else f"## `{name}`"
        yield ""
        yield _purpose(folder / "__init__.py")
        yield ""
        for path in sorted(folder.glob("*.py")):
            if path.name != "__init__.py":
                yield f"- `{path.name}` – {_purpose(path)}"
        yield ""


def _purpose(module: Path) -> str:
    told = ast.get_docstring(ast.parse(module.read_text("utf-8"))) or ""
    return " ".join(told.split("\n\n")[0].split())


def commands(lang: str) -> Iterator[str]:
    """Every command with the first line of its help."""
    use_language(next(code for code in LANGS if code == lang))

    def under(command: click.Command, path: str) -> Iterator[Sequence[str]]:
        if not isinstance(command, click.Group):
            yield f"`{path}`", command.get_short_help_str()
            return
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from under(inner, f"{path} {name}")

    return _table(("kommando", "gjør dette"), under(cli.commands, "iacheck"))


def csv_columns() -> Iterator[str]:
    """The columns of the CSV."""
    yield f"{_codes(COLUMNS)}."


def files(folder: str) -> Iterator[str]:
    """The names of the files below a folder of the documentation."""
    yield "```text"
    for path in sorted((DOCS / folder).rglob("*")):
        if path.is_file():
            yield path.relative_to(DOCS / folder).as_posix()
    yield "```"


def file(name: str) -> Iterator[str]:
    """A file of the documentation's folder, whole."""
    path = DOCS / name
    yield f"```{path.suffix.lstrip('.')}"
    yield path.read_text("utf-8").rstrip("\n")
    yield "```"


def checked(lang: str, as_of: str, folder: str, documents: str, *books: str) -> Iterator[str]:
    """What `iacheck check` says of documents, called in a folder of the documentation."""
    told = language(next(code for code in LANGS if code == lang))
    with contextlib.chdir(DOCS / folder):
        rulebooks, schemas = books_and_schemas([Path(book) for book in books])
        reading = read_inputs([Path(documents)], rulebooks, schemas)
    given = RunInput(reading.documents, reading.problems, "named")
    day = datetime.date.fromisoformat(as_of)
    result = check(given, rulebooks, schemas, day, CaseSelection())
    yield "```text"
    known = told.knowing(schemas.words)
    yield find_format("text").render(result, known).decode().strip("\n")
    yield "```"


def understood(lang: str, document: str) -> Iterator[str]:
    """What `iacheck read` says of a document, called where the program is."""
    told = language(next(code for code in LANGS if code == lang))
    with contextlib.chdir(ROOT):
        books, schemas = books_and_schemas([])
        found = read_inputs([Path(document)], books, schemas)
    reading = FileReading(found.documents, found.unread, found.problems)
    yield "```text"
    yield write(reading_paper(reading, schemas, told.knowing(schemas.words))).decode().strip("\n")
    yield "```"


def form_checked(lang: str, as_of: str, kind: str, document: str) -> Iterator[str]:
    """The first deviations of a form that was filled in from a document."""
    books, schemas = books_and_schemas([])
    (source,) = read_inputs([ROOT / document], books, schemas).documents
    told = language(next(code for code in LANGS if code == lang))
    with tempfile.TemporaryDirectory() as folder:
        form = Path(folder, f"{kind}.xlsx")
        form.write_bytes(form_workbook(form_book(forms(schemas)[kind], told, {}, source.body)))
        blocks = "\n".join(checked(lang, as_of, folder, form.name)).split("\n\n")
    of_the_council = next(block for block in blocks if "\n───" in block)
    yield "```text"
    yield from of_the_council.splitlines()[:12]
    yield "…"
    yield "```"


def limits() -> Iterator[str]:
    """How large things may be, and the words by which that is set."""
    told = language("nb")
    return _table(
        ("grense", "er uten `--limit`", "av hva"),
        (
            (f"`{name}`", told.number(number), told.say(text))
            for name, (number, text) in describe_limits().items()
        ),
    )


def documents() -> Iterator[str]:
    """Every kind of document with its fields."""
    schemas = load_schemas()
    for name in schemas.kinds:
        schema = _whole(schemas, name)
        yield f"## `{name}`"
        yield ""
        yield schema["description"]
        yield ""
        yield from _table(("Felt", "Må være med", "Verdi", "Betydning"), _rows(schema, ""))
        yield ""


def required_fields(*kinds: str) -> Iterator[str]:
    """The fields that documents of some kinds must have, and the items of their lists."""
    schemas = load_schemas()
    rows: list[tuple[str, str]] = []
    for kind in kinds:
        whole = _whole(schemas, kind)
        rows.append((f"`{kind}`", _codes(["kind", *whole["required"]])))
        rows += (
            (f"hver av `{name}` i `{kind}`", _codes(needed))
            for name, needed in _required_in_items(whole, "")
        )
    return _table(("i", "må disse være med"), rows)


def _required_in_items(schema: Schema, before: str) -> Iterator[tuple[str, Sequence[str]]]:
    """The lists in a record by name, each with the fields that its items must have."""
    for name, field in schema.get("properties", {}).items():
        path = f"{before}{name}"
        if field.get("items", {}).get("required"):
            yield path, field["items"]["required"]
        yield from _required_in_items(field.get("items", field), f"{path}.")


def _whole(schemas: Schemas, kind: str) -> Schema:
    """A kind's schema with what its references stand for put in their place."""
    shared = "definitions.schema.json"
    files = {
        kind: schemas.kind(kind).written,
        shared: json.loads((ROOT / "schemas" / shared).read_text("utf-8")),
    }
    return without_references(kind, files)


def _rows(schema: Schema, before: str) -> Iterator[Sequence[str]]:
    for name, field in schema.get("properties", {}).items():
        listed = field.get("type") == "array"
        path = f"{before}{name}{'[]' if listed else ''}"
        value = field["items"] if listed else field
        required = "ja" if name in schema.get("required", ()) else ""
        yield f"`{path}`", required, _value(value, listed), field["description"]
        yield from _rows(value, f"{path}.")


_TYPES = {
    "string": "tekst", "integer": "helt tall", "number": "tall", "boolean": "true eller false",
    "object": "felt under dette",
}  # fmt: skip
_FORMATS = {
    "date": "dato, `2015-02-10`", "year": "år, `2015`", "half-year": "halvår, `2012-H1`",
    "period": "år eller halvår", "county-number": 'to siffer, `"11"`',
}  # fmt: skip


def _value(schema: Schema, listed: bool) -> str:
    if "enum" in schema:
        value = _codes(schema["enum"])
    else:
        types = schema["type"] if isinstance(schema["type"], str) else schema["type"][0]
        value = _FORMATS.get(schema.get("format", ""), _TYPES[types])
    if "items" in schema:
        value = f"{value}, eller en liste med slike"
    return f"liste: {value}" if listed else value


def result_fields(*steps: str) -> Iterator[str]:
    """The fields of a part of the JSON result; `steps` are the definition's name, or none."""
    schema = json.loads((ROOT / "schemas" / "result.schema.json").read_text("utf-8"))
    shared = schema["$defs"]
    part = shared[steps[0]] if steps else schema
    described = (
        (name, shared.get(field.get("$ref", "").removeprefix("#/$defs/"), {}) | field)
        for name, field in part["properties"].items()
    )
    return _table(
        ("key", "what it is"), ((f"`{name}`", field["description"]) for name, field in described)
    )


PARTS: Mapping[str, Callable[..., Iterator[str]]] = {
    part.__name__.replace("_", "-"): part
    for part in (
        checked, commands, condition_tests, csv_columns, documents, fields, file, files,
        form_checked, kind, limits, modules, placeholders, required_fields,
        result_fields, roots, severities,
        term_forms, understood,
    )
}  # fmt: skip


if __name__ == "__main__":
    main()
