"""Collections of dask: the same rows whatever the blocks and the workers."""

import os
import signal
import threading
import time

import numpy as np
import pandas as pd
import pytest

from skgan import ACGANSampler
from skgan.distributed import fit, fit_resample, sample
from skgan.exceptions import InputError

dask = pytest.importorskip("dask")
da = pytest.importorskip("dask.array")
N_ROWS = 600
SAMPLER = ACGANSampler(kernel_fraction=1, random_state=0)


def make_frame():
    rng = np.random.RandomState(0)
    is_rare = rng.uniform(size=N_ROWS) < 0.1
    return pd.DataFrame(
        {
            "x": (rng.normal(size=N_ROWS) + is_rare).round(2),
            "n": rng.randint(0, 9, N_ROWS),
            "kind": pd.Categorical(rng.choice([*"abc"], N_ROWS)),
            "label": np.where(is_rare, "rare", "often"),
        }
    )


@pytest.fixture(scope="module")
def frame():
    return make_frame()


@pytest.fixture
def small_blocks(monkeypatch):
    for module in ("_blocks", "_tasks"):
        monkeypatch.setattr(f"skgan.distributed.{module}.BLOCK_ROWS", 100)


def split(frame, n_partitions):
    dd = pytest.importorskip("dask.dataframe")
    whole = dd.from_pandas(frame, npartitions=n_partitions)
    return whole.drop(columns="label"), whole["label"]


def of_parts(parts, meta):
    """Return a frame of these partitions, the divisions of which are not known."""
    dd = pytest.importorskip("dask.dataframe")
    X, y = (
        dd.from_delayed([dask.delayed(v) for v in values], meta=m, verify_meta=False)
        for values, m in zip(
            ([part.drop(columns="label") for part in parts], [p.label for p in parts]),
            (meta.drop(columns="label"), meta.label),
            strict=True,
        )
    )
    return X, y


def test_real_rows_come_first_and_new_ones_are_like_them(frame, small_blocks):
    X, y = split(frame, 3)
    X_new, y_new = fit_resample(SAMPLER, X, y, max_rows=100)
    assert X_new.npartitions > 3 and X_new.dtypes.equals(X.dtypes)
    real = X_new.partitions[:3].compute(), y_new.partitions[:3].compute()
    pd.testing.assert_frame_equal(real[0], X.compute())
    pd.testing.assert_series_equal(real[1], y.compute())
    X_all, y_all = dask.compute(X_new, y_new)
    counts = y_all.value_counts()
    assert counts["often"] == counts["rare"] == (frame.label == "often").sum()
    assert X_all.index.tolist() == y_all.index.tolist() == [*range(len(X_all))]
    new = X_all[N_ROWS:]
    assert set(new.kind) <= {*"abc"} and (new.x.round(2) == new.x).all()
    assert not hasattr(SAMPLER, "classes_")


def test_the_result_does_not_depend_on_blocks(frame, small_blocks):
    X, y = split(frame, 3)
    results = [
        dask.compute(*fit_resample(SAMPLER, X, y, max_rows=100, block_size=n))
        for n in (1, 250, 10_000)
    ]
    for X_all, y_all in results[1:]:
        pd.testing.assert_frame_equal(X_all, results[0][0])
        pd.testing.assert_series_equal(y_all, results[0][1])


def test_a_fit_on_all_rows_is_that_of_the_sampler(frame):
    X, y = split(frame, 4)
    fitted = fit(SAMPLER, X, y)
    own = ACGANSampler(kernel_fraction=1, random_state=0)
    own.fit(X.compute(), y.compute())
    one, other = (s.sample({"rare": 20}, random_state=0)[0] for s in (fitted, own))
    pd.testing.assert_frame_equal(one, other)
    assert fitted.sampling_strategy_["rare"] > 0


def test_partitions_may_be_empty_and_have_other_categories(frame):
    last = frame[500:].assign(kind="z", label="last").astype({"kind": "category"})
    parts = [frame[:300], frame[:0], frame[300:500], last]
    meta = frame[:0].assign(kind=frame.kind[:0].cat.set_categories([]))
    X, y = of_parts(parts, meta)
    X_new, y_new = dask.compute(*fit_resample(SAMPLER, X, y))
    assert (X_new.kind[y_new == "last"][-300:] == "z").all()
    assert y_new.value_counts().nunique() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: f.drop(columns="x"), "Partition 1 of X has the columns \\['n', 'k"),
        (lambda f: f.assign(z=1), "'z'\\], but dask expects \\['x', 'n', 'kind'\\]"),
        (lambda f: f.astype({"n": float}), "Partition 1 of X, column 'n', has dtype f"),
        (lambda f: f.assign(label=None).astype({"label": "str"}), "1 has rows without"),
    ],
)
def test_partitions_that_differ_are_told(frame, change, said):
    X, y = of_parts([frame[:300], change(frame[300:])], frame[:0])
    with pytest.raises(InputError, match=said):
        fit_resample(SAMPLER, X, y)


def test_a_column_that_a_partition_lacks_is_told(frame):
    X, y = of_parts([frame[:300], frame[300:].drop(columns="x")], frame[:0])
    X = X[["x", "n"]]
    with pytest.raises(
        InputError, match="partition does not have a column .*'x'.* not in ind"
    ):
        fit_resample(SAMPLER, X, y)


def test_x_and_y_have_to_belong_together(frame):
    X, y = split(frame, 3)
    with pytest.raises(InputError, match="X has 3 partitions and y has 2. Use"):
        fit(SAMPLER, X, split(frame, 2)[1])
    moved = of_parts([frame[:300], frame[300:]], frame[:0])
    with pytest.raises(InputError, match="has 300 rows of X and .50 of y"):
        fit(SAMPLER, moved[0], of_parts([frame[:250], frame[250:]], frame[:0])[1])


def test_arrays_of_rows_and_of_images():
    rng = np.random.RandomState(0)
    y = np.repeat([0, 1], [60, 20])
    for shape, chunks in (((80, 4), (30, 2)), ((80, 8, 8, 1), (30, 4, 8, 1))):
        values = rng.uniform(size=shape).astype(np.float32)
        X = da.from_array(values, chunks)
        X_new, y_new = fit_resample(SAMPLER, X, da.from_array(y, 30))
        assert X_new.shape == (120, *shape[1:]) and X_new.dtype == np.float32
        assert (X_new[:80].compute() == values).all()
        assert np.bincount(y_new.compute()).tolist() == [60, 60]


def test_new_rows_of_a_fitted_sampler(small_blocks):
    X, y = np.random.RandomState(0).normal(size=(60, 3)), np.repeat([*"ab"], [40, 20])
    sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(X, y)
    X_new, y_new = sample(sampler, 450, random_state=1, block_size=100)
    assert X_new.numblocks == (5, 1)
    assert y_new.compute().tolist() == ["a"] * 300 + ["b"] * 150
    again, _ = sample(sampler, {"b": 150, "a": 300}, random_state=1, block_size=10**6)
    assert (X_new.compute() == again.compute()).all()
    other, _ = sample(sampler, 450, random_state=2)
    assert (X_new.compute() == other.compute()).mean() < 0.1
    with pytest.raises(InputError, match="requests no rows"):
        sample(sampler, 0)


def test_balanced_classes_come_back_as_they_are():
    X = da.from_array(np.random.RandomState(0).normal(size=(40, 3)), (20, 3))
    y = da.from_array(np.repeat([0, 1], 20), 20)
    X_new, y_new = fit_resample(SAMPLER, X, y)
    assert X_new is X and y_new is y


def test_wrong_parameters_are_told():
    X, y = da.zeros((40, 3), (20, 3)), da.from_array(np.repeat([0, 1], 20), 20)
    with pytest.raises(InputError, match="X is ndarray, not a DataFrame, Series or A"):
        fit(SAMPLER, X.compute(), y)
    with pytest.raises(InputError, match="block_size=0 is not a number of rows"):
        fit_resample(SAMPLER, X, y, block_size=0)
    with pytest.raises(InputError, match="max_rows=1.5 is not a number of rows"):
        fit(SAMPLER, X, y, max_rows=1.5)
    listed = ACGANSampler(kernel_fraction=1).fit([[0.0], [1], [2], [3]], [0, 0, 1, 1])
    with pytest.raises(InputError, match="was fitted on list, which dask does not"):
        sample(listed, 5)


def test_an_index_of_dates_stays_and_new_rows_have_none(frame, small_blocks):
    dates = pd.date_range("2020-01-01", periods=N_ROWS, name="day")
    X, y = split(frame.set_index(dates), 2)
    X_all, y_all = dask.compute(*fit_resample(SAMPLER, X, y))
    assert (X_all.index[:N_ROWS] == dates).all() and X_all.index.name == "day"
    assert X_all.index[N_ROWS:].isna().all() and y_all.index[N_ROWS:].isna().all()


@pytest.fixture
def cluster_of():
    """Return what starts workers in processes of their own."""
    distributed = pytest.importorskip("distributed")
    opened = []

    def start(n_workers):
        options = {"threads_per_worker": 1, "dashboard_address": ":0"}
        cluster = distributed.LocalCluster(n_workers=n_workers, **options)
        opened.append(distributed.Client(cluster))
        opened.append(cluster)
        return opened[-2]

    yield start
    for each in opened:
        each.close()


def noted(frame, folder):
    """Return a partition after a while, and note whose process it is in."""
    (folder / f"{os.getpid()}").touch()
    time.sleep(0.5)
    return frame


def kill_at_work(pids, folder):
    """Kill the first of some processes that is at work."""
    while not (found := {int(path.name) for path in folder.iterdir()} & pids):
        time.sleep(0.02)
    os.kill(min(found), signal.SIGKILL)


def test_the_result_is_that_of_one_process_also_where_a_worker_dies(
    frame, cluster_of, tmp_path
):
    X, y = split(frame, 4)
    expected = dask.compute(*fit_resample(SAMPLER, X, y, max_rows=100))
    pids = {*cluster_of(2).run(os.getpid).values()}
    X = X.map_partitions(noted, tmp_path, meta=X)
    killer = threading.Thread(target=kill_at_work, args=(pids, tmp_path), daemon=True)
    killer.start()
    X_new, y_new = fit_resample(SAMPLER, X, y, max_rows=100)
    killer.join(timeout=0)
    assert not killer.is_alive() and len([*tmp_path.iterdir()]) > 1
    found = dask.compute(X_new, y_new)
    pd.testing.assert_frame_equal(found[0], expected[0])
    pd.testing.assert_series_equal(found[1], expected[1])
