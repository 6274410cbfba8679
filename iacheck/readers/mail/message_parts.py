"""The parts of a mail: its head, the texts that are its own, and the names of attachments."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message as Part

from iacheck.forms.mail_heads import MailHead, sending_day
from iacheck.language.frozen import frozen

# Parts inside one another; a forwarded mail with a picture has five.
_DEPTH = 50
_BOUNDARIES = re.compile(rb"(?i)boundary\s*=|content-type:\s*message/")
_STYLE = re.compile(r"</?(?:style|script)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
# How many times the letters of a plain text another form may have before it is taken instead.
_FULLER = 5
# Those that mails have; others may be any algorithm of the language's.
_CHARSETS = frozenset(
    {
        *("utf-8", "utf-16", "ascii", "iso8859-1", "iso8859-4", "iso8859-10", "iso8859-15"),
        *("cp1252", "cp865", "cp850", "mac-roman"),
    }
)


@frozen
class MailPart:
    """A text of a mail; `text` is None where the bytes do not say what they are."""

    is_html: bool
    data: bytes
    text: str | None

    @property
    def seen(self) -> str:
        """What can be seen of it, roughly."""
        text = self.data.decode("latin-1") if self.text is None else self.text
        return _TAG.sub("", "".join(_STYLE.split(text)[::2])) if self.is_html else text

    @property
    def has_text(self) -> bool:
        return bool(self.data.strip() if self.text is None else self.text.strip())


def mail_of(data: bytes) -> Part | None:
    """The mail; None where the file has no head of one, or parts inside one another too deep."""
    if len(_BOUNDARIES.findall(data)) > _DEPTH:
        return None
    found = message_from_bytes(data)
    return found if found.keys() else None


def head_of(mail: Part) -> MailHead:
    """Who sent it to whom, when, and about what."""
    texts: dict[str, str] = {}
    for name, value in mail.raw_items():
        texts.setdefault(name.lower(), _header_text(str(value)))
    return MailHead(
        texts.get("from", ""),
        texts.get("to", ""),
        sending_day(texts.get("date", "")),
        texts.get("subject", ""),
    )


def own_parts(mail: Part) -> Iterator[MailPart]:
    """The texts of the mail, in order; of one that is there in several forms, the plain one.

    One that only says where the text is (“Se HTML”) is passed over.
    """
    if mail.get_content_maintype() != "multipart":
        is_html = mail.get_content_type() == "text/html"
        if not _is_attachment(mail) and (is_html or mail.get_content_type() == "text/plain"):
            data = _payload(mail)
            text = MailPart(is_html, data, _decoded(data, mail.get_content_charset()))
            yield from (text,) if text.has_text else ()
        return
    parts = [part for part in mail.get_payload() if isinstance(part, Part)]
    if mail.get_content_subtype() != "alternative":
        for part in parts:
            yield from own_parts(part)
        return
    forms = [found for part in parts if (found := list(own_parts(part)))]
    most = max(map(_letters, forms), default=0)
    plain = (
        found
        for found in forms
        if not any(part.is_html for part in found) and _letters(found) * _FULLER >= most
    )
    yield from next(plain, max(forms, key=_letters) if forms else ())


def _letters(parts: Iterable[MailPart]) -> int:
    """How many letters and digits can be seen of a text, roughly."""
    return sum(map(str.isalnum, "".join(part.seen for part in parts)))


def attachment_names(mail: Part) -> Iterator[str]:
    """The names of attachments; of one that has none, what sort of file it is."""
    for part in _leaves(mail):
        if _is_attachment(part):
            yield _header_text(part.get_filename() or part.get_content_type())


def _leaves(mail: Part) -> Iterator[Part]:
    """The parts that have no parts; a mail in the mail is one."""
    if mail.get_content_maintype() != "multipart":
        yield mail
        return
    for part in mail.get_payload():
        if isinstance(part, Part):
            yield from _leaves(part)


def _is_attachment(part: Part) -> bool:
    is_text = part.get_content_type() in ("text/plain", "text/html")
    # Pictures in the text have no name that anybody gave them, and are shown.
    is_shown = part.get_content_maintype() == "image" and part.get_content_disposition() == "inline"
    named = part.get_filename() is not None
    return not is_shown and (part.get_content_disposition() == "attachment" or named or not is_text)


def _payload(part: Part) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded(data: bytes, charset: str | None) -> str | None:
    try:
        known = codecs.lookup(charset or "").name
        return data.decode(known) if known in _CHARSETS else None
    except (LookupError, ValueError):
        return None


def _header_text(written: str) -> str:
    """The text of a line of the head, whatever it is written in."""
    raw = written.encode("utf-8", "surrogateescape")
    text = _decoded(raw, "utf-8") or raw.decode("cp1252", "replace")
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError):
        pieces = [(text, None)]
    decoded = (
        piece
        if isinstance(piece, str)
        else _decoded(piece, charset or "ascii") or piece.decode("cp1252", "replace")
        for piece, charset in pieces
    )
    return " ".join("".join(decoded).split())
