"""OpenDocument files written by hand, with what no office program would put in them."""

from __future__ import annotations

import html
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

TEXT = "application/vnd.oasis.opendocument.text"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_DECLARED = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        **{name: f"{_OASIS}{name}:1.0" for name in ("office", "text", "table", "script")},
        "draw": f"{_OASIS}drawing:1.0",
        "svg": f"{_OASIS}svg-compatible:1.0",
        "of": f"{_OASIS}of:1.2",
        "xlink": "http://www.w3.org/1999/xlink",
        "dom": "http://www.w3.org/2001/xml-events",
        "ooo": "http://openoffice.org/2004/office",
    }.items()
)
_PROLOG = '<?xml version="1.0" encoding="UTF-8"?>'
_LIBRARY = 'xmlns:library="http://openoffice.org/2000/library"'
_ON_LOAD = (
    '<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" '
    'script:event-name="dom:load" xlink:type="simple" xlink:href="vnd.sun.star.script:'
    'Standard.Module1.Go?language=Basic&amp;location=document"/>'
    "</office:event-listeners></office:scripts>"
)


def opendocument(
    body: str,
    mimetype: str = TEXT,
    parts: Mapping[str, str | bytes] | None = None,
    scripts: str = "",
    manifest: str = "",
) -> bytes:
    """A file with this content; `parts` are further ones, `manifest` what is told of them."""
    kind = mimetype.rpartition(".")[2]
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in ("content.xml", *(parts or {}))
    )
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/manifest.xml",
            f'{_PROLOG}<manifest:manifest xmlns:manifest="{_OASIS}manifest:1.0" '
            'manifest:version="1.2">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/>'
            f"{entries}{manifest}</manifest:manifest>",
        )
        archive.writestr(
            "content.xml",
            f'{_PROLOG}<office:document-content {_DECLARED} office:version="1.2">{scripts}'
            f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
            "</office:document-content>",
        )
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return made.getvalue()


def with_macro(written: Path) -> bytes:
    """A text whose macro writes a file when the text is opened."""
    basic = f'Sub Go\nOpen "{written}" For Output As #1\nPrint #1, "ran"\nClose #1\nEnd Sub'
    parts = {
        "Basic/script-lc.xml": f"<library:libraries {_LIBRARY}>"
        '<library:library library:name="Standard" library:link="false"/></library:libraries>',
        "Basic/Standard/script-lb.xml": f'<library:library {_LIBRARY} library:name="Standard" '
        'library:readonly="false" library:passwordprotected="false">'
        '<library:element library:name="Module1"/></library:library>',
        "Basic/Standard/Module1.xml": '<script:module script:name="Module1" '
        'xmlns:script="http://openoffice.org/2000/script" script:language="StarBasic">'
        f"{html.escape(basic)}</script:module>",
    }
    return opendocument("<text:p>hei</text:p>", parts=parts, scripts=_ON_LOAD)
