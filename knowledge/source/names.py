"""What a name alone tells of a file or folder: that it is a secret, generated, vendored or no text."""

from __future__ import annotations

import re

from knowledge.source.left_out import Why

VENDORED = frozenset(
    "node_modules bower_components jspm_packages vendor third_party site-packages venv virtualenv".split()
)
GENERATED = frozenset("dist build out target coverage generated __generated__ __pycache__ __snapshots__".split())
VISIBLE = frozenset({".github"})
"""Folders with a leading dot that people write in."""
LOCKS = frozenset(
    "package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb deno.lock poetry.lock pdm.lock "
    "uv.lock Pipfile.lock Cargo.lock go.sum composer.lock Gemfile.lock mix.lock flake.lock gradle.lockfile "
    "packages.lock.json pubspec.lock Podfile.lock".split()
)
_DERIVED = re.compile(
    r".*(?:[.-]min\.(?:js|css|mjs|cjs|html)|\.bundle\.(?:js|css)|\.chunk\.(?:js|css)|\.map|\.snap|\.tsbuildinfo|\.pb\.go|"
    r"_pb2(?:_grpc)?\.pyi?|\.g\.dart|\.designer\.cs)",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"\.env(?:rc|\..*)?|.*\.env|.*\.(?:pem|key|p8|p12|pfx|jks|keystore|kdbx?|ppk|asc|gpg|age|ovpn|tfstate|tfvars)"
    r"(?:\.backup)?|id_(?:rsa|dsa|ecdsa|ed25519)(?!\.pub$).*|\.npmrc|\.pypirc|\.netrc|_netrc|\.htpasswd|\.pgpass|"
    r"\.git-credentials|\.dockercfg|.*credentials.*\.(?:json|ya?ml|ini|toml|csv)|credentials|"
    r"(?:.*[._-])?secrets?\.(?:json|ya?ml|toml|ini|txt)|service[-_]account.*\.json|kubeconfig",
    re.IGNORECASE,
)
_SHOWN = re.compile(r".*\.(?:example|sample|template|dist|defaults)", re.IGNORECASE)
"""What shows the form of a file of secrets, without its values."""
_BINARY = frozenset(
    "png jpg jpeg gif webp avif bmp ico icns tif tiff psd ai eps svg heic mp3 mp4 m4a wav ogg flac mov avi webm mkv "
    "woff woff2 ttf otf eot zip gz tgz bz2 xz zst 7z rar tar jar war ear class o a so dylib dll exe bin dat pyc pyo "
    "whl wasm node db sqlite sqlite3 mdb parquet feather arrow npy npz pkl pickle pt pth onnx safetensors gguf h5 doc "
    "docx xls xlsx ppt pptx odt ods odp epub mo crt cer der iso dmg deb rpm apk ipa".split()
)


def of_folder(name: str) -> Why | None:
    """Why a folder of this name is left out with all that it holds."""
    if name in VENDORED:
        return Why.VENDORED
    if name in GENERATED or name.endswith(".egg-info"):
        return Why.GENERATED
    return Why.HIDDEN if name.startswith(".") and name not in VISIBLE else None


def of_file(name: str) -> Why | None:
    """Why a file of this name is left out."""
    if holds_secrets(name):
        return Why.SECRET
    if name in LOCKS or _DERIVED.fullmatch(name):
        return Why.GENERATED
    return Why.BINARY if name.rpartition(".")[2].lower() in _BINARY and "." in name.lstrip(".") else None


def holds_secrets(name: str) -> bool:
    """Whether files of this name hold keys or passwords; one that shows their form only does not."""
    return bool(_SECRET.fullmatch(name)) and not _SHOWN.fullmatch(name)
