"""README.md writes files as its reader would; here into a folder of their own."""

import pytest


@pytest.fixture(autouse=True)
def folder_of_readme(request, monkeypatch):
    """Run README.md in an empty folder."""
    if request.path.name == "README.md":
        monkeypatch.chdir(request.getfixturevalue("tmp_path"))
