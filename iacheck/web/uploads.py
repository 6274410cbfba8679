"""The files of a request, written to its folder as they come in; and the fields beside them."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncGenerator, Mapping, Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from iacheck import readers
from iacheck.language.frozen import frozen
from iacheck.language.messages import message
from iacheck.web.refusals import Refusal, body_too_large, no_file, unreadable
from iacheck.web.resent_files import file_in
from iacheck.web.settings import ServerSettings

# Content types of what is read, by the end of a name; most are also said to be `text/plain`.
SUFFIX_OF_TYPE: Mapping[str, str] = {
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/yaml": ".yaml",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.ms-excel.sheet.macroenabled.12": ".xlsm",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/rtf": ".rtf",
    "message/rfc822": ".eml",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "text/yaml": ".yaml",
}
_FILE, _KEPT = "file", "kept"
# Signs that no name of a file has on all systems, and those that nobody sees.
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2060-\u206f]')
# Bytes of a name, and of its ending; systems have 255 for both.
_LONGEST_NAME = 120
_MOST_FIELDS = 60
# Bytes at the end of a body, of which the last two close a form.
_LAST = 64


@frozen
class Sent:
    """What came with a request: names of files that lie in its folder, and fields of a form."""

    files: tuple[str, ...]
    fields: tuple[tuple[str, str], ...] = ()


async def sent_files(request: Request, folder: Path, settings: ServerSettings) -> Sent:
    """The files of a form, or the body as one. Raises Refusal where none can be read."""
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type == "multipart/form-data":
        return await _of_form(request, folder, settings)
    named = request.query_params.get("name")
    name = _file_name(named) if named else _name_of_type(content_type)
    _expect_readable([name])
    size = 0
    with (folder / name).open("wb") as file:
        async for chunk in request.stream():
            size += len(chunk)
            if size > settings.upload_bytes:
                raise body_too_large(settings.upload_mb)
            file.write(chunk)
    if not size:
        raise no_file()
    return Sent((name,))


def _expect_readable(names: Sequence[str]) -> None:
    """Raise Refusal where none is of a format that is known; beside one, others are problems."""
    if not any(readers.reader_of(name) for name in names):
        raise unreadable(names[0])


def _name_of_type(content_type: str) -> str:
    suffix = SUFFIX_OF_TYPE.get(content_type)
    if suffix is None:
        raise unreadable(None)
    return f"file{suffix}"


async def _of_form(request: Request, folder: Path, settings: ServerSettings) -> Sent:
    last = bytearray()

    async def body() -> AsyncGenerator[bytes, None]:
        async for chunk in request.stream():
            last[:] = (last + chunk)[-_LAST:]
            yield chunk
        if not last.rstrip().endswith(b"--"):
            # The parser would leave out the part that is not there to its end, and say nothing.
            raise MultiPartException("broken off")

    limits = {"max_files": settings.files, "max_fields": _MOST_FIELDS}
    parser = MultiPartParser(request.headers, body(), **limits, max_part_size=settings.body_bytes)
    try:
        form = await parser.parse()
    except MultiPartException as error:
        if "Too many files" in error.message:
            told = message("There are too many files; send {count} at a time", count=settings.files)
            raise Refusal(422, told) from None
        raise Refusal(422, message("The form in the request is broken off or wrong")) from None
    fields = tuple((k, v) for k, v in form.multi_items() if isinstance(v, str) and k != _KEPT)
    # They stand in the form that comes back where no file can be read.
    request.state.fields = dict(fields)
    try:
        _expect_files_in_their_field(form)
        names = _written(form, folder, settings)
    finally:
        await form.close()
    return Sent(names, tuple((k, v) for k, v in fields if k != _FILE))


def _expect_files_in_their_field(form: FormData) -> None:
    """Raise Refusal for a file elsewhere: that, or a field sent so, would go unheard."""
    for name, part in form.multi_items():
        if isinstance(part, UploadFile) and name != _FILE:
            told = message(
                "“{given}” came as a file; files come in the field “{field}”, and all else without "
                "a name of a file",
                given=name[:_LONGEST_NAME],
                field=_FILE,
            )
            raise Refusal(422, told, expected=(_FILE,))


def _written(form: FormData, folder: Path, settings: ServerSettings) -> tuple[str, ...]:
    """The names under which the files of a form lie in the folder now."""
    names: list[str] = []
    left = settings.upload_bytes
    for part in form.getlist(_FILE):
        # What a browser sends for a field without a file has neither name nor content.
        if isinstance(part, UploadFile) and (part.filename or part.size):
            name = _unlike(_file_name(part.filename or "file"), names)
            left -= part.size or 0
            if left >= 0:
                with (folder / name).open("wb") as file:
                    shutil.copyfileobj(part.file, file)
            names.append(name)
    for kept in form.getlist(_KEPT) if not names else ():
        if isinstance(kept, str) and (resent := file_in(kept)) is not None:
            given, data = resent
            name = _unlike(_file_name(given), names)
            left -= len(data)
            (folder / name).write_bytes(data)
            names.append(name)
    if left < 0:
        raise body_too_large(settings.upload_mb)
    if not names:
        raise no_file()
    _expect_readable(names)
    return tuple(names)


def _file_name(given: str) -> str:
    """The own name of a file, as every system can have it; its folders tell nothing here."""
    own = PureWindowsPath(PurePosixPath(given).name).name
    shown = PurePosixPath(_NOT_IN_NAMES.sub("_", own).strip(" .") or "file")
    return _shortened(shown.stem) + _shortened(shown.suffix)


def _shortened(text: str) -> str:
    return text.encode(errors="replace")[:_LONGEST_NAME].decode(errors="ignore")


def _unlike(name: str, others: Sequence[str]) -> str:
    """The name, numbered where another file has it already."""
    stem, ending = PurePosixPath(name).stem, PurePosixPath(name).suffix
    taken = {other.casefold() for other in others}
    number = 1
    unlike = name
    while unlike.casefold() in taken:
        number += 1
        unlike = f"{stem} ({number}){ending}"
    return unlike
