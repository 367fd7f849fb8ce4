"""Starts a program in the best cage that a host without bubblewrap gives.

Run as a script, by path; imports only the standard library.

`confine.py probe` prints what works here as JSON. `confine.py supervise PROGRAM ARG...` only sees to it that nothing of
the program outlives it. `confine.py SPEC PROGRAM ARG...` runs the program; SPEC is JSON:
{"folder", "readable": [...], "environment": {...}, "mapped": bool, "landlock": ABI or 0, "limits": {name: number}}.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
from typing import NoReturn, TypedDict

NEW_IPC, NEW_NET, NEW_PID, NEW_USER, NEW_UTS = 0x08000000, 0x40000000, 0x20000000, 0x10000000, 0x04000000
NEW_MOUNTS = 0x00020000
RECURSIVE_PRIVATE, READ_ONLY_AND_INERT = 0x44000, 15  # mount.h: MS_REC | MS_PRIVATE; RDONLY, NOSUID, NODEV, NOEXEC
SOCKETS = ("/run", "/var/run", "/tmp")
"""Where services, and the programs of a session, have their sockets."""
PR_SET_PDEATHSIG, PR_CAPBSET_DROP, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 24, 36, 38
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same numbers on every 64-bit architecture
NOBODY = 65534

# landlock.h: rights on files, and the Landlock version (ABI) from which the kernel knows them.
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
RIGHTS_BY_ABI = {1: (1 << 13) - 1, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
BIND_AND_CONNECT_TCP, SCOPE_SOCKETS_AND_SIGNALS = 3, 3
READ = EXECUTE | READ_FILE | READ_DIR
DEVICES = {
    "/dev/null": READ_FILE | WRITE_FILE,
    "/dev/zero": READ_FILE,
    "/dev/random": READ_FILE,
    "/dev/urandom": READ_FILE,
}
FACTS = ("/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/version", "/proc/sys/vm/overcommit_memory")
"""What Node asks of the machine. The rest of /proc would show other processes, and their environments."""


class Spec(TypedDict):
    folder: str
    readable: list[str]
    environment: dict[str, str]
    mapped: bool
    landlock: int
    limits: dict[str, int]


libc = ctypes.CDLL(None, use_errno=True)


def checked(result: int, what: str) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), f"{what}: {os.strerror(ctypes.get_errno())}")
    return result


def unshare() -> None:
    """New namespaces, all within a new user namespace, which is how an ordinary user may make the others."""
    uid, gid = os.geteuid(), os.getegid()
    checked(libc.unshare(NEW_USER | NEW_IPC | NEW_NET | NEW_PID | NEW_UTS | NEW_MOUNTS), "unshare")
    for name, text in (("setgroups", "deny"), ("uid_map", f"{NOBODY} {uid} 1"), ("gid_map", f"{NOBODY} {gid} 1")):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:  # noqa: PTH123 - a start of milliseconds
            file.write(text)


def hide_sockets(spec: Spec) -> None:
    """A socket with a path is reached in spite of the network namespace and Landlock, and sees our real user.

    Where something that the program needs lies in such a folder, that folder stays as it is.
    """
    if libc.mount(None, b"/", None, ctypes.c_ulong(RECURSIVE_PRIVATE), None) < 0:
        return
    needed = [os.path.realpath(path) for path in (spec["folder"], *spec["readable"])]
    for place in {os.path.realpath(path) for path in SOCKETS}:
        if not any(path == place or path.startswith(f"{place}/") for path in needed):
            libc.mount(b"none", place.encode(), b"tmpfs", ctypes.c_ulong(READ_ONLY_AND_INERT), None)


def supervise() -> None:
    """Returns in a child, which becomes the program. Here, what it started ends when it does, or when we are told to.

    In a new process namespace the child is its first process, and the kernel does that; else orphans come to us.
    """
    checked(libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), "subreaper")
    asked = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, asked)  # until both know what to do
    child = os.fork()
    if child == 0:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, asked)
        return
    for number in asked:
        signal.signal(number, lambda *_: end_with(1))
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, asked)
    _, status = os.waitpid(child, 0)
    end_with(os.waitstatus_to_exitcode(status) % 256)


def end_with(code: int) -> NoReturn:
    """Children of a killed child become ours, so this goes on until there are none."""
    while children := children_of(os.getpid()):
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    os._exit(code)


def children_of(parent: int) -> list[int]:
    found = []
    for name in os.listdir("/proc"):  # noqa: PTH208 - a start of milliseconds
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:  # noqa: PTH123
                fields = file.read().rpartition(")")[2].split()
        except OSError:  # no process, or no longer
            continue
        if len(fields) > 1 and int(fields[1]) == parent:
            found.append(int(name))
    return found


def restrict_files(abi: int, spec: Spec) -> None:
    handled = sum(right for since, right in RIGHTS_BY_ABI.items() if since <= abi)
    attributes = [handled, BIND_AND_CONNECT_TCP if abi >= 4 else 0, SCOPE_SOCKETS_AND_SIGNALS if abi >= 6 else 0]
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    ruleset = checked(libc.syscall(CREATE_RULESET, (ctypes.c_uint64 * 3)(*attributes), size, 0), "landlock")
    allow(ruleset, spec["folder"], handled)
    for path in spec["readable"]:
        allow(ruleset, path, READ if os.path.isdir(path) else EXECUTE | READ_FILE)  # noqa: PTH112
    for path, right in DEVICES.items() | {(path, READ_FILE) for path in FACTS}:
        allow(ruleset, path, right)
    checked(libc.syscall(RESTRICT_SELF, ruleset, 0), "landlock")


def allow(ruleset: int, path: str, rights: int) -> None:
    class PathBeneath(ctypes.Structure):
        _pack_ = 1
        _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))

    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    checked(libc.syscall(ADD_RULE, ruleset, 1, ctypes.byref(PathBeneath(rights, place)), 0), f"landlock {path}")
    os.close(place)


def drop_capabilities() -> None:
    """For root, who would get them all back with the next program; an ordinary user has none to drop."""
    capability = 0
    while libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0:
        capability += 1


def probe() -> dict[str, bool | int]:
    """In a child: a process can't leave the namespaces it has entered."""
    child = os.fork()
    if child == 0:
        try:
            unshare()
        except OSError:
            os._exit(1)
        os._exit(0)
    namespaces = os.waitpid(child, 0)[1] == 0
    return {"namespaces": namespaces, "landlock": max(libc.syscall(CREATE_RULESET, None, 0, 1), 0)}


def main() -> None:
    spec: Spec = json.loads(sys.argv[1])
    if spec["mapped"]:
        unshare()
        hide_sockets(spec)
    supervise()
    for name, limit in spec["limits"].items():
        resource.setrlimit(getattr(resource, name), (limit, limit))
    drop_capabilities()
    checked(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    if spec["landlock"]:
        restrict_files(spec["landlock"], spec)
    os.chdir(spec["folder"])
    os.execve(sys.argv[2], sys.argv[2:], spec["environment"])


if __name__ == "__main__":
    if sys.argv[1] == "probe":
        print(json.dumps(probe()))
    elif sys.argv[1] == "supervise":
        supervise()
        os.execv(sys.argv[2], sys.argv[2:])
    else:
        main()
