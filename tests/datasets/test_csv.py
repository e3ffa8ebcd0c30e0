import gzip

import numpy as np
import pytest

from skgan import ACGANSampler
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


def test_one_line_from_a_file_to_resampled_rows(tmp_path):
    path = tmp_path / "many.csv"
    rows = [f"{i},{i / 3},{'rare' if i % 4 == 0 else 'often'}" for i in range(40)]
    path.write_text("\n".join(["a,b,c", *rows]))
    sampler = ACGANSampler(kernel_fraction=1, random_state=0)
    X, y = sampler.fit_resample(*load_csv(path, "c", return_X_y=True))
    assert X.columns.tolist() == ["a", "b"] and y.name == "c" and len(X) == 60


@pytest.mark.parametrize(
    "text, match",
    [
        ("", "No columns"),
        ("a,b\n1,2\n1,2,3\n", "line 3"),
        ("a,b\n1,2,3\n4,5,6\n", "loss of data"),
        ('a,b\n"1,2\n3,4\n', "inside string"),
    ],
)
def test_what_is_no_table_is_told(path, text, match):
    path.write_text(text)
    with pytest.raises(DataFileError, match=f"motors.csv' .*{match}"):
        load_csv(path, "a")


def test_files_of_another_kind_are_told(path, tmp_path):
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    with pytest.raises(DataFileError, match="position 0"):
        load_csv(path, "a")
    zipped = tmp_path / "motors.csv.gz"
    for content in (gzip.compress(TABLE.encode())[:40], TABLE.encode()):
        zipped.write_bytes(content)
        with pytest.raises(DataFileError, match="motors.csv.gz"):
            load_csv(zipped, "fault")


def test_a_wrong_target_is_told_with_what_there_is(path):
    with pytest.raises(InputError, match="none named 'faults'. Give one of 'fault'"):
        load_csv(path, "faults")
    with pytest.raises(InputError, match=r"1 column\(s\).* check `sep`"):
        load_csv(path, "fault", sep=";")


def test_missing_classes_are_told(path):
    path.write_text("a,b\n1,x\n2,\n3,\n")
    with pytest.raises(DataFileError, match=r"2 row\(s\) have no class .* row 2 after"):
        load_csv(path, "b")


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


def test_columns_of_one_name_are_told(path):
    path.write_text("a,b,a\n1,2,3\n")
    with pytest.raises(InputError, match="several columns named 'a'"):
        load_csv(path, "b")


def test_only_files_are_read(tmp_path):
    for path in (tmp_path, tmp_path / "none.csv", "http://localhost/table.csv"):
        with pytest.raises(FileNotFoundError, match="is not a file"):
            load_csv(path, "a")
