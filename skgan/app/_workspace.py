"""The folder of the app: paths in it, and the location of its own files."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from skgan.exceptions import InputError

OWN = ".skgan"  # hidden, so that it is ignored in folders of pictures
PICTURES = {".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".gif", ".webp"}
TABLES = (".csv", ".csv.gz", ".tsv", ".tsv.gz", ".parquet", ".xlsx")
MAX_ENTRIES = 500  # of a folder that are shown


@dataclass(frozen=True)
class Entry:
    """A file or a folder, and its kind: "folder", "data", "table" or ""."""

    name: str
    path: str  # relative to the workspace, with "/"
    kind: str
    is_folder: bool


class Workspace:
    """A folder in which everything is read and written.

    Parameters
    ----------
    root : path-like
        The folder. Links in it to files outside of it are refused.
    """

    def __init__(self, root: str | os.PathLike[str]) -> None:
        self.root = Path(root).resolve()
        if not self.root.is_dir():
            raise InputError(
                f"'{self.root}' is not a folder. Give the folder of your data."
            )
        self.models = self.root / OWN / "models"
        self.jobs = self.root / OWN / "jobs"
        self.temporary = self.root / OWN / "temporary"

    def inside(self, name: str) -> Path:
        """Return the path of a relative name, or raise an error if it is outside."""
        try:
            path = (self.root / name).resolve()
        except (OSError, ValueError, RuntimeError) as error:  # loops, null characters
            raise InputError(
                f"{name!r:.200} is not a valid path. Choose a file in the list."
            ) from error
        if not path.is_relative_to(self.root):
            raise InputError(
                f"{name!r:.200} is outside of the folder of this page. Choose a file "
                "in the list, or start `skgan app` with another folder."
            )
        return path

    def data(self, name: str) -> Path:
        """Return the path of a data set, none of whose files are outside."""
        path = self.inside(name)
        for link in links_below(path):
            if not link.resolve().is_relative_to(self.root):
                raise InputError(
                    f"'{self.relative(link)}' is a link to a file outside of the "
                    "folder of this page. Copy the file, or start `skgan app` with "
                    "a folder that contains both."
                )
        return path

    def relative(self, path: Path) -> str:
        """Return the name of a path within the workspace."""
        return path.relative_to(self.root).as_posix()

    def shown(self, name: str) -> str:
        """Return the name of a data set as it is shown; "." is the folder itself."""
        return self.root.name if name in ("", ".") else name

    def entries(self, name: str) -> list[Entry]:
        """Return the entries of a folder, folders first, without hidden entries."""
        folder = self.inside(name)
        try:
            found = [path for path in folder.iterdir() if path.name[:1] != "."]
        except OSError as error:
            raise InputError(
                f"'{name}' can't be read: {error.strerror}. Choose another folder."
            ) from error
        found.sort(key=lambda path: (not path.is_dir(), path.name.casefold()))
        entries = [self._entry(folder, path) for path in found[:MAX_ENTRIES]]
        return [entry for entry in entries if entry is not None]

    def _entry(self, folder: Path, path: Path) -> Entry | None:
        if not path.resolve().is_relative_to(self.root):
            return None
        name = path.relative_to(self.root).as_posix()
        if path.is_dir():
            kind = "data" if is_data_folder(path) else "folder"
            return Entry(path.name, name, kind, True)
        return Entry(path.name, name, kind_of_file(path), False)

    def model_paths(self) -> list[Path]:
        """Return the files of models, the newest first."""
        paths = [*self.models.glob("[!.]*.skgan"), *self.root.glob("[!.]*.skgan")]
        inside = [p for p in paths if p.resolve().is_relative_to(self.root)]
        inside = [path for path in inside if path.is_file()]
        return sorted(inside, key=lambda path: path.stat().st_mtime, reverse=True)


def kind_of_file(path: Path) -> str:
    """Return the kind of a file by its name: "table", "data" (arrays) or ""."""
    name = path.name.lower()
    if name.endswith(TABLES):
        return "table"
    return "data" if name.endswith(".npz") else ""


def is_data_folder(path: Path) -> bool:
    """Return whether a folder has classes of pictures, or files such as MNIST."""
    try:
        names = [entry for entry in os.scandir(path) if entry.name[:1] != "."]
        is_idx = any("idx3-ubyte" in entry.name for entry in names)
        is_etl = any(entry.name.upper().startswith("ETL6C_") for entry in names)
        if is_idx or is_etl:
            return True
        folders = [entry.path for entry in names if entry.is_dir()]
        return len(folders) > 1 and any(has_picture(each) for each in folders[:3])
    except OSError:
        return False


def has_picture(folder: str) -> bool:
    """Return whether one of the first files in a folder is a picture."""
    with os.scandir(folder) as entries:
        first = [entry.name for _, entry in zip(range(50), entries, strict=False)]
    return any(Path(name).suffix.lower() in PICTURES for name in first)


def links_below(path: Path) -> Iterator[Path]:
    """Yield the symbolic links at a path and in its sub-folders."""
    for folder, folders, files in os.walk(path):
        for name in (*folders, *files):
            if os.path.islink(os.path.join(folder, name)):
                yield Path(folder, name)
