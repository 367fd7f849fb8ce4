"""A chunk: the lines of one file that are found, shown and cited as one."""

from __future__ import annotations

import hashlib
from typing import Self

from pydantic import Field, model_validator

from assistant.conversation import Record

ID_LENGTH = 24


class Chunk(Record):
    """Whole lines of a file with what is known of their place.

    `text` is exactly the lines `first_line` to `last_line` of the file as it is read (UTF-8, each line end a single
    newline), without the last newline; of a PDF, a notebook or an HTML page, the lines of the text made from it.
    `header` is for the index only and is never shown as a quotation.
    """

    id: str = Field(description="Stable while project, path, lines and text are the same")
    project: str
    path: str = Field(description="In the project, with forward slashes; never absolute")
    first_line: int = Field(ge=1)
    last_line: int = Field(ge=1, description="Included")
    kind: str = Field(description="The format: 'markdown', 'python', 'typescript', 'openapi', 'text' …")
    symbol: str | None = Field(None, description="Qualified, as in 'OrderService.refund', 'PATCH /orders/{id}', 'User'")
    heading: tuple[str, ...] = Field((), description="Headings from the outermost to the innermost")
    text: str
    header: str = Field("", description="Path, heading path and symbol, one a line")
    sha256: str = Field(description="Of the text alone, so that it survives a move of the file")
    commit: str | None = Field(None, description="The full hash where the file comes from a git repository")
    audience: tuple[str, ...] = Field((), description="Who may see it, by tags, sorted; empty is everyone")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last_line < self.first_line:
            raise ValueError(f"last_line {self.last_line} is before first_line {self.first_line}")
        return self

    @classmethod
    def of(
        cls,
        *,
        project: str,
        path: str,
        lines: tuple[int, int],
        kind: str,
        text: str,
        symbol: str | None = None,
        heading: tuple[str, ...] = (),
        commit: str | None = None,
        audience: tuple[str, ...] = (),
    ) -> Chunk:
        """A chunk with its id, header and hash worked out."""
        digest = sha256_of(text)
        place = "\0".join((project, path, str(lines[0]), str(lines[1]), digest))
        return cls(
            id=sha256_of(place)[:ID_LENGTH],
            project=project,
            path=path,
            first_line=lines[0],
            last_line=lines[1],
            kind=kind,
            symbol=symbol,
            heading=heading,
            text=text,
            header="\n".join(each for each in (path, " > ".join(heading), symbol or "") if each),
            sha256=digest,
            commit=commit,
            audience=tuple(sorted(set(audience))),
        )


def sha256_of(text: str) -> str:
    """The hash of a text, in hexadecimal; a lone surrogate is hashed as it is."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
