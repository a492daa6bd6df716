# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that a case starts, each ended by its own process id."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import time

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36

_libc = ctypes.CDLL(None, use_errno=True)


def adopt_orphans():
    """Makes this process the parent of whatever its children leave behind."""
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def descendants(root):
    """The ids of all processes below root, the deepest last."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError):
                with open(f"/proc/{entry}/stat", encoding="ascii", errors="replace") as stat:
                    parents[int(entry)] = int(stat.read().rpartition(")")[2].split()[1])
    found = [root]
    for pid in found:
        found.extend(child for child, parent in parents.items() if parent == pid)
    return found[1:]


def _alive(pids):
    living = []
    for pid in pids:
        with contextlib.suppress(ChildProcessError, OSError):
            os.waitpid(pid, os.WNOHANG)
        try:
            with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as stat:
                if stat.read().rpartition(")")[2].split()[0] != "Z":
                    living.append(pid)
        except OSError:
            pass
    return living


def end_descendants(root, patience=2.0):
    """Ends all processes below root: asks first, then insists."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        pids = _alive(descendants(root))
        for pid in reversed(pids):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        end = time.monotonic() + patience
        while pids and time.monotonic() < end:
            time.sleep(0.02)
            pids = _alive(pids)


@contextlib.contextmanager
def running(command, log, env=None, **options):
    """Runs a program until the block is left; its output goes to the file log."""
    with open(log, "ab") as output:
        process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=output,
                                   stderr=output, **options)
    try:
        yield process
    finally:
        end(process)


def end(process, patience=5.0):
    """Ends one process and waits for it."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port():
    """A port of 127.0.0.1 that is free over both UDP and TCP."""
    for _ in range(50):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp:
            tcp.bind(("127.0.0.1", 0))
            port = tcp.getsockname()[1]
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
                with contextlib.suppress(OSError):
                    udp.bind(("127.0.0.1", port))
                    return port
    raise OSError("no port is free on 127.0.0.1")
