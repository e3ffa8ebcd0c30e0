"""`skgan resample` on tables of text that are larger than the memory allowed."""

import codecs
import gzip
import re

import numpy as np
import pandas as pd
import pytest

from tests._cli.conftest import KERNEL

N_ROWS = 1500  # of a file; a block has 1,000 at least
LITTLE, MUCH = "1kB", "200kB"  # less than ten times a file
HEADER = "id;größe;label;n;day;note"
LABEL = ("-t", "label")


def lines_of(part):
    rng = np.random.RandomState(part)
    for i in range(N_ROWS):
        is_rare = rng.uniform() < 0.1
        size = f"{rng.normal() + is_rare:.2f}".replace(".", ",")
        n = "" if rng.uniform() < 0.2 else rng.randint(9)
        day = f"{rng.randint(1, 28):02d}.03.2024"
        note = rng.choice(['"a;b"', "NA", "c", '"two\r\nlines"'])
        yield f"{i % 50:03d};{size};{'rare' if is_rare else 'often'};{n};{day};{note}"


@pytest.fixture
def parts(tmp_path):
    """Write a folder of two files; the second does not end with a line break."""
    folder = tmp_path / "parts"
    folder.mkdir()
    for part in range(2):
        text = "\r\n".join([HEADER, *lines_of(part)]) + "\r\n" * (not part)
        (folder / f"{part}.csv").write_bytes(text.encode("cp1252"))
    return folder


@pytest.fixture(autouse=True)
def small_sample(monkeypatch):
    monkeypatch.setattr("skgan._data._large.MAX_ROWS", 300)
    monkeypatch.setattr("skgan.distributed._blocks.BLOCK_ROWS", 1000)


def test_a_folder_is_copied_and_new_lines_are_spelt_alike(run, parts, tmp_path):
    output = tmp_path / "more"
    said = run("resample", parts, *LABEL, "-o", output, *KERNEL)
    [often, rare] = map(int, re.search(r"often: (\d+), rare: (\d+) ->", said).groups())
    names = sorted(path.name for path in output.iterdir())
    assert names == ["0.csv", "1.csv", "generated-00000.csv"]
    for name in names[:2]:
        assert (output / name).read_bytes() == (parts / name).read_bytes()
    content = (output / names[2]).read_bytes().decode("cp1252")
    assert content.startswith(HEADER + "\r\n") and content.count("größe") == 1
    options = {"sep": ";", "dtype": str, "keep_default_na": False}
    frame = pd.read_csv(output / names[2], encoding="cp1252", **options)
    assert len(frame) == often - rare and set(frame.label) == {"rare"}
    for name, pattern in {
        "id": r"0\d\d",
        "größe": r"-?\d,\d{1,2}",
        "n": r"\d?",
        "day": r"\d\d\.03\.2024",
    }.items():
        assert frame[name].str.fullmatch(pattern).all(), name
    assert set(frame.note) == {"a;b", "", "c", "two\r\nlines"}  # NA is missing


def test_the_result_depends_neither_on_blocks_nor_on_the_output(run, parts, tmp_path):
    written = []
    for name, memory in (("a.csv", LITTLE), ("b.csv", MUCH), ("c.csv.gz", LITTLE)):
        output = tmp_path / name
        run("resample", parts, *LABEL, "-o", output, "--memory", memory, *KERNEL)
        content = output.read_bytes()
        written.append(gzip.decompress(content) if name.endswith("gz") else content)
    assert written[0] == written[1] == written[2]
    first, second = ((parts / f"{part}.csv").read_bytes() for part in range(2))
    real = first + second.partition(b"\r\n")[2] + b"\r\n"
    assert written[0].startswith(real)
    run("resample", parts, *LABEL, "-o", tmp_path / "d", *KERNEL)
    new = (tmp_path / "d" / "generated-00000.csv").read_bytes()
    assert written[0] == real + new.partition(b"\r\n")[2]


def test_one_file_of_one_mark_and_classes_of_two_spellings(run, tmp_path):
    rows = [f"{i},{'1' if i < 9 else '0' if i % 2 else '0.0'}\n" for i in range(40)]
    source, output = tmp_path / "data.tsv.gz", tmp_path / "more.tsv"
    text = "".join(["x,y\n", *rows]).replace(",", "\t")
    source.write_bytes(gzip.compress(text.encode("utf-8-sig")))
    said = run("resample", source, "-t", "y", "-o", output, "--memory", "1B", *KERNEL)
    assert "0.0: 31, 1.0: 9 -> 0.0: 31, 1.0: 31" in said
    content = output.read_bytes()
    assert content.startswith(text.encode("utf-8-sig"))
    assert content.count(codecs.BOM_UTF8) == 1
    assert len(pd.read_csv(output, sep="\t")) == 62


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id;size;label\n", "1.csv' has another header line than '"),
        (HEADER + "\n001;1,5;;3;01.03.2024;c\n", "1.csv' has rows without a class, of"),
        (HEADER + "\n001;1,5;often;3;01.03.2024;c;d\n", "1.csv' can't be read as a"),
    ],
)
def test_files_that_differ_are_told(run, parts, tmp_path, content, said):
    (parts / "1.csv").write_bytes(content.encode("cp1252"))
    options = ("-o", tmp_path / "out", *KERNEL)
    assert said in run("resample", parts, *LABEL, *options, code=1)
    assert [*tmp_path.iterdir()] == [parts]


def test_wrong_files_and_options_are_told(run, parts, tmp_path):
    options = ("-o", tmp_path / "out", *KERNEL)
    assert "no column 'lable'" in run(
        "resample", parts, "-t", "lable", *options, code=2
    )
    given = ("--image-shape", "8,8", *options)
    said = run("resample", parts, *LABEL, *given, code=2)
    assert "--image-shape is not for tables that end in .csv." in said
    said = run("resample", parts, *LABEL, "-o", tmp_path / "out.npz", code=2)
    assert "ends in .csv or .csv.gz." in said
    (parts / "0.csv").write_bytes(b"a,b,a\n1,2,3\n")
    assert "several columns named 'a'" in run(
        "resample", parts, "-t", "b", *options, code=1
    )
    (parts / "0.csv").write_bytes("a,b\n1,2\n".encode("utf-16"))
    assert "UTF-16, which cannot be read" in run(
        "resample", parts, "-t", "b", *options, code=1
    )
    (parts / "2.xlsx").write_bytes(b"")
    assert "formats .csv, .xlsx" in run("resample", parts, "-t", "b", *options, code=1)
    assert [*tmp_path.iterdir()] == [parts]
