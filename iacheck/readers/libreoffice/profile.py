"""The settings that LibreOffice is started with: it runs nothing, and fetches nothing."""

from __future__ import annotations

from pathlib import Path

# A port that nothing listens on: whatever is to be fetched from a network ends there.
_NOWHERE = {"Name": "127.0.0.1", "Port": "9"}
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    # Of newer versions: plug-ins, and links to other programs' data.
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Office.Calc/Content/Update", "Link", "1"),
    # Values are those that stood there when the file was last saved.
    ("Office.Calc/Formula/Load", "ODFRecalcMode", "1"),
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),
    ("Office.Java/VirtualMachine", "Enable", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    *(
        ("Inet/Settings", f"ooInet{protocol}Proxy{name}", value)
        for protocol in ("HTTP", "HTTPS", "FTP")
        for name, value in _NOWHERE.items()
    ),
)
# Used by what does not ask LibreOffice's settings.
PROXIES = {f"{name}_proxy": "http://127.0.0.1:9" for name in ("http", "https", "ftp", "all")}


def write_profile(folder: Path) -> None:
    """Make a fresh profile in a folder that is not there yet."""
    user = folder / "user"
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        "utf-8",
    )
