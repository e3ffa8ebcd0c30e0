"""`skgan resample` on tables that are larger than the memory that is allowed."""

import shutil
from collections import namedtuple

import numpy as np
import pandas as pd
import pytest

from skgan import ACGANSampler
from tests._cli.conftest import KERNEL

pq = pytest.importorskip("pyarrow.parquet")
pa = pytest.importorskip("pyarrow")
N_ROWS = 2500  # of a file; a block has 1,000 at least
LITTLE, MUCH = "1kB", "1GB"


def make_frame(part, n_rows=N_ROWS):
    rng = np.random.RandomState(part)
    is_rare = rng.uniform(size=n_rows) < 0.1
    x = rng.normal(size=n_rows) + is_rare
    days = pd.to_timedelta(rng.randint(0, 1000, n_rows), "D")
    return pd.DataFrame(
        {
            "x": x.round(2),
            "n": pd.Series(rng.randint(0, 9, n_rows)).mask(x > 1.5),
            "label": np.where(is_rare, "rare", "often"),
            "kind": pd.Categorical(rng.choice(["ab"[part % 2], "c"], n_rows)),
            "size": pd.Categorical(
                rng.choice([*"sml"], n_rows), [*"sml"], ordered=True
            ),
            "day": pd.Timestamp("2020-01-01") + days,
        }
    )


@pytest.fixture(scope="module")
def whole():
    return [make_frame(part) for part in range(3)]


@pytest.fixture
def parts(tmp_path, whole):
    """Write a folder of three files, and one of notes."""
    folder = tmp_path / "parts"
    folder.mkdir()
    (folder / "_SUCCESS").write_text("")
    for i, frame in enumerate(whole):
        frame.to_parquet(folder / f"{i}.parquet", row_group_size=600)
    return folder


@pytest.fixture
def small_sample(monkeypatch):
    monkeypatch.setattr("skgan._data._large.MAX_ROWS", 300)
    monkeypatch.setattr("skgan.distributed._blocks.BLOCK_ROWS", 1000)


def test_a_folder_is_copied_and_new_rows_are_beside(run, parts, tmp_path, small_sample):
    output = tmp_path / "more"
    said = run("resample", parts, "-t", "label", "-o", output, *KERNEL)
    assert "often: 6762, rare: 738 -> often: 6762, rare: 6762: " in said
    names = sorted(path.name for path in output.iterdir())
    assert names == ["0.parquet", "1.parquet", "2.parquet", "generated-00000.parquet"]
    for name in names[:3]:
        assert (output / name).read_bytes() == (parts / name).read_bytes()
    real, new = (pq.ParquetFile(output / names[i]) for i in (0, 3))
    assert new.schema_arrow == real.schema_arrow
    frame = new.read().to_pandas()
    assert frame.dtypes.drop("kind").equals(real.read().to_pandas().dtypes.drop("kind"))
    assert (frame.label == "rare").all() and len(frame) == 6024
    assert set(frame["size"]) == {*"sml"} and set(frame.kind) <= {*"abc"}
    assert (frame.x.round(2) == frame.x).all() and frame.n.isna().any()


def test_the_result_depends_neither_on_blocks_nor_on_the_output(
    run, parts, tmp_path, small_sample
):
    read = []
    for i, (memory, name) in enumerate(
        [(LITTLE, "a"), (MUCH, "b"), (LITTLE, "c.parquet"), (MUCH, "d.parquet")]
    ):
        output = tmp_path / name
        run("resample", parts, "-t", "label", "-o", output, "--memory", memory, *KERNEL)
        last = output / "generated-00000.parquet" if i < 2 else output
        read.append(pd.read_parquet(last).iloc[-6024:].reset_index(drop=True))
    for other in read[1:]:
        pd.testing.assert_frame_equal(other, read[0], check_categorical=False)


def test_one_file_keeps_its_row_groups(run, tmp_path, whole, small_sample):
    source, output = tmp_path / "data.parquet", tmp_path / "more.parquet"
    table = pa.Table.from_pandas(whole[0].set_index("day")).replace_schema_metadata(
        {"made": "by hand"} | pa.Schema.from_pandas(whole[0].set_index("day")).metadata
    )
    options = {"compression": "zstd", "use_dictionary": ["kind"], "version": "1.0"}
    pq.write_table(table, source, row_group_size=600, **options)
    options = ("--memory", LITTLE, *KERNEL, "--strategy", "rare=1000")
    said = run("resample", source, "-t", "label", "-o", output, *options)
    assert "rare: 1000" in said
    one, other = (pq.ParquetFile(path) for path in (source, output))
    sizes = [other.metadata.row_group(i).num_rows for i in range(other.num_row_groups)]
    assert sizes[:5] == [600] * 4 + [100] and sum(sizes[5:]) == 1000 - 244
    assert other.read_row_groups(range(5)) == one.read()
    assert other.schema_arrow.equals(one.schema_arrow, check_metadata=True)
    first, new = one.metadata.row_group(0), other.metadata.row_group(5)
    for i in range(6):
        assert new.column(i).compression == "ZSTD"
        assert new.column(i).encodings == first.column(i).encodings
    assert other.read_row_group(5).column("day").null_count == sizes[5]  # an index


def test_a_table_that_fits_is_resampled_as_before(run, tmp_path, whole):
    source, output = tmp_path / "data.parquet", tmp_path / "more.parquet"
    whole[0].to_parquet(source)
    run("resample", source, "-t", "label", "-o", output, *KERNEL)
    X, y = whole[0].drop(columns="label"), whole[0].label
    expected, _ = ACGANSampler(kernel_fraction=1, random_state=0).fit_resample(X, y)
    read = pd.read_parquet(output).drop(columns="label")
    pd.testing.assert_frame_equal(read, expected)


def test_files_may_be_empty_and_a_class_may_be_in_the_last(run, tmp_path):
    parts = tmp_path / "parts"
    parts.mkdir()
    frame = pd.DataFrame({"x": np.arange(40.0), "none": None, "y": ["a"] * 40})
    for i, part in enumerate(
        (frame[:0], frame, frame[:9].assign(y="b", none="n", x=np.arange(9.0)))
    ):
        part.astype({"y": str}).to_parquet(parts / f"{i}.parquet")
    said = run("resample", parts, "-t", "y", "-o", tmp_path / "out", *KERNEL)
    assert "a: 40, b: 9 -> a: 40, b: 40" in said
    read = pd.read_parquet(tmp_path / "out" / "generated-00000.parquet")
    assert set(read.y) == {"b"} and set(read.none) == {"n"} and read.x.max() < 20
    run("resample", parts, "-t", "y", "-o", tmp_path / "out.parquet", *KERNEL)
    assert len(pd.read_parquet(tmp_path / "out.parquet")) == 80


def test_files_come_in_the_order_of_their_numbers(run, tmp_path):
    parts = tmp_path / "parts"
    parts.mkdir()
    for i in range(12):
        frame = pd.DataFrame({"x": np.arange(4.0) + i, "y": [0, 0, 0, 1]})
        frame.to_parquet(parts / f"part.{i}.parquet")
    run("resample", parts, "-t", "y", "-o", tmp_path / "out.parquet", *KERNEL)
    assert pd.read_parquet(tmp_path / "out.parquet").x[:48:4].tolist() == [*range(12)]


def with_ordered(frame, order):
    return frame.assign(size=pd.Categorical(["x"] * N_ROWS, [*order], ordered=True))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: f.drop(columns="x"), "1.parquet' has no column 'x', "),
        (lambda f: f.assign(z=1), "0.parquet' has no column 'z', "),
        (lambda f: f.assign(x="1"), "has the column 'x' of type large_string, which"),
        (lambda f: f.assign(label=None), "row 1 is the first."),
        (lambda f: f.assign(label=f.index.astype(str)), "more than 1,000 classes"),
        (lambda f: with_ordered(f, "mx"), "'x' is not one of ['s', 'm', 'l']"),
    ],
)
def test_files_that_differ_are_told(run, parts, tmp_path, whole, change, said):
    change(whole[1]).to_parquet(parts / "1.parquet")
    output = tmp_path / "out"
    told = run("resample", parts, "-t", "label", "-o", output, *KERNEL, code=1)
    assert said in told.replace("\n", " ")
    assert not output.exists()


def test_wrong_files_and_places_are_told(run, parts, tmp_path):
    output, taken = tmp_path / "out", tmp_path / "taken"
    taken.mkdir()
    (taken / "old.parquet").write_text("")

    def told(*options, code=2, to=output):
        return run("resample", parts, "-o", to, *options, *KERNEL, code=code)

    label = ("-t", "label")
    assert "classes is not known. Give --target" in told()
    assert "no column 'lable'" in told("-t", "lable")
    assert "ends in .parquet." in told(*label, to=tmp_path / "out.csv")
    assert "with files, and tables" in told(*label, "--force", to=taken)
    assert "'2 apples' is not a size." in told(*label, "--memory", "2 apples")
    assert "with a class and '='. The classes are" in told(*label, "--strategy", "r=3")
    (parts / "1.parquet").write_bytes((parts / "0.parquet").read_bytes()[:-9])
    assert "1.parquet' is not a valid parquet file: " in told(*label, code=1)
    shutil.copy(__file__, parts / "table.csv")
    assert "in the formats .csv, .parquet" in told(*label, code=1)
    assert not output.exists()


def test_a_disk_that_is_too_small_is_told_before_anything_is_written(
    run, parts, tmp_path, monkeypatch
):
    usage = namedtuple("usage", "free")(1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    options = ("-t", "label", *KERNEL)
    said = run("resample", parts, "-o", tmp_path / "out", *options, code=1)
    assert "but its disk has only 1e-06 GB free. Use a larger" in said


@pytest.mark.parametrize("name", ["out", "out.parquet"])
def test_nothing_is_there_where_the_disk_is_full(run, parts, tmp_path, name):
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        options = ("-t", "label", *KERNEL)
        said = run("resample", parts, "-o", tmp_path / name, *options, code=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "File too large" in said and name in said
    assert [path.name for path in tmp_path.iterdir()] == ["parts"]


def test_a_cluster_gives_the_same_bytes(run, parts, tmp_path):
    distributed = pytest.importorskip("distributed")
    written = []
    options = {"n_workers": 2, "processes": False, "dashboard_address": ":0"}
    with distributed.LocalCluster(**options) as cluster:
        there = ("--dask", cluster.scheduler_address)
        for name, given in (("here", ()), ("there", there)):
            output = tmp_path / name
            run("resample", parts, "-t", "label", "-o", output, *given, *KERNEL)
            written.append({p.name: p.read_bytes() for p in output.iterdir()})
        data, output = parts / "0.parquet", tmp_path / "more.parquet"
        run("resample", data, "-t", "label", "-o", output, *there, *KERNEL)
        assert pq.read_metadata(output).num_row_groups > 5
    assert written[0] == written[1]


def test_a_cluster_is_for_tables(run, pictures, tmp_path):
    options = ("-o", tmp_path / "out", "--dask", "tcp://127.0.0.1:1", *KERNEL)
    assert "--dask is for tables" in run("resample", pictures, *options, code=2)
