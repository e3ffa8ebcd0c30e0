"""The state that all views share: workspace, jobs, helper and the last choice."""

import json
import secrets
from typing import Any

from skgan.app._helper import Helper
from skgan.app._jobs import Jobs, read_json, write_text
from skgan.app._workspace import Workspace

MAX_OFFERED = 4  # files that wait for their download


class Site:
    """The state of the page, which all views read.

    Parameters
    ----------
    root : path-like
        The folder of the data.
    helper : Helper, default=None
        The helper process. None: a new one is started.
    """

    def __init__(self, root: Any, helper: Helper | None = None) -> None:
        self.workspace = Workspace(root)
        self.jobs = Jobs(self.workspace.jobs)
        self.helper = helper or Helper(str(self.workspace.root))
        self._offered: dict[str, tuple[str, bytes]] = {}

    @property
    def choice(self) -> dict[str, Any]:
        """The data set that was chosen last, and the options for reading it."""
        found = read_json(self.workspace.jobs.parent / "choice.json")
        try:
            is_there = self.workspace.inside(found["data"]).exists()
        except (KeyError, ValueError, TypeError):
            is_there = False
        return found if is_there else {}

    def choose(self, data: str, reading: dict[str, Any], form: str) -> None:
        """Save the choice of a data set and the form of its samples."""
        path = self.workspace.jobs.parent / "choice.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, json.dumps({"data": data, "reading": reading, "form": form}))

    def models(self) -> list[dict[str, Any]]:
        """Return the properties of each model, the newest first."""
        found = []
        for path in self.workspace.model_paths():
            about = read_json(path.with_suffix(".json"))
            about |= {
                "path": self.workspace.relative(path),
                "name": path.stem,
                "bytes": path.stat().st_size,
                "changed": path.stat().st_mtime,
                "animated": path.with_suffix(".gif").is_file(),
            }
            found.append(about)
        return found

    def delete_model(self, name: str) -> None:
        """Delete a model and the files that this page has written for it."""
        path = self.workspace.inside(name)
        if path not in [each.resolve() for each in self.workspace.model_paths()]:
            return  # deleted in another tab
        path.unlink(missing_ok=True)
        if path.parent == self.workspace.models:
            for suffix in (".json", ".gif"):
                path.with_suffix(suffix).unlink(missing_ok=True)

    def offer(self, name: str, content: bytes) -> str:
        """Keep a file for one download, and return its address."""
        while len(self._offered) >= MAX_OFFERED:
            self._offered.pop(next(iter(self._offered)))
        key = secrets.token_urlsafe(16)
        self._offered[key] = (name, content)
        return f"/download/{key}"

    def take(self, key: str) -> tuple[str, bytes] | None:
        """Return an offered file, which is kept until newer files replace it."""
        return self._offered.get(key)
