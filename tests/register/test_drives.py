"""SQLite keeps no register that counts where its locks cannot be trusted, and says so of a trial."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.town import Town, moment
from typer.testing import CliRunner

from cli.main import app
from states.profile import read_law
from workflow.errors import NetworkDrive
from workflow.store.database import Store
from workflow.store.network_drive import network_filesystem
from workflow.store.upgrade import create

FILE = Path("/srv/rat/register.db")
REFUSED = [
    *("nfs", "nfs4", "cifs", "smb3", "ceph", "lustre", "beegfs", "9p", "virtiofs", "vmhgfs", "vboxsf"),
    *("fuse", "fuse.sshfs", "fuse.vmhgfs-fuse", "fuse.rclone", "fuse.portal", "fuse.gvfsd-fuse", "fuse.mergerfs"),
]
TAKEN = ["ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "fuseblk", "fuse.fuse-overlayfs", "apfs"]


@pytest.mark.parametrize("kind", REFUSED)
def test_what_others_write_too_is_a_network_drive(kind: str) -> None:
    mounts = f"/dev/sda / ext4 rw 0 0\nproc /proc proc rw 0 0\nhost:/x /srv/rat {kind} rw 0 0\n"
    assert network_filesystem(FILE, mounts=mounts) == kind
    assert network_filesystem(Path("/srv/register.db"), mounts=mounts) is None


@pytest.mark.parametrize("kind", TAKEN)
def test_a_disk_of_this_machine_is_none(kind: str) -> None:
    mounts = f"/dev/sda / ext4 rw 0 0\n/dev/sdb /srv/rat {kind} rw 0 0\n"
    assert network_filesystem(FILE, mounts=mounts) is None


@pytest.mark.parametrize("kind", ["9p", "virtiofs", "fuse.rootfs"])
def test_the_root_of_a_container_is_its_own(kind: str) -> None:
    assert network_filesystem(FILE, mounts=f"none / {kind} rw 0 0\n") is None
    assert network_filesystem(FILE, mounts=f"none / {kind} rw 0 0\nhost /srv {kind} rw 0 0\n") == kind
    assert network_filesystem(FILE, mounts="filer:/ / nfs4 rw 0 0\n") == "nfs4"


def test_the_nearest_mount_counts_and_of_two_on_one_point_the_last() -> None:
    mounts = "a / ext4 rw 0 0\nb /srv nfs4 rw 0 0\nc /srv/rat ext4 rw 0 0\n"
    assert network_filesystem(FILE, mounts=mounts) is None
    assert network_filesystem(FILE, mounts=f"{mounts}d /srv/rat 9p rw 0 0\n") == "9p"
    assert network_filesystem(Path("/srv/ratsweg.db"), mounts=mounts) == "nfs4"


def test_a_mount_point_with_a_space_or_an_umlaut_is_read() -> None:
    mounts = "a / ext4 rw 0 0\nb /srv/Büro\\040Rat cifs rw 0 0\n"
    assert network_filesystem(Path("/srv/Büro Rat/r.db"), mounts=mounts) == "cifs"


def test_where_the_system_does_not_tell_nothing_is_refused() -> None:
    assert network_filesystem(FILE, mounts="") is None
    assert network_filesystem(FILE, mounts="nonsense\n\n") is None


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the mount table calls shared with the host."""
    mounts = f"/dev/sda / ext4 rw 0 0\nhost {tmp_path} 9p rw 0 0\n"
    monkeypatch.setattr("workflow.store.network_drive.mounts", lambda: mounts)
    return tmp_path


def test_a_register_that_counts_is_neither_made_nor_opened_there(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url, law, at = f"sqlite:///{shared}/r.db", read_law("chemnitz"), moment("2020-09-24")
    with pytest.raises(NetworkDrive):
        create(Store(url), law, trial=False, at=at)
    assert not [*shared.iterdir()]
    with monkeypatch.context() as local:
        local.setattr("workflow.store.network_drive.mounts", lambda: "")
        create(Store(url), law, trial=False, at=at)
    with pytest.raises(NetworkDrive):
        Store(url)


def test_a_trial_register_is_made_and_opened_there(shared: Path) -> None:
    town = Town.founded(f"sqlite:///{shared}/r.db")
    assert town.store.drive == "9p"
    assert Town(Store(f"sqlite:///{shared}/r.db")).findings() == []


def test_another_file_there_is_refused_as_it_is_no_trial(shared: Path) -> None:
    (shared / "notes.db").write_text("Einkaufsliste")
    with pytest.raises(NetworkDrive):
        Store(f"sqlite:///{shared}/notes.db")


def test_init_and_health_warn_of_a_trial_register_there(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shared)
    monkeypatch.setenv("RATSWEG_DATABASE", "sqlite:///r.db")
    monkeypatch.delenv("RATSWEG_ACTOR", raising=False)
    refused = CliRunner().invoke(app, ["init"])
    assert isinstance(refused.exception, NetworkDrive)
    monkeypatch.setenv("RATSWEG_ACTOR", "anna")
    for words in (["init", "--trial"], ["health"]):
        assert "Netzlaufwerk (9p)" in CliRunner().invoke(app, words).stderr
