"""Opens pictures (PNG, JPEG, TIFF): each frame is a page, grey and upright."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps, UnidentifiedImageError

from papers.errors import BrokenPaper, PictureTooLarge, TooManyScanned
from papers.formats.limits import LIMITS

_NARROW = 1200  # pixels; a page with fewer was photographed or scanned too coarsely
_BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, KeyError)


def pages(content: bytes) -> list[str | None]:
    """None for each frame: there is no text in a picture.

    Raises:
        BrokenPaper, PictureTooLarge, TooManyScanned
    """
    with _opened(content) as image:
        count = getattr(image, "n_frames", 1)
        if count > LIMITS.scanned:
            raise TooManyScanned(pages=count, limit=LIMITS.scanned)
        return [None] * count


def picture(content: bytes, number: int) -> Image.Image:
    """A frame in grey, upright if the camera noted how it was held.

    Raises:
        BrokenPaper, PictureTooLarge
    """
    with _opened(content) as image:
        image.seek(number)
        _measure(image)
        upright = ImageOps.exif_transpose(image)
        if upright.mode in ("RGBA", "LA", "PA", "P"):
            coloured = upright.convert("RGBA")
            upright = Image.alpha_composite(Image.new("RGBA", coloured.size, "white"), coloured)
        grey = upright.convert("L")
    return grey.resize((grey.width * 2, grey.height * 2)) if grey.width < _NARROW else grey


@contextmanager
def _opened(content: bytes) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we measure ourselves
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "TIFF")) as image:
                _measure(image)
                yield image
    except Image.DecompressionBombError as error:
        raise PictureTooLarge(limit=LIMITS.pixels // 1_000_000) from error
    except _BROKEN as error:
        raise BrokenPaper(trouble=str(error)) from error


def _measure(image: Image.Image) -> None:
    if image.width * image.height > LIMITS.pixels:
        raise PictureTooLarge(limit=LIMITS.pixels // 1_000_000)
