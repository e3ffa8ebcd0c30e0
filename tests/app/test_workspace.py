import pytest

from skgan.app._jobs import Job
from skgan.app._training import model_path
from skgan.app._workspace import Workspace
from skgan.exceptions import InputError


@pytest.mark.parametrize("name", ["..", "../x", "/etc/passwd", "a/../../x", "a\0b"])
def test_paths_that_lead_out_are_refused(name, home):
    with pytest.raises(InputError, match=r"Choose a file in the list"):
        Workspace(home).inside(name)


def test_links_that_lead_out_are_refused_and_not_listed(home, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.csv").write_text("a,label\n1,x\n")
    (home / "link.csv").symlink_to(outside / "secret.csv")
    (home / "pictures" / "cat" / "99.png").symlink_to(outside / "secret.csv")
    (home / "inner.csv").symlink_to(home / "rows.csv")
    workspace = Workspace(home)
    names = [entry.name for entry in workspace.entries("")]
    assert names == ["pictures", "inner.csv", "rows.csv"]
    with pytest.raises(InputError, match="outside of the folder"):
        workspace.data("link.csv")
    with pytest.raises(InputError, match="is a link to a file outside"):
        workspace.data("pictures")
    assert workspace.data("inner.csv") == home / "rows.csv"


def test_entries_tell_what_can_be_chosen(home):
    (home / "sub").mkdir()
    (home / ".hidden").mkdir()
    (home / "notes.txt").touch()
    kinds = {entry.name: entry.kind for entry in Workspace(home).entries("")}
    assert kinds == {"pictures": "data", "sub": "folder", "notes.txt": ""} | {
        "rows.csv": "table"
    }


def test_models_are_files(home, model):
    """The hidden folder of the app was listed as a model."""
    workspace = Workspace(home)
    assert [workspace.relative(path) for path in workspace.model_paths()] == [model]


def test_a_missing_folder_is_told(home):
    with pytest.raises(InputError, match="is not a folder"):
        Workspace(home / "missing")


def test_the_folder_itself_is_shown_by_its_name(home):
    """It was shown as ".", and its models were named "data-..."."""
    workspace = Workspace(home / "pictures")
    assert workspace.shown(".") == "pictures" and workspace.shown("a/b") == "a/b"
    path = model_path(workspace, {"data": "."}, Job(home / "20260101-000000"))
    assert path.name == "pictures-20260101-000000.skgan"
