"""Arguments and options that several commands take."""

from __future__ import annotations

from pathlib import Path

import click

EXISTING = click.Path(path_type=Path)
PROVIDERS = click.Choice(["postgresql", "mysql", "sqlite"])
OUT = click.option("--out", "-o", metavar="DIR", required=True, type=EXISTING, help="Folder to write to.")
FORCE = click.option("--force", is_flag=True, help="Replace what --out holds.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a reply.")
BRIEF = click.argument("brief", metavar="BRIEF|-")
