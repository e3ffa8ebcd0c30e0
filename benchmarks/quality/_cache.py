"""One JSON file for each (set, split, method, seed), written whole or not at all."""

import hashlib
import json
import os
import re
from pathlib import Path

VERSION = 1  # raise it when the protocol changes: older files are then not read


def cell_path(folder, table, split, method):
    """Path of a cell; the settings of skgan's rows are in the name as a hash."""
    kwargs = json.dumps(method.kwargs, sort_keys=True, default=str)
    parts = [
        method.name,
        f"v{VERSION}",
        f"folds{split.n_folds}",
        f"seed{split.seed}",
        f"r{split.repeat}k{split.fold}",
    ]
    if method.kwargs:
        parts.append(hashlib.sha256(kwargs.encode()).hexdigest()[:10])
    name = re.sub(r"[^\w.-]", "_", "-".join(parts))
    return Path(folder) / table.name / f"{name}.json"


def read_cell(path):
    """Return the rows of a cell, or None if it isn't there."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def write_cell(path, rows):
    """Write the rows of a cell so that no reader ever sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}.tmp")
    partial.write_text(json.dumps(rows), encoding="utf-8")
    partial.replace(path)
