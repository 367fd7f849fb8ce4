"""Whatever confines drafted code here: what it cannot read, reach, know, write, spawn or outlive."""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistant.errors import ToolchainError
from assistant.workbench import Limits, WorkbenchSettings
from assistant.workbench.bubblewrap import Bubblewrap, bubblewraps
from assistant.workbench.cage import Cage, Sandbox, starts
from assistant.workbench.host import Host, confined_by_host
from assistant.workbench.process import Ended, run
from assistant.workbench.sandbox import choose
from assistant.workbench.toolchain import node_path

NODE = node_path()
LIMITS = Limits(memory_mib=1024, processes=64, file_mib=1)


async def _available() -> dict[str, Sandbox]:
    found: dict[str, Sandbox] = {}
    for each in await bubblewraps():
        if await starts(each):
            found["bubblewrap as root" if each.as_root else "bubblewrap"] = each
    host = await confined_by_host()
    found["host"] = host
    found["host without namespaces"] = Host(mapped=False, landlock=host.landlock)
    return found


SANDBOXES = asyncio.run(_available())


@pytest.fixture(params=list(SANDBOXES))
def sandbox(request: pytest.FixtureRequest) -> Sandbox:
    return SANDBOXES[str(request.param)]


@pytest.fixture
def cage(tmp_path: Path) -> Cage:
    """Its folder may be written by whoever runs inside; the folders above stay what they are."""
    folder = tmp_path / "cage"
    folder.mkdir()
    folder.chmod(0o777)
    return Cage(folder, (NODE.parent,), {"PATH": "/usr/bin:/bin", "OPENSSL_CONF": "/dev/null"}, LIMITS, 20)


@pytest.fixture
async def listener() -> AsyncIterator[int]:
    """The port of a server on this host's loopback."""
    server = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def script(sandbox: Sandbox, cage: Cage, text: str, seconds: float = 20) -> Ended:
    """Runs JavaScript inside; `attempt` tells whether something worked."""
    attempt = "const attempt = (f) => { try { return f() ?? true } catch (error) { return error.code } };\n"
    command = sandbox.command([str(NODE), "--input-type=commonjs", "--eval", attempt + text], cage)
    return await run(command, folder=cage.folder, seconds=seconds, environment={"PATH": os.environ["PATH"]})


async def test_works_at_all(sandbox: Sandbox, cage: Cage) -> None:
    ended = await script(sandbox, cage, 'require("fs").writeFileSync("made", "x"); console.log(process.getuid())')
    assert (ended.code, ended.errors) == (0, "")
    assert (cage.folder / "made").read_text() == "x"
    if sandbox is not SANDBOXES["host without namespaces"]:
        assert ended.output.strip() != "0"


async def test_host_files_are_out_of_reach(sandbox: Sandbox, cage: Cage, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a host file")
    text = (
        f'console.log(JSON.stringify(["{secret}", "/etc/passwd", "/etc/hostname"].map((path) => '
        'attempt(() => require("fs").readFileSync(path, "utf8")))))'
    )
    ended = await script(sandbox, cage, text)
    assert set(json.loads(ended.output)) <= {"ENOENT", "EACCES"}


async def test_nothing_is_written_outside(sandbox: Sandbox, cage: Cage, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    text = f'attempt(() => require("fs").writeFileSync("{outside}", "x"))'
    await script(sandbox, cage, text)
    assert not outside.exists()


async def test_the_network_is_out_of_reach(sandbox: Sandbox, cage: Cage, listener: int) -> None:
    text = (
        f'require("net").connect({listener}, "127.0.0.1").on("connect", () => console.log("connected"))'
        '.on("error", (error) => console.log(error.code)).on("end", () => process.exit())'
    )
    ended = await script(sandbox, cage, text)
    assert ended.output.strip() in {"ECONNREFUSED", "ENETUNREACH", "EACCES"}


async def test_sockets_of_services_are_out_of_reach(sandbox: Sandbox, cage: Cage) -> None:
    if sandbox is SANDBOXES["host without namespaces"]:
        return  # nothing there guards sockets with a path
    places = ("/run", os.environ.get("XDG_RUNTIME_DIR", ""), "/run/lock")
    folder = next(place for place in places if os.access(place, os.W_OK))
    with tempfile.TemporaryDirectory(dir=folder) as private:
        path = f"{private}/socket"
        async with await asyncio.start_unix_server(lambda _reader, writer: writer.close(), path):
            text = (
                f'require("net").connect("{path}").on("connect", () => console.log("connected"))'
                '.on("error", (error) => console.log(error.code)).on("end", () => process.exit())'
            )
            ended = await script(sandbox, cage, text)
    assert ended.output.strip() in {"ENOENT", "EACCES"}


async def test_the_environment_of_others_is_unknown(sandbox: Sandbox, cage: Cage) -> None:
    text = """
        const fs = require("fs");
        console.log(JSON.stringify(process.env));
        const all = attempt(() => fs.readdirSync("/proc"));
        const pids = Array.isArray(all) ? all : Array.from({ length: 65536 }, (_, pid) => pid);
        for (const pid of pids) console.log(attempt(() => fs.readFileSync(`/proc/${pid}/environ`, "utf8")));
    """
    neighbour = await asyncio.create_subprocess_exec("sleep", "30", env={**os.environ, "SECRET": "tell-nobody"})
    try:
        ended = await script(sandbox, cage, text)
    finally:
        neighbour.terminate()
        await neighbour.wait()
    assert '"PATH"' in ended.output
    assert ended.code == 0
    assert "tell-nobody" not in ended.output


async def test_a_file_has_a_greatest_size(sandbox: Sandbox, cage: Cage) -> None:
    await script(sandbox, cage, 'require("fs").writeFileSync("big", Buffer.alloc(4 * 2 ** 20))')
    assert (cage.folder / "big").stat().st_size <= 2**20


async def test_memory_has_a_limit(sandbox: Sandbox, cage: Cage) -> None:
    ended = await script(
        sandbox, cage, 'const kept = []; for (;;) kept.push(Buffer.alloc(16 * 2 ** 20, 1)); console.log("all")'
    )
    assert ended.code not in (0, None)


async def test_processes_have_a_limit(sandbox: Sandbox, cage: Cage) -> None:
    text = """
        let made = 0;
        for (let i = 0; i < 200; i++) {
            const child = require("child_process").spawn("/bin/sleep", ["5"], { stdio: "ignore" });
            child.on("error", () => {});
            if (child.pid) made++;
        }
        console.log(made);
        process.exit();
    """
    ended = await script(sandbox, cage, text)
    limited = "but for processes" not in sandbox.isolation
    if isinstance(sandbox, Bubblewrap) and os.geteuid() == 0 and not sandbox.as_root:
        limited = False  # why root uses the other way to start it
    assert (int(ended.output or 0) < 64) == limited


async def test_nothing_outlives_it(sandbox: Sandbox, cage: Cage) -> None:
    beat = 'setInterval(() => require("fs").appendFileSync("beat", "."), 20)'
    text = f"""
        const {{ spawn }} = require("child_process");
        spawn(process.execPath, ["--eval", {json.dumps(beat)}], {{ detached: true, stdio: "ignore" }}).unref();
        for (;;);
    """
    ended = await script(sandbox, cage, text, seconds=2)
    assert ended.code is None
    last = (cage.folder / "beat").read_text()
    assert last != ""
    await asyncio.sleep(0.3)
    assert (cage.folder / "beat").read_text() == last


async def test_which_one_is_chosen() -> None:
    host = await choose(WorkbenchSettings(sandbox="host"))
    assert not host.holds_strangers
    best = await choose(WorkbenchSettings())
    assert best.isolation.startswith("bubblewrap") == any(name.startswith("bubblewrap") for name in SANDBOXES)


async def test_bubblewrap_can_be_demanded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(ToolchainError, match="Install bubblewrap"):
        await choose(WorkbenchSettings(sandbox="bubblewrap"))
