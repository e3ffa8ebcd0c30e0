"""`skgan app` before its server listens."""

import sys

from click.testing import CliRunner

from skgan.app import app


def test_without_nicegui_the_extra_is_named(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "nicegui", None)
    for name in [*sys.modules]:
        if name.startswith("skgan.app."):
            monkeypatch.delitem(sys.modules, name)
    done = CliRunner().invoke(app, [str(tmp_path), "--no-browser"])
    assert done.exit_code == 1
    assert "pip install 'skgan[app]'" in done.output
    assert "pip install '.[app]'" in done.output  # before it is on an index


def test_a_folder_that_is_missing_is_named(tmp_path):
    done = CliRunner().invoke(app, [str(tmp_path / "nowhere"), "--no-browser"])
    assert done.exit_code == 1 and "nowhere" in done.output
