"""Who else is at work on a folder or a file, as far as the system shows it."""

from __future__ import annotations

import os
import stat
from glob import iglob


def locked(folder: int) -> bool:
    """Take the lock, or say that somebody has it.

    Windows and network filesystems lock no folders: there the register alone sees to it that two
    watchers make one paper of one file.
    """
    try:
        import fcntl

        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (OSError, ImportError):
        return True
    return True


def open_for_writing() -> set[str]:
    """The paths that processes have open for writing, of those that the system shows us."""
    paths = set()
    for descriptor in iglob("/proc/[0-9]*/fd/*"):
        try:
            if os.lstat(descriptor).st_mode & stat.S_IWUSR:  # proc(5): how it was opened
                paths.add(os.readlink(descriptor))
        except OSError:  # the process has ended, or is none of ours
            continue
    return paths
