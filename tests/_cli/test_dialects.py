"""Tables of text in any spelling, Excel files, standard input and output."""

from inspect import signature

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from skgan import ACGANSampler
from skgan._cli import main
from skgan.samplers import write_sampler
from tests._cli.conftest import KERNEL

RNG = np.random.RandomState(0)
DAYS = pd.date_range("2024-01-01", periods=40)


def german(sep=";", form="%d.%m.%Y"):
    """Return a table as a German Excel writes it."""
    rows = [
        sep.join(
            [
                f"{RNG.normal(i < 8):.3f}".replace(".", ","),
                day.strftime(form),
                "Köln" if i % 2 else "Düsseldorf",
                "selten" if i < 8 else "häufig",
            ]
        )
        for i, day in enumerate(DAYS)
    ]
    return "\r\n".join([sep.join(["größe", "tag", "ort", "klasse"]), *rows]) + "\r\n"


def check_rows(lines, sep=";", form="%d.%m.%Y"):
    """Check that lines are spelt as those of the German table."""
    rows = [line.split(sep) for line in lines]
    assert {len(row) for row in rows} == {4}
    for size, day, place, _ in rows:
        assert float(size.replace(",", ".")) == pytest.approx(0, abs=9)
        assert "." not in size
        assert pd.to_datetime(day, format=form) in DAYS
        assert place in ("Köln", "Düsseldorf")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("sep, form", [(";", "%d.%m.%Y"), ("\t", "%Y-%m-%d")])
def test_new_rows_are_spelt_as_those_of_the_file(run, tmp_path, encoding, sep, form):
    """Dates were categories, and semicolons an error that named no option."""
    path, output = tmp_path / "data.csv", tmp_path / "more.csv"
    text = german(sep, form)
    path.write_bytes(text.encode(encoding))
    run("resample", path, "-t", "klasse", "-o", output, *KERNEL)
    content = output.read_bytes()
    assert content.startswith(path.read_bytes())
    lines = content.decode(encoding).split("\r\n")[41:-1]
    assert len(lines) == 24 and all(line.endswith("selten") for line in lines)
    check_rows(lines, sep, form)


def test_a_model_keeps_the_spelling(run, tmp_path):
    path, model, output = (tmp_path / n for n in ("data.csv", "m.skgan", "new.csv"))
    path.write_bytes(german().encode("cp1252"))
    run("train", path, "-t", "klasse", "-o", model, *KERNEL)
    run("generate", model, "-n", 9, "-o", output)
    lines = output.read_bytes().decode("cp1252").splitlines()
    assert lines[0] == "größe;tag;ort;klasse" and len(lines) == 10
    check_rows(lines[1:])
    run("generate", model, "-n", 9, "-o", tmp_path / "new.tsv")
    tabbed = (tmp_path / "new.tsv").read_bytes().decode("cp1252").splitlines()
    assert tabbed == [line.replace(";", "\t") for line in lines]
    run("report", model, path, "-t", "klasse")


def test_the_dialect_may_be_given(run, tmp_path):
    path, output = tmp_path / "data.csv", tmp_path / "more.csv"
    rows = [f"{i % 7}:{RNG.normal():.2f}:{'r' if i < 8 else 'ö'}" for i in range(30)]
    path.write_bytes("\n".join(["n:x:y", *rows]).encode("cp437"))
    options = ("--sep", ":", "--encoding", "cp437", "--decimal", ".")
    run("resample", path, "-t", "y", "-o", output, *options, *KERNEL)
    lines = output.read_bytes().decode("cp437").splitlines()
    assert len(lines) == 45 and all(line.count(":") == 2 for line in lines)
    train = ("train", path, "-t", "y", "-o", tmp_path / "m")
    assert "not one character" in run(*train, "--sep", "", code=2)
    assert "'latin-99' is not an encoding. Give" in run(
        *train, "--encoding", "latin-99", code=2
    )
    np.savez(tmp_path / "data.npz", X=np.eye(4), y=np.arange(4))
    arrays = ("train", tmp_path / "data.npz", "-o", tmp_path / "m", "--sep", ";")
    assert "--sep is for tables of text" in run(*arrays, code=2)


def make_runner():
    """Return a runner that keeps both streams apart, which click 8.2 does anyway."""
    is_mixed = "mix_stderr" in signature(CliRunner).parameters
    return CliRunner(**({"mix_stderr": False} if is_mixed else {}))


def test_standard_input_and_output(tmp_path):
    """A dash was the name of a file."""
    content = german().encode("cp1252")
    command = ["resample", "-", "-t", "klasse", "-o", "-", *KERNEL]
    done = make_runner().invoke(main, command, input=content)
    assert done.exit_code == 0 and done.stdout_bytes.startswith(content)
    check_rows(done.stdout_bytes.decode("cp1252").splitlines()[1:])
    assert "häufig: 32, selten: 8 -> häufig: 32, selten: 32: -" in done.stderr
    model = str(tmp_path / "m.skgan")
    done = make_runner().invoke(
        main, ["train", "-", "-t", "klasse", "-o", model, *KERNEL], input=content
    )
    assert done.exit_code == 0
    done = make_runner().invoke(main, ["generate", model, "-n", "5", "-o", "-"])
    assert len(done.stdout_bytes.splitlines()) == 6
    done = make_runner().invoke(main, ["train", "-", "-t", "klasse", "-o", "-"])
    assert done.exit_code == 2 and "-o - is for samples." in done.stderr


def test_excel_files_are_tables(run, tmp_path):
    pytest.importorskip("openpyxl")
    path, output = tmp_path / "data.xlsx", tmp_path / "more.xlsx"
    frame = pd.DataFrame(
        {
            "code": [f"{i % 5:03d}" for i in range(40)],
            "size": RNG.normal(size=40),
            "n": np.arange(40),
            "day": DAYS,
            "fault": ["None"] * 30 + ["bearing"] * 10,
        }
    )
    frame.to_excel(path, index=False)
    run("resample", path, "-t", "fault", "-o", output, *KERNEL)
    more = pd.read_excel(output, dtype={"code": str}, keep_default_na=False)
    assert more.dtypes[["size", "n"]].tolist() == [float, int]
    pd.testing.assert_frame_equal(more[:40], frame, check_dtype=False)
    assert more["fault"].value_counts().to_dict() == {"None": 30, "bearing": 30}
    assert set(more["code"]) <= set(frame["code"]) and more["day"].isin(DAYS).all()
    run("resample", path, "-t", "fault", "-o", tmp_path / "more.csv", *KERNEL)
    text = pd.read_csv(tmp_path / "more.csv", dtype={"code": str})
    assert text["day"].str.fullmatch(r"2024-\d\d-\d\d").all() and len(text) == 60
    path.write_bytes(path.read_bytes()[:-200])
    told = run("train", path, "-t", "fault", "-o", tmp_path / "m", code=1)
    assert "is not a valid xlsx file" in told


def test_texts_that_excel_would_take_for_others_stay_texts(run, tmp_path):
    pytest.importorskip("openpyxl")
    path, output = tmp_path / "data.csv", tmp_path / "more.xlsx"
    rows = [
        f"{i},{'=1+1' if i % 2 else '007'},{'a' if i < 6 else 'b'}" for i in range(30)
    ]
    path.write_text("\n".join(["n,text,y", *rows]))
    run("resample", path, "-t", "y", "-o", output, *KERNEL)
    texts = pd.read_excel(output, dtype={"text": str})["text"]
    assert len(texts) == 48 and set(texts) == {"=1+1", "007"}
    run("resample", output, "-t", "y", "-o", tmp_path / "again.csv", *KERNEL)
    assert (
        (tmp_path / "again.csv").read_text().startswith("\n".join(["n,text,y", *rows]))
    )
    path.write_text("\n".join(["n,text,y", *rows]).replace("007", "\x01"))
    told = run("resample", path, "-t", "y", "-o", output, "--force", *KERNEL, code=2)
    assert "cannot contain these rows" in told


@pytest.mark.parametrize(
    "dialect",
    [
        3,
        {"sep": ",,"},
        {"sep": "\n"},
        {"decimal": "x"},
        {"encoding": "no"},
        {"dates": {"a": "%c" * 99}},
        {"dates": 3},
        {"other": 1},
    ],
)
def test_a_model_with_a_wrong_dialect_is_damaged(run, dialect, tmp_path):
    sampler = ACGANSampler(kernel_fraction=1)
    sampler.fit(pd.DataFrame({"a": RNG.normal(size=20)}), np.arange(20) < 5)
    write_sampler(sampler, tmp_path / "m", notes={"dialect": dialect})
    generate = ("generate", tmp_path / "m", "-n", 3, "-o", tmp_path / "g.csv")
    assert "its dialect is" in run(*generate, code=1)
