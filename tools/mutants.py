"""Small changes of a module, one at a time: what a test of its behaviour ought to notice.

Left alone is what says nothing about behaviour, or has tests of its own: annotations, docstrings,
decorators, imports, the sentences of messages, and texts of errors that only a programmer reads.
"""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from operator import setitem
from pathlib import Path
from types import CodeType


@dataclass(frozen=True, slots=True)
class _Site:
    """A node with what might stand instead; `put` puts one of the two there."""

    parents: tuple[ast.AST, ...]
    old: ast.AST
    new: ast.AST
    put: Callable[[ast.AST], None]

    @property
    def place(self) -> str:
        """The function or class, as it is called from outside its module."""
        around = (p.name for p in self.parents if isinstance(p, ast.FunctionDef | ast.ClassDef))
        return ".".join(around) or "module"

    @property
    def lines(self) -> tuple[int, int]:
        """From where its statement begins to where the node ends."""
        spots = (self.old, *reversed(self.parents))
        spot = next(s for s in spots if isinstance(s, ast.expr | ast.stmt | ast.keyword | ast.arg))
        whole = next(s for s in spots if isinstance(s, ast.stmt))
        return whole.lineno, spot.end_lineno or spot.lineno

    @property
    def shown(self) -> ast.AST:
        """The node with as much around it as makes the change plain, on part of a line."""
        shown = self.old
        for parent in reversed(self.parents):
            is_long = isinstance(shown, ast.expr | ast.comprehension) and _length(shown) > 24
            if is_long or isinstance(shown, ast.stmt | ast.match_case):
                break
            is_block = hasattr(parent, "body") and not isinstance(parent, ast.expr)
            if is_block or _length(parent) > 160:
                break
            shown = parent
        return shown if hasattr(shown, "_attributes") else self.old


_SWAPS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,),
    ast.BitOr: (ast.BitAnd,),
    ast.BitAnd: (ast.BitOr,),
    ast.Break: (ast.Continue,),
    ast.Continue: (ast.Break,),
}
_NAMES = {"any": "all", "all": "any", "min": "max", "max": "min", "sorted": "list"}
_NAMES |= {"startswith": "endswith", "endswith": "startswith"}
# A call of one of these on a text gives a text that often is the same.
_FORMING = {"strip", "lower", "casefold", "rstrip", "lstrip", "removeprefix", "removesuffix"}
_SENTENCES = {"message", "plural_message"}
# What Python does not look at when it runs.
_NO_BEHAVIOUR = {"annotation", "returns", "decorator_list", "bases", "type_params", "keywords"}
# Arguments for programmers: what makes a mistake of ours loud, and what describes a field.
_FOR_PROGRAMMERS = {"strict", "repr"}
_DESCRIBING = {"title", "description"}
_OF_TYPES = {"cast", "TypeVar", "NewType"}
_TYPES = {"str", "int", "float", "bool", "dict", "list", "tuple"}
_OTHER_TEXT = "mutant"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one change in it; `nth` tells it from equal changes in the same place."""

    module: str
    place: str
    before: str
    after: str
    nth: int
    line: int
    last_line: int
    index: int

    @property
    def change(self) -> str:
        """What stands there and what is put in its place, on one line."""
        return f"{self.before}  =>  {self.after}" + (f"  #{self.nth}" if self.nth > 1 else "")

    @property
    def name(self) -> str:
        """What it is called, whatever changes elsewhere in the module."""
        return f"{self.module}, {self.place}: {self.change}"

    def code(self, root: Path) -> CodeType:
        """The changed module, compiled."""
        path = root / self.module
        tree = ast.parse(path.read_text("utf-8"))
        site = next(islice(_below((tree,)), self.index, None))
        site.put(ast.copy_location(site.new, site.old))
        return compile(ast.fix_missing_locations(tree), str(path), "exec")


def mutants_of(root: Path, module: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its text."""
    seen: Counter[tuple[str, ...]] = Counter()
    tree = ast.parse((root / module).read_text("utf-8"))
    for index, site in enumerate(_below((tree,))):
        shown = site.shown
        before = _on_one_line(shown)
        site.put(site.new)
        after = _on_one_line(site.new if shown is site.old else shown)
        site.put(site.old)
        seen[key := (site.place, before, after)] += 1
        yield Mutant(module, *key, seen[key], *site.lines, index)


def _length(node: ast.AST) -> int:
    return len(ast.unparse(node))


def _on_one_line(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())


def _below(parents: tuple[ast.AST, ...]) -> Iterator[_Site]:
    """Each change of what is below a node; it is put and taken back between two of them."""
    parent = parents[-1]
    for name, value in ast.iter_fields(parent):
        if _is_left_alone(parent, name):
            continue
        if isinstance(value, ast.AST):
            yield from _at(value, parents, name, partial(setattr, parent, name))
        elif isinstance(value, list):
            for i, item in enumerate(value):
                if isinstance(item, ast.AST) and not _is_sentence(parent, name, i):
                    yield from _at(item, parents, name, partial(setitem, value, i))


def _at(
    node: ast.AST, parents: tuple[ast.AST, ...], name: str, put: Callable[[ast.AST], None]
) -> Iterator[_Site]:
    if _says_nothing(node):
        return
    for new in (*_condition_changes(parents[-1], name), *_changes(node)):
        if ast.dump(new) != ast.dump(node):
            yield _Site(parents, node, new, put)
    yield from _below((*parents, node))


def _is_left_alone(parent: ast.AST, name: str) -> bool:
    if name == "keywords" and isinstance(parent, ast.Call):
        return False
    return name in _NO_BEHAVIOUR or name in {"ctx", "format_spec"}


def _is_sentence(parent: ast.AST, name: str, i: int) -> bool:
    return (
        isinstance(parent, ast.Call)
        and name == "args"
        and _called(parent) in _SENTENCES
        and i < (2 if _called(parent) == "plural_message" else 1)
    )


def _says_nothing(node: ast.AST) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Assign(targets=[ast.Name("__all__")]):
            return True
        case ast.keyword(arg=name, value=value):
            describes = name in _DESCRIBING and isinstance(value, ast.Constant)
            return describes or name in _FOR_PROGRAMMERS
        case ast.Call():
            return _called(node) in _OF_TYPES
    return _is_type(node)


def _is_type(node: ast.AST) -> bool:
    """Whether it names a type, as aliases and `isinstance` do."""
    match node:
        case ast.BinOp(op=ast.BitOr(), left=left, right=right):
            return _is_type(left) or _is_type(right)
        case ast.Subscript(value=value):
            return _is_type(value)
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in _TYPES or (name[:1].isupper() and not name.isupper())
    return False


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _condition_changes(parent: ast.AST, name: str) -> Iterator[ast.expr]:
    """A condition that always holds, and one that never does."""
    is_choice = isinstance(parent, ast.If | ast.IfExp) and name == "test"
    if is_choice or (isinstance(parent, ast.comprehension) and name == "ifs"):
        yield ast.Constant(True)
    if is_choice or (isinstance(parent, ast.While) and name == "test"):
        yield ast.Constant(False)


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    for swapped in _SWAPS.get(type(node), ()):
        yield swapped()
    match node:
        case ast.Constant():
            yield from _other_constants(node.value)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.BoolOp(values=[first, *_, last]):
            yield first
            yield last
        case ast.Call():
            yield from _other_calls(node)
        case ast.Lambda(args=arguments, body=body) if not isinstance(body, ast.Constant):
            yield ast.Lambda(arguments, ast.Constant(None))
        case ast.stmt():
            yield from _other_statements(node)


def _other_constants(value: object) -> Iterator[ast.AST]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1)
    elif isinstance(value, str):
        yield ast.Constant("" if value == _OTHER_TEXT else _OTHER_TEXT)


def _other_calls(call: ast.Call) -> Iterator[ast.AST]:
    """Another function, fewer arguments, or no call at all."""
    other = copy.copy(call)
    match call.func:
        case ast.Name(id=name) if name in _NAMES:
            other.func = ast.Name(_NAMES[name], ast.Load())
            other.keywords = [] if name == "sorted" else call.keywords
            yield other
        case ast.Attribute(value=value, attr=name) if name in _NAMES:
            other.func = ast.Attribute(value, _NAMES[name], ast.Load())
            yield other
        case ast.Attribute(value=value, attr=name) if name in _FORMING:
            yield value
        case ast.Attribute(attr="get") if len(call.args) == 2 and not _is_false(call.args[1]):
            other.args = call.args[:1]
            yield other
    if _called(call) not in _SENTENCES:
        for i, keyword in enumerate(call.keywords):
            if not _says_nothing(keyword):
                fewer = copy.copy(call)
                fewer.keywords = [*call.keywords[:i], *call.keywords[i + 1 :]]
                yield fewer


def _is_false(node: ast.expr) -> bool:
    """Whether None would do as well, mostly."""
    return isinstance(node, ast.Constant) and not node.value


def _other_statements(statement: ast.stmt) -> Iterator[ast.AST]:
    """Nothing in its place, or nothing given back."""
    match statement:
        case ast.Return(value=value) if not isinstance(value, ast.Constant | None):
            yield ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            # The function stays one that yields.
            yield ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load())))
        case ast.Expr() | ast.Raise() | ast.AugAssign():
            yield ast.Pass()
