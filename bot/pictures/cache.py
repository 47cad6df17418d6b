"""Pictures that were drawn before: in memory up to so many bytes, and in a folder when given.

What shows a family's photo, nickname or goal is never written to the folder: `keep` is told so.
"""

import contextlib
import os
import tempfile
from collections import OrderedDict
from pathlib import Path
from typing import Final

_WHOLE: Final = {"png": (b"\x89PNG", b"IEND\xaeB`\x82"), "pdf": (b"%PDF-", b"%%EOF")}


class MemoryCache:
    """The pictures asked for last, by key; for the event loop's own thread."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._size = 0
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def get(self, key: str) -> bytes | None:
        """Return the picture, which becomes the one asked for last."""
        picture = self._kept.get(key)
        if picture is not None:
            self._kept.move_to_end(key)
        return picture

    def keep(self, key: str, picture: bytes) -> None:
        """Keep a picture; those not asked for the longest make room."""
        self._size -= len(self._kept.pop(key, b""))
        if len(picture) > self._limit:
            return
        self._kept[key] = picture
        self._size += len(picture)
        while self._size > self._limit:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest)

    def __len__(self) -> int:
        return len(self._kept)


class FolderCache:
    """Pictures as files, named by key; for the drawing thread alone.

    A file that was cut short by a power cut or a full disk counts as none. The folder is kept
    under its limit by removing the files read or written the longest ago.
    """

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        self._folder = folder
        self._limit = limit_bytes
        self._size: int | None = None

    def get(self, key: str, suffix: str) -> bytes | None:
        """Return the picture, or None when it is not there or not whole."""
        path = self._path(key, suffix)
        try:
            picture = path.read_bytes()
        except OSError:
            return None
        begins, ends = _WHOLE[suffix]
        if not (picture.startswith(begins) and picture.rstrip().endswith(ends)):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return picture

    def keep(self, key: str, suffix: str, picture: bytes) -> None:
        """Write a picture whole or not at all; a disk that refuses only costs a second drawing."""
        path = self._path(key, suffix)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
                file.write(picture)
            Path(file.name).replace(path)
        except OSError:
            return
        self._size = self._measured() if self._size is None else self._size + len(picture)
        if self._size > self._limit:
            self._make_room()

    def _path(self, key: str, suffix: str) -> Path:
        return self._folder / key[:2] / f"{key}.{suffix}"

    def _files(self) -> list[tuple[float, int, Path]]:
        found = []
        for path in self._folder.glob("*/*"):
            with contextlib.suppress(OSError):
                facts = path.stat()
                found.append((facts.st_mtime, facts.st_size, path))
        return sorted(found)

    def _measured(self) -> int:
        return sum(size for _, size, _ in self._files())

    def _make_room(self) -> None:
        """Remove the oldest files until a tenth of the limit is free."""
        files = self._files()
        size = sum(each for _, each, _ in files)
        for _, each, path in files:
            if size <= self._limit * 0.9:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                size -= each
        self._size = size
