"""Tells whether a file lies on a network drive, where SQLite's locks cannot be trusted."""

from __future__ import annotations

import re
from pathlib import Path

NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "ceph", "glusterfs", "lustre"}
NETWORK |= {"beegfs", "davfs", "ocfs2", "gfs2"}
# What a virtual machine shares with its host may be the whole system of a container: then the
# root itself is one, and nobody else writes there.
SHARED = {"9p", "virtiofs", "vmhgfs", "vboxsf"}
LOCAL_FUSE = {"fuseblk", "fuse.fuse-overlayfs"}  # NTFS and exFAT disks; containers without root


def network_filesystem(path: Path, *, mounts: str) -> str | None:
    """The kind of network filesystem that *path* lies on, or None.

    *mounts* is text in the form of /proc/self/mounts; the longest mount point wins, of several
    on one point the last. A Windows share (\\\\server\\share) is one whatever *mounts* says.
    """
    if str(path).startswith("\\\\"):
        return "smb"
    best, kind = Path("/"), ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(_plain(fields[1]))
        if (path == point or point in path.parents) and len(point.parts) >= len(best.parts):
            best, kind = point, fields[2]
    shared = best != Path("/") and _is_shared(kind)
    return kind if kind in NETWORK or shared else None


def _is_shared(kind: str) -> bool:
    fuse = kind.startswith("fuse") and kind not in LOCAL_FUSE
    return kind in SHARED or fuse


def _plain(point: str) -> str:
    """A mount point without the escapes \\040 and the like (getmntent(3))."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point)


def mounts() -> str:
    """What is mounted, as Linux tells it; "" on other systems."""
    try:
        return Path("/proc/self/mounts").read_text("utf-8", errors="replace")
    except OSError:
        return ""
