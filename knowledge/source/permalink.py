"""Where lines of a commit are seen on the host of a repository."""

from __future__ import annotations

import re
from urllib.parse import quote

_PLACE = re.compile(r"(?:https?://(?:[^/@]+@)?|ssh://(?:[^/@]+@)?|[\w.-]+@)(?P<host>[^/:]+)(?::\d+)?[/:](?P<path>.+)")
_FORMS = {
    "github": "https://{host}/{path}/blob/{commit}/{file}#L{first}-L{last}",
    "gitlab": "https://{host}/{path}/-/blob/{commit}/{file}#L{first}-{last}",
    "bitbucket": "https://{host}/{path}/src/{commit}/{file}#lines-{first}:{last}",
    "codeberg": "https://{host}/{path}/src/commit/{commit}/{file}#L{first}-L{last}",
}


def permalink(url: str, commit: str, file: str, first: int, last: int) -> str | None:
    """The address of lines of a file; None for a host whose addresses are not known."""
    found = _PLACE.fullmatch(url)
    if not found:
        return None
    host, path = found["host"].lower(), found["path"].strip("/").removesuffix(".git")
    form = next((form for name, form in _FORMS.items() if name in host.split(".")), None)
    return form and form.format(host=host, path=path, commit=commit, file=quote(file), first=first, last=last)
