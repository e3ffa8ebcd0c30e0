from pathlib import Path

import pytest

from skgan._files._folder import make_folder
from skgan.exceptions import InputError


def test_a_folder_is_made_with_all_above_it(tmp_path):
    path = make_folder("directory", str(tmp_path / "a" / "b"))
    assert path == tmp_path / "a" / "b" and path.is_dir()
    assert make_folder("directory", path) == path


@pytest.mark.parametrize("below", ["", "below"])
def test_a_file_in_its_place_is_told(below, tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(InputError, match="^directory='.*' is a file, or below one"):
        make_folder("directory", tmp_path / "taken" / below)


def test_a_folder_that_can_not_be_made_is_told(tmp_path, monkeypatch):
    def refuse(self, **options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(InputError, match="can't be made: Permission denied. Give a"):
        make_folder("directory", tmp_path / "a")
