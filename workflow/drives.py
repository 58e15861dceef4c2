"""Tells whether a file lies on a network drive, where SQLite's locks cannot be trusted."""

from __future__ import annotations

from pathlib import Path

NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "ceph", "glusterfs", "lustre"}
NETWORK |= {"fuse.sshfs", "fuse.glusterfs", "fuse.davfs", "davfs", "fuse.rclone", "ocfs2", "gfs2"}


def network_filesystem(path: Path, *, mounts: str) -> str | None:
    """The kind of network filesystem that *path* lies on, or None.

    *mounts* is text in the form of /proc/self/mounts; the longest mount point wins. A
    Windows share (\\\\server\\share) is one whatever *mounts* says.
    """
    if str(path).startswith("\\\\"):
        return "smb"
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = Path(fields[1].replace("\\040", " "))
        if (path == point or point in path.parents) and len(point.parts) > best:
            best, kind = len(point.parts), fields[2]
    return kind if kind in NETWORK else None


def mounts() -> str:
    """What is mounted, as Linux tells it; "" on other systems."""
    try:
        return Path("/proc/self/mounts").read_text("utf-8", errors="replace")
    except OSError:
        return ""
