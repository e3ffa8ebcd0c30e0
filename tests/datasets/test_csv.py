import gzip

import numpy as np
import pytest

from skgan.datasets import load_csv
from skgan.exceptions import DataFileError, InputError

TABLE = "current,fault,speed\n0.5,none,10\n0.9,bearing,20\n0.7,none,30\n"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "motors.csv"
    path.write_text(TABLE)
    return path


def test_the_target_is_taken_apart(path):
    bunch = load_csv(path, "fault")
    assert bunch.data.columns.tolist() == bunch.feature_names == ["current", "speed"]
    assert bunch.data.dtypes.tolist() == [np.float64, np.int64]
    assert bunch.target.tolist() == ["none", "bearing", "none"]
    assert bunch.target.name == "fault" and bunch.target_names == ["bearing", "none"]
    assert bunch.frame.columns.tolist() == ["current", "fault", "speed"]
    X, y = load_csv(str(path), target="fault", return_X_y=True)
    assert X.equals(bunch.data) and y.equals(bunch.target)


def test_zipped_separated_and_marked_files(tmp_path):
    path = tmp_path / "motors.csv.gz"
    path.write_bytes(gzip.compress(b"\xef\xbb\xbf" + TABLE.replace(",", ";").encode()))
    assert load_csv(path, "fault", sep=";").data.shape == (3, 2)


@pytest.mark.parametrize(
    "content, target, error, match",
    [
        (b"", "a", DataFileError, "No columns"),
        (b"a,b\n1,2\n1,2,3\n", "a", DataFileError, "line 3"),
        (b"a,b\n1,2,3\n4,5,6\n", "a", DataFileError, "loss of data"),
        (b'a,b\n"1,2\n3,4\n', "a", DataFileError, "inside string"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "a", DataFileError, "position 0"),
        (b"a,b\n1,x\n2,\n3,\n", "b", DataFileError, r"2 row\(s\) .* row 2 after"),
        (b"a,b,a\n1,2,3\n", "b", InputError, "several columns named 'a'"),
        (TABLE.encode(), "faults", InputError, "none named 'faults'. Give one of 'f"),
        (b"a;b\n1;2\n", "b", InputError, r"1 column\(s\).* check `sep`"),
    ],
)
def test_what_is_wrong_is_told(path, content, target, error, match):
    path.write_bytes(content)
    with pytest.raises(error, match=f"motors.csv'.* {match}"):
        load_csv(path, target)


@pytest.mark.parametrize(
    "content", [gzip.compress(TABLE.encode(), mtime=0)[:40], b"a,b\n"]
)
def test_damaged_zips_are_told(tmp_path, content):
    path = tmp_path / "motors.csv.gz"
    path.write_bytes(content)
    with pytest.raises(DataFileError, match="motors.csv.gz"):
        load_csv(path, "fault")


def test_words_that_pandas_takes_for_missing_are_classes(path):
    """Rows of a class "None" had no class."""
    words = ["None", "NA", "null", "nan", "N/A", "bearing"]
    path.write_text("\n".join(["x,NA,NaN", *(f"1,{word},{word}" for word in words)]))
    X, y = load_csv(path, "NA", return_X_y=True)
    assert y.tolist() == words and y.name == "NA"
    assert X["NaN"].isna().sum() == 5, "in other columns they are missing"
    path.write_text("x,y\n1,None\n2,\n")
    with pytest.raises(DataFileError, match=r"1 row\(s\) have no class .* row 2 after"):
        load_csv(path, "y")


def test_only_files_are_read(tmp_path):
    for path in (tmp_path, tmp_path / "none.csv", "http://localhost/table.csv"):
        with pytest.raises(FileNotFoundError, match="is not a file"):
            load_csv(path, "a")
