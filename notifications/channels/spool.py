"""A folder of letters: for trying out, for tests, and for another program to send."""

from pathlib import Path

from notifications.channels.channel import Away
from workflow.store.modes import write_whole


class Spool:
    """Writes each letter as an .eml file named after its Message-ID, so that twice is once."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)

    def send(self, content: bytes, message_id: str) -> None:
        """Write the letter whole or not at all.

        Raises:
            Away: the folder is full, or may not be written: no letter is to blame for that.
        """
        name = message_id.strip("<>").partition("@")[0]
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / f"{name}.eml", content)
        except OSError as error:
            raise Away(f"{self.folder}: {error.strerror or error}") from error

    def close(self) -> None:
        """Nothing stays open."""
