"""A file to a Word or Excel file, by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePath
from typing import Literal

from iacheck.language.limits import Limits, over_limit, raising_option
from iacheck.language.messages import Message, by_door, message
from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext, Source
from iacheck.readers.libreoffice.compound_file import has_password, look_at
from iacheck.readers.libreoffice.opendocument import looked_through
from iacheck.readers.libreoffice.profile import PROXIES, write_profile
from iacheck.readers.office.archive import RefusedArchive, locked_message, no_such_format
from iacheck.readers.programs.limited_program import (
    CLOCK_TIMES,
    ProgramEnd,
    ProgramLimits,
    run_limited,
)
from iacheck.readers.programs.temporary_files import lacks_room, no_room, temporary_folder

OfficeSuffix = Literal[".docx", ".xlsx"]
# Where it is when the system does not find it by its name.
_USUAL = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
)
_RTF = b"{\\rtf"
_PARTS = {".docx": "Writer", ".xlsx": "Calc"}


def convert(source: Source, made: OfficeSuffix, known: ReaderContext) -> Source | Problem:
    """The file as a Word or Excel file; or why there is none.

    What comes is `source` with other bytes: it is still the user's file, of the same name.
    """
    suffix, limits = PurePath(source.name).suffix.lower(), known.limits
    try:
        if not known.office:
            raise RefusedArchive(_not_here(suffix, made))
        data, written_as = _looked_at(source.data, suffix, made, limits)
        program = _program(suffix, made)
        found = _converted(data, written_as, made, program, limits)
    except RefusedArchive as refused:
        return Problem(refused.told, file=source.name, expected=refused.expected)
    return Source(source.name, found, source.data)


def _not_here(suffix: str, made: str) -> Message:
    return message(
        "Files of the format {format} are not read here; open the file in the program that it was "
        "made in, save it as {saved_as}, and send that file",
        format=suffix,
        saved_as=made,
    )


def _looked_at(data: bytes, suffix: str, made: str, limits: Limits) -> tuple[bytes, str]:
    """What LibreOffice may see of a file, and the end of the name that this goes by."""
    if suffix in {".rtf", ".doc"} and data.startswith(_RTF):
        return data, ".rtf"
    if suffix == ".rtf":
        raise RefusedArchive(no_such_format(suffix, made))
    if suffix in {".odt", ".ods"}:
        return looked_through(data, suffix, made, limits), suffix
    look_at(data, suffix, made)
    return data, suffix


def _program(suffix: str, made: str) -> str:
    for name in ("soffice", "libreoffice", *_USUAL):
        found = shutil.which(name)
        if found is not None:
            return found
    raise RefusedArchive(
        message(
            "Files of the format {format} are read through LibreOffice, which is not installed; "
            "open the file in the program that it was made in and save it as {saved_as}, or "
            "install LibreOffice",
            format=suffix,
            saved_as=made,
        )
    )


def _converted(data: bytes, suffix: str, made: str, program: str, limits: Limits) -> bytes:
    with temporary_folder() as folder:
        profile, given = folder / "profile", folder / f"document{suffix}"
        write_profile(profile)
        given.write_bytes(data)
        end = run_limited(
            [
                program,
                f"-env:UserInstallation={profile.as_uri()}",
                "--headless",
                "--norestore",
                "--nologo",
                "--nolockcheck",
                "--convert-to",
                made.removeprefix("."),
                "--outdir",
                folder,
                given,
            ],
            ProgramLimits(
                seconds=limits.office_seconds,
                memory=limits.office_mb * 2**20,
                file_size=limits.file_bytes,
            ),
            folder,
            _environment(folder),
        )
        result = given.with_suffix(made)
        if end == "finished" and result.is_file():
            return result.read_bytes()
        if end in ("finished", "broke-off") and lacks_room(folder):
            raise no_room()
    raise RefusedArchive(_failure(end, data, made, limits))


def _environment(folder: Path) -> dict[str, str]:
    """What the program writes beside its profile goes away with it; no screen is asked for."""
    place = str(folder)
    return {
        **dict.fromkeys(("HOME", "TMPDIR", "TMP", "TEMP"), place),
        **PROXIES,
        "SAL_USE_VCLPLUGIN": "svp",
    }


def _failure(end: ProgramEnd, data: bytes, made: str, limits: Limits) -> Message:
    match end:
        case "over-seconds":
            told = message(
                "LibreOffice takes more than {limit} seconds of processor time to read the file",
                limit=limits.office_seconds,
            )
            return over_limit("office-seconds", limits.office_seconds, told)
        case "timeout":
            return by_door(
                message(
                    "LibreOffice was stopped after {waited} seconds by the clock. It may take "
                    "{limit} seconds of processor time, but the machine is probably busy with "
                    "other work: try again later, or raise the limit with {option}",
                    waited=limits.office_seconds * CLOCK_TIMES,
                    limit=limits.office_seconds,
                    option=raising_option("office-seconds", limits.office_seconds),
                ),
                message(
                    "LibreOffice was stopped after {waited} seconds by the clock; the machine is "
                    "probably busy with other work: try again later",
                    waited=limits.office_seconds * CLOCK_TIMES,
                ),
            )
        case "broke-off":
            told = message(
                "LibreOffice broke off while it read the file; it is damaged, or takes more than "
                "{limit} MB of memory",
                limit=limits.office_mb,
            )
            return over_limit("office-mb", limits.office_mb, told)
    if has_password(data):
        return locked_message()
    return message(
        "LibreOffice could not open the file; it is damaged, takes more than {limit} MB of memory, "
        "or {part}, which reads such files, is not installed. Open the file in the program that it "
        "was made in, and save it as {saved_as}",
        limit=limits.office_mb,
        part=f"LibreOffice {_PARTS[made]}",
        saved_as=made,
    )
