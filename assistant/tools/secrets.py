"""Secrets in text: found by their shape, and put out of sight."""

from __future__ import annotations

import re

from knowledge.source.secrets import SHAPES

HIDDEN = "[redacted]"
_SHAPES = re.compile(
    rf"-----BEGIN[ ][A-Z ]*PRIVATE[ ]KEY-----.*?(?:-----END[ ][A-Z ]*PRIVATE[ ]KEY-----|\Z) | {SHAPES}",
    re.VERBOSE | re.DOTALL,
)
_IN_URL = re.compile(r"(?P<head>\b[a-z][a-z0-9+.-]*://[^\s:/@]+:)[^\s@/]+(?=@)", re.IGNORECASE)
_NAMED = re.compile(
    r"(?P<head>\b(?:\w*_)?(?:password|passwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key)\w*[\"']?\s*[:=]\s*[\"']?)"
    r"(?P<value>[^\s\"',;]{8,})",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"^(?:\$\{|<|process\.|os\.|env[.(\[]|[A-Za-z_][\w.]*\(|(?:string|str|text|varchar|boolean)\b)", re.I
)
"""What stands for a value in code and settings, without being one."""


def redacted(text: str) -> str:
    """`text` with keys, tokens, private keys, and passwords in URLs and assignments put out of sight."""
    text = _SHAPES.sub(HIDDEN, text)
    text = _IN_URL.sub(rf"\g<head>{HIDDEN}", text)
    return _NAMED.sub(lambda found: found[0] if _CODE.match(found["value"]) else f"{found['head']}{HIDDEN}", text)
