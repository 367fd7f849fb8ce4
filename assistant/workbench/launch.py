"""Starts a program that dies with us, as another user where we are root.

`launch.py USER PROGRAM ARG...`: USER is `same`, `mapped` (a user namespace where root appears as an ordinary
user, so that files stay reachable) or a number (setuid). Run as a script, by path; imports only the standard library.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
ORDINARY = 1000
"""Any user id but 0: PostgreSQL refuses to run as root, by number."""


def become(user: str) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if user == "mapped":
        if libc.unshare(CLONE_NEWUSER) != 0:
            raise OSError(ctypes.get_errno(), "user namespaces are not permitted")
        for name, text in (("setgroups", "deny"), ("uid_map", f"{ORDINARY} 0 1"), ("gid_map", f"{ORDINARY} 0 1")):
            with open(f"/proc/self/{name}", "w", encoding="ascii") as file:  # noqa: PTH123 - a start of milliseconds
                file.write(text)
    elif user != "same":
        os.setgroups([])
        os.setgid(int(user))
        os.setuid(int(user))
    # After the change of user, which clears it.
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGINT)


if __name__ == "__main__":
    become(sys.argv[1])
    os.execv(sys.argv[2], sys.argv[2:])
