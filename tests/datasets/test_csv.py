import gzip
import time

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
        (b"", "a", DataFileError, "is empty. Give a text file"),
        (b"a,b\n1,2\n1,2,3\n", "a", DataFileError, "line 3"),
        (b"a,b\n1,2,3\n4,5,6\n", "a", DataFileError, "loss of data"),
        (b'a,b\n"1,2\n3,4\n', "a", DataFileError, "inside string"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "a", DataFileError, "position 0"),
        (b"a,b\n1,x\n2,\n3,\n", "b", DataFileError, r"2 row\(s\) .* row 2 after"),
        (b"a,b,a\n1,2,3\n", "b", InputError, "several columns named 'a'"),
        (TABLE.encode(), "faults", InputError, "no column 'faults'. Did you mean"),
        (b"a:b\n1:2\n", "b", InputError, r"1 column\(s\).* and the separator"),
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


@pytest.mark.parametrize(
    "text",
    [
        "grösse;n;Ort;klasse\n1,5;2;Köln;a\n2,25;3;Ulm;b\n",
        "grösse;n;Ort;klasse\n1.5;2;Köln, Rhein;a\n2.25;3;Ulm;b\n",
        "grösse\tn\tOrt\tklasse\n1,5\t2\tKöln\ta\n2,25\t3\tUlm\tb\n",
        "grösse|n|Ort|klasse\n1.5|2|Köln|a\n2.25|3|Ulm; a|b\n",
        "grösse,n,Ort,klasse\n1.5,2,Köln;Deutz;Kalk,a\n2.25,3,Ulm;Neu-Ulm;x,b\n",
        'grösse,n,Ort,klasse\n1.5,2,"Köln;\nRhein",a\n2.25,3,"Ulm",b\n',
        "grösse, cm;n;Ort, Land;klasse\n1,5;2;Köln;a\n2,25;3;Ulm, Neu;b\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_dialect_is_told_by_the_file(path, text, encoding):
    """Semicolons, decimal commas and cp1252 ended in errors of pandas."""
    path.write_bytes(text.encode(encoding))
    X, y = load_csv(path, "klasse", return_X_y=True)
    assert y.tolist() == ["a", "b"] and X.columns[0].startswith("grösse")
    assert X.iloc[:, 0].tolist() == [1.5, 2.25] and X.iloc[:, 1].tolist() == [2, 3]
    assert X.iloc[0, 2].startswith("Köln")


def test_a_comma_file_stays_one_whatever_is_in_its_texts(path):
    path.write_text("a,b,y\n1;2;3,x|y|z,1\n4;5;6,u|v|w,2\n")
    assert load_csv(path, "y").data.columns.tolist() == ["a", "b"]


def test_texts_with_commas_beside_decimal_points_stay_texts(path):
    path.write_text("size;codes;y\n1.5;1,2;a\n2.5;3,4;b\n")
    X = load_csv(path, "y").data
    assert X["size"].tolist() == [1.5, 2.5] and X["codes"].tolist() == ["1,2", "3,4"]


def test_what_is_given_is_not_guessed(path):
    path.write_bytes("a;b;y\n1,5;\xe4;x\n2;\xe4;z\n".encode("latin-1"))
    options = {"sep": ";", "decimal": ".", "encoding": "cp1250"}
    X = load_csv(path, "y", **options).data
    assert X["a"].tolist() == ["1,5", "2"] and X["b"].tolist() == ["\xe4"] * 2
    for wrong in ({"sep": ""}, {"decimal": ";"}, {"encoding": "latin-99"}):
        with pytest.raises(InputError, match=f"{[*wrong][0]}='.*Give"):
            load_csv(path, "y", **wrong)


@pytest.mark.parametrize(
    "texts, is_date",
    [
        (["2024-01-31", "", "2023-12-01"], True),
        (["2024-01-31 10:05", "2024-01-31 23:59"], True),
        (["2024-01-31T10:05:07Z", "2024-01-31T23:59:00Z"], True),
        (["31.01.2024", "01.02.2024"], True),
        (["2024-01-31", "2024-1-5"], False),
        (["2024-01-31", "soon"], False),
        (["01/02/2024", "31/01/2024"], False),  # or is the month first?
        (["9999-12-31T00:00:00.123Z"], False),
    ],
)
def test_dates_are_dates_where_all_have_one_spelling(path, texts, is_date):
    """A column of 223 dates was one of 223 categories."""
    path.write_text(
        "\n".join(["date,n,y", *(f"{text},1,2024-01-31" for text in texts)])
    )
    bunch = load_csv(path, "y")
    assert (bunch.data["date"].dtype.kind == "M") == is_date
    assert bunch.target.tolist() == ["2024-01-31"] * len(texts)
    assert bunch.data["date"].isna().sum() == texts.count("")


def test_a_table_of_many_columns_takes_no_longer_for_each(path):
    """40,000 columns took 18 s, as each name was looked for among all."""
    n = 40_000
    path.write_text(
        "\n".join([",".join(f"c{i}" for i in range(n)), ",".join(["1"] * n)])
    )
    start = time.perf_counter()
    assert load_csv(path, "c7").data.shape == (1, n - 1)
    assert time.perf_counter() - start < 15


def test_a_folder_named_like_an_address_is_read_from_disk(tmp_path, monkeypatch):
    """pandas took the path of its file for an address."""

    def connect(*arguments, **others):
        raise AssertionError("the network is asked")

    monkeypatch.setattr("socket.socket.connect", connect)
    monkeypatch.chdir(tmp_path)
    for scheme in ("http:", "s3:"):
        folder = tmp_path / scheme / "localhost:9"
        folder.mkdir(parents=True)
        (folder / "table.csv").write_text(TABLE)
        for path in (
            f"{scheme}/localhost:9/table.csv",
            f"{scheme}//localhost:9/table.csv",
        ):
            assert load_csv(path, "fault").data.shape == (3, 2)


def test_only_files_are_read(tmp_path):
    for path in (tmp_path, tmp_path / "none.csv", "http://localhost/table.csv"):
        with pytest.raises(FileNotFoundError, match="is not a file"):
            load_csv(path, "a")
