"""Files of arrays and JSON, and files that are written completely or not at all."""

from skgan._files._arrays import (
    State,
    is_numeric,
    random_values,
    read_state,
    refusals,
    set_random_state,
    write_state,
)
from skgan._files._paths import (
    file_path,
    make_folder,
    remove_unfinished,
    write_atomically,
    write_folder_atomically,
)
from skgan._spec import Damaged

__all__ = [
    "Damaged",
    "State",
    "file_path",
    "is_numeric",
    "make_folder",
    "random_values",
    "read_state",
    "refusals",
    "remove_unfinished",
    "set_random_state",
    "write_atomically",
    "write_folder_atomically",
    "write_state",
]
