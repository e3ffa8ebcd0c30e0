import sys

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from skgan.datasets import load_csv, write_table
from skgan.exceptions import InputError

FRAME = pd.DataFrame(
    {
        "whole": [1, 2, 3, 2**60],
        "float": [0.1, 1 / 3, 1e-300, -0.0],
        "gaps": [1.0, np.nan, 3.0, 4.0],
        "text": ["=a", 'x,"y"', "\u00e4 ", "z\nz"],
        "bool": [True, False, True, True],
        "date": pd.date_range("2024-01-30", periods=4),
        "category": pd.Categorical(list("abba"), categories=list("cba"), ordered=True),
    },
    index=[3, 3, 1, 0],
)
Y = pd.Series(["None", "NA", "rare", "rare"], name="kind", index=FRAME.index)
SURROGATES = pd.DataFrame({"text": pd.Series(["\ud800"] * 4, dtype=object)})
WRITTEN = FRAME.reset_index(drop=True)


@pytest.mark.parametrize("suffix", [".csv", ".CSV.gz", ".tsv", ".tsv.gz"])
def test_text_is_read_as_it_was_written(suffix, tmp_path):
    write_table(tmp_path / f"a{suffix}", FRAME, Y)
    X, y = load_csv(tmp_path / f"a{suffix}", "kind", return_X_y=True)
    as_texts = WRITTEN.astype({"category": WRITTEN["text"].dtype})
    pd.testing.assert_frame_equal(X, as_texts, check_dtype=False)
    kept = X.drop(columns=["category", "date"]).dtypes
    assert (kept == WRITTEN.dtypes[kept.index]).all() and X["date"].dtype.kind == "M"
    assert y.tolist() == Y.tolist()


def test_whole_numbers_beside_gaps_have_no_decimals(tmp_path):
    write_table(tmp_path / "a.csv", FRAME[["gaps"]], Y, target="t")
    assert (tmp_path / "a.csv").read_text().splitlines()[:3] == [
        "gaps,t",
        "1,None",
        ",NA",
    ]


def test_parquet_keeps_all_dtypes(tmp_path):
    pytest.importorskip("pyarrow")
    write_table(tmp_path / "a.parquet", FRAME, Y)
    read = pd.read_parquet(tmp_path / "a.parquet")
    pd.testing.assert_series_equal(read.pop("kind"), Y.reset_index(drop=True))
    pd.testing.assert_frame_equal(read, WRITTEN)


def test_excel_keeps_texts_that_look_like_formulas(tmp_path):
    pytest.importorskip("openpyxl")
    write_table(tmp_path / "a.xlsx", FRAME, Y)
    read = pd.read_excel(tmp_path / "a.xlsx", keep_default_na=False, na_values=[""])
    assert read["text"].tolist() == WRITTEN["text"].tolist()
    assert read["kind"].tolist() == Y.tolist()


def test_arrays_get_names(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("old")
    write_table(path, [[0.5, 1], [1, 2]], [3, 4])
    assert path.read_text() == "x0,x1,class\n0.5,1.0,3\n1.0,2.0,4\n"
    write_table(path, pd.DataFrame([[1], [2]]), pd.DataFrame({7: [3, 4]}))
    assert path.read_text() == "0,7\n1,3\n2,4\n"
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize(
    ("name", "X", "y", "message"),
    [
        ("a.txt", FRAME, Y, "unknown suffix"),
        ("-", FRAME, Y, "unknown suffix"),
        ("", FRAME, Y, "not the name of a file"),
        ("a.csv", FRAME, Y[:3], "one class for each row"),
        ("a.csv", FRAME, np.eye(4), "one class for each row"),
        ("a.csv", FRAME, Y.replace("NA", None), "1 missing classes"),
        ("a.csv", FRAME, ["a", np.nan, "b", None], "2 missing classes"),
        ("a.csv", FRAME, Y.rename("text"), "target='text' is the name"),
        ("a.csv", FRAME.to_numpy()[:, 0], Y, "not that of a table"),
        ("a.csv", sparse.eye(4).tocsr(), Y, "scipy.sparse.save_npz"),
        ("a.csv", FRAME.set_axis(list("abcdefa"), axis=1), Y, "different names"),
        ("a.csv", pd.concat({"a": FRAME}, axis=1), Y, "different names"),
        ("a.csv", SURROGATES, Y, "cannot contain these rows"),
    ],
)
def test_what_can_not_be_written_is_told(name, X, y, message, tmp_path):
    path = tmp_path / name if name not in ("", "-") else name
    with pytest.raises(InputError, match=message):
        write_table(path, X, y)
    assert not [*tmp_path.iterdir()]


def test_dates_with_a_zone_do_not_fit_excel(tmp_path):
    pytest.importorskip("openpyxl")
    X = FRAME.assign(date=FRAME["date"].dt.tz_localize("UTC"))
    with pytest.raises(InputError, match=r"cannot contain these rows: .*timezone"):
        write_table(tmp_path / "a.xlsx", X, Y)


@pytest.mark.parametrize("name", ["a.csv", "a.tsv.gz"])
@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_a_line_break_in_a_cell_does_not_end_the_row(end, name, tmp_path):
    r"""Cells with a bare \r were not quoted."""
    X = pd.DataFrame({f"a{end}b": [f"x{end}y", "z"], "b": [1, 2]})
    write_table(tmp_path / name, X, [f"p{end}", "q"])
    X_read, y_read = load_csv(tmp_path / name, "class", return_X_y=True)
    pd.testing.assert_frame_equal(X_read, X, check_dtype=False)
    assert y_read.tolist() == [f"p{end}", "q"]
    if name == "a.csv":
        text = (tmp_path / name).read_bytes().decode()
        assert text == f'"a{end}b",b,class\n"x{end}y",1,"p{end}"\nz,2,q\n'


@pytest.mark.parametrize("large", [1e20, 2.0**53 + 2, -1e300, np.inf])
def test_large_floats_beside_gaps_stay_floats(large, tmp_path):
    """They were cast to Int64, which was refused for those beyond int64."""
    X = pd.DataFrame({"a": [large, np.nan, 3.0]})
    write_table(tmp_path / "a.csv", X, [0, 1, 1])
    lines = (tmp_path / "a.csv").read_text().splitlines()
    assert lines == ["a,class", f"{large},0", ",1", "3.0,1"]


@pytest.mark.parametrize("target", [1, ["class"], b"class"])
def test_the_name_of_the_classes_is_a_text(target, tmp_path):
    with pytest.raises(InputError, match="is not the name of a column. Give a str"):
        write_table(tmp_path / "a.csv", FRAME, Y, target=target)
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("suffix", "module", "extra"),
    [("parquet", "pyarrow", "parquet"), ("xlsx", "openpyxl", "xlsx")],
)
def test_a_missing_package_is_told(suffix, module, extra, tmp_path, monkeypatch):
    for name in (module, "fastparquet"):
        monkeypatch.setitem(sys.modules, name, None)
    told = rf"\.{suffix} require {module}. .*`pip install 'skgan\[{extra}\]'`"
    with pytest.raises(ImportError, match=told):
        write_table(tmp_path / f"a.{suffix}", FRAME, Y)
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("dtype", [None, object, "category"])
def test_texts_that_excel_would_cut_are_told(dtype, tmp_path):
    pytest.importorskip("openpyxl")
    X = pd.DataFrame({"a": pd.Series(["x" * 32_767, "y"], dtype=dtype)})
    write_table(tmp_path / "a.xlsx", X, [0, 1])
    assert len(pd.read_excel(tmp_path / "a.xlsx")["a"][0]) == 32_767
    X = pd.DataFrame({"a": pd.Series(["x" * 32_768, "y"], dtype=dtype)})
    with pytest.raises(InputError, match="'a' has a string of 32768 letters"):
        write_table(tmp_path / "b.xlsx", X, [0, 1])
    assert not (tmp_path / "b.xlsx").exists()
