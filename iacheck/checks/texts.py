"""The forms in which texts of documents are compared, and the word stems that they mention."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Any

from iacheck.checks.day_words import day_pattern
from iacheck.language.names import normalise, without_invisible
from iacheck.language.text_cache import text_cache

if TYPE_CHECKING:
    from iacheck.checks.trace import Trace

# Between digits they tell apart: 1.1 is not 11.
_SIGNS_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s\-\u2010-\u2015\u2212_.]+(?=\d)")


def as_text(value: Any) -> str:
    """The form in which a value is compared, in every kind of check.

    Case, the form of letters in Unicode, spaces, hyphens and what nobody sees do not count, nor do
    full stops and underscores; but between digits.
    """
    return _form_of(value) if isinstance(value, str) else str(value)


def as_title(value: Any) -> str:
    """The form in which two titles are the same: no punctuation counts, either."""
    return _form_of_title(as_text(str(value)))


# Those of some cases.
_REMEMBERED = 1 << 10


@text_cache(_REMEMBERED)
def _form_of(value: Any) -> str:
    return _form(value) if isinstance(value, str) else str(value)


def as_texts(values: Collection[Any]) -> frozenset[str]:
    """The forms in which these values are compared, each once."""
    if type(next(iter(values), None)) is int and {*map(type, values)} == {int}:
        return frozenset(map(str, {*values}))
    try:
        return frozenset(map(_form_of, values))
    except TypeError:  # a list or a group of fields where a value belongs
        return frozenset(map(as_text, values))


def _form(text: str) -> str:
    parts = _SIGNS_BETWEEN_DIGITS.split(unicodedata.normalize("NFKC", without_invisible(text)))
    return " ".join(map(normalise, parts))


@text_cache(_REMEMBERED)
def _form_of_title(form: str) -> str:
    return "".join(c for c in form if c.isalnum() or c == " ").strip()


def mentions(texts: Iterable[Any], stems: Iterable[str], trace: Trace | None = None) -> bool:
    """Whether a text mentions a word stem: at the start of a word; written `*stem`, anywhere.

    `=word` is the whole word alone.
    `first … second` is both, with three words between them at most. What a stem written `!stem`
    finds, to the end of its last word, is passed over; written `!word …`, so is what follows it in
    the clause: “ikke via …” names no way.
    """
    known = _stems(tuple(stems))
    written = tuple([text for text in texts if isinstance(text, str)])
    if trace is None:
        lines, letters = _lines(written)
        # Most texts mention nothing: that they have not even the letters is told at once.
        if known.letters is not None and not any(map(letters.__contains__, known.letters)):
            return False
        if known.are_in_one_piece:
            return known.search("-" in lines)(lines) is not None
    for text in written:
        comparable = comparable_text(text)
        found = known.search("-" in comparable)(comparable)
        if found is not None:
            if trace is not None:
                trace.word(text, _whole_words(found))
            return True
    return False


# Where in a text, without what is passed over, a stem is found.
_Search = Callable[[str], re.Match[str] | None]


def _whole_words(found: re.Match[str]) -> str:
    """The words in which a stem is found, from the first to the last letter of them."""
    left = found.string
    start, end = found.span()
    while start > 0 and left[start - 1].isalnum():
        start -= 1
    while end < len(left) and left[end].isalnum():
        end += 1
    return left[start:end]


_NO_WORDS = re.compile(r"(?!)")
_IN_ONE_PIECE = re.compile(r"[*=]?\w+(?:[ -]\w+)*")
# Where a word begins.
_STARTED = r"(?<!\w)"
# All up to what ends a clause; “ikke bare …” passes over nothing.
_CLAUSE = r"(?!\w)(?![ -](?:bare|berre|kun|only)[ -])(?:(?![ -](?:men|but)[ -])[^,;:.()?!])*"
# The rest of a word, three words at most, and what stands before the next.
_GAP = r"\w*(?:\W+\w+){0,3}?\W+"


# Those that several rules look through in one case, and in the next ones.
@functools.lru_cache(maxsize=256)
def _lines(texts: tuple[str, ...]) -> tuple[str, str]:
    """Texts as they are compared, each a line; and the same without what may part a stem."""
    lines = "\n".join(map(comparable_text, texts))
    return lines, _without_gaps(lines)


class _Stems:
    """Word stems, and what finds them.

    `are_in_one_piece` says that none can be found across two of several lines. `letters` are those
    that a text must have to mention one of them, at least of its first part; None where one is
    more than letters.
    """

    __slots__ = ("_known", "_searches", "are_in_one_piece", "letters")

    def __init__(self, known: tuple[str, ...]) -> None:
        self._known = known
        self._searches: dict[bool, _Search] = {}
        self.are_in_one_piece = all(map(_IN_ONE_PIECE.fullmatch, known))
        first = [stem.split("…")[0].strip() for stem in known if not stem.startswith("!")]
        self.letters: list[str] | None = None
        if all(map(_IN_ONE_PIECE.fullmatch, first)):
            self.letters = [_without_gaps(comparable_text(part.lstrip("*="))) for part in first]

    def search(self, hyphens: bool) -> _Search:
        """What finds words with these stems; where the texts have `hyphens`, across them."""
        found = self._searches.get(hyphens)
        if found is None:
            found = self._searches[hyphens] = _search(self._known, hyphens)
        return found


_stems = functools.lru_cache(maxsize=1024)(_Stems)


def _without_gaps(comparable: str) -> str:
    return comparable.replace(" ", "").replace("-", "")


def _search(stems: tuple[str, ...], hyphens: bool) -> _Search:
    """The search of `_Stems`."""
    found = _pattern(_stem(stem, hyphens) for stem in stems if not stem.startswith("!"))
    passed_over = _pattern(_passed_over(s[1:], hyphens) for s in stems if s.startswith("!"))
    if passed_over is _NO_WORDS:
        return found.search
    # Passing over may bring together what stands between `first … second`, and nothing else.
    joins_nothing = all(_IN_ONE_PIECE.fullmatch(stem) for stem in stems if not stem.startswith("!"))

    def search(text: str) -> re.Match[str] | None:
        match = found.search(text)
        if match is None and joins_nothing:
            return None
        return found.search(passed_over.sub(" ", text))

    return search


def _pattern(parts: Iterable[str]) -> re.Pattern[str]:
    # Whether a word begins is asked once for all stems that stand side by side, not for each.
    runs = itertools.groupby(filter(None, parts), lambda part: part.startswith(_STARTED))
    joined = "|".join(_together(run) if is_started else "|".join(run) for is_started, run in runs)
    return re.compile(joined) if joined else _NO_WORDS


def _together(started: Iterable[str]) -> str:
    return f"{_STARTED}(?:{'|'.join(part.removeprefix(_STARTED) for part in started)})"


def _passed_over(stem: str, hyphens: bool) -> str:
    """The pattern of what a stem passes over: whole words, or with `…` all of the clause."""
    bare = stem.strip()
    whole = _stem(bare.removesuffix("…"), hyphens)
    if not whole:
        return ""
    # From where the word begins: what is before the stem is passed over as well.
    begins = r"(?<!\w)\w*?" if bare.startswith("*") else ""
    return begins + whole + (_CLAUSE if bare.endswith("…") else r"\w*")


def _stem(stem: str, hyphens: bool) -> str:
    """The pattern of a stem; none for one without a letter or digit, which nothing mentions."""
    any_day = day_pattern(stem)
    if any_day is not None:
        return any_day
    parts = [part.strip() for part in stem.split("…")]
    if not all(any(map(str.isalnum, part)) for part in parts):
        return ""
    first, *others = parts
    # Only escaped stems reach `re`: nothing that a rule book or a document holds makes it hang.
    started = "" if first.startswith("*") else _STARTED
    found = [started + _word(first, hyphens)]
    found += [r"\w*?" * other.startswith("*") + _word(other, hyphens) for other in others]
    return _GAP.join(found)


def _word(part: str, hyphens: bool) -> str:
    """The pattern of a word's letters; written `=word`, of the whole word."""
    letters = _letters(part.removeprefix("*").removeprefix("="), hyphens)
    return letters + r"(?!\w)" * part.startswith("=")


def as_stem(text: str) -> str:
    """The stem that a text out of a document is: signs in it that mean something are none."""
    return text.lstrip("*!= ").replace("…", "...")


def is_stem(text: str) -> bool:
    """Whether texts can mention this stem: every part of it has a letter or digit.

    A space around it would mean nothing: whoever wrote it may have meant the whole word.
    """
    if text != text.strip():
        return False
    parts = [part.strip() for part in text.removeprefix("!").split("…")]
    if any(re.search("[*=]", part[1:]) or part.startswith(("!", "*!", "=!")) for part in parts):
        return False
    return bool(_passed_over(text[1:], False) if text.startswith("!") else _stem(text, False))


def _letters(stem: str, hyphens: bool) -> str:
    """A hyphen of a stem is one in the text, a space, or nothing; a space is a space or hyphen."""
    between = "-?" if hyphens else ""
    signs = {" ": "[ -]", "-": "[ -]?"}
    words = re.split("([ -])", comparable_text(stem))
    return "".join(signs.get(word) or between.join(map(re.escape, word)) for word in words)


_LINE_BREAK = re.compile(r"(?<=\w)-[ \t]*\n\s*(?=\w)")
_HYPHENS = re.compile(r"[\-\u2010-\u2015\u2212]+")
_AT_WORDS_END = re.compile(r"(?<!\w)-|-(?!\w)")


@text_cache(_REMEMBERED)
def comparable_text(text: str) -> str:
    """A text in lower case, with single spaces, and hyphens only within words.

    Its letters are composed, and those of compatibility are the letters that they stand for.
    """
    composed = unicodedata.normalize("NFKC", without_invisible(text)).casefold()
    hyphened = _LINE_BREAK.sub("-", _HYPHENS.sub("-", unicodedata.normalize("NFKC", composed)))
    return re.sub(r"\s+", " ", _AT_WORDS_END.sub(" ", hyphened)).strip()
