"""Generated samples that look like a real row are not in the page of a report."""

import numpy as np
import pandas as pd
import pytest

from skgan import ACGANSampler
from skgan.samplers._report_equal import equal_real

pytestmark = pytest.mark.usefixtures("small_forests")
Y = np.arange(60) % 2


def normal(*shape):
    return np.random.RandomState(0).normal(size=(60, *shape))


REAL = {
    "table": normal(3),
    "far from 0": normal(3) + 1e4,
    "tiny": normal(3) * 1e-7,
    "long tails": np.exp(3 * normal(3)),
    "columns of several kinds": pd.DataFrame(normal(2), columns=["a", "b"]).assign(
        day=pd.date_range("2024-01-01", periods=60, freq="7h"),
        kind=["x", "y", "z"] * 20,
    ),
    "signals of float64": normal(16, 2) * [1.0, 1000.0],
    "images": np.random.RandomState(0).uniform(size=(60, 8, 8, 1)),
}


@pytest.mark.parametrize("name", REAL)
def test_copies_are_left_out_and_other_samples_shown(name):
    """Copies had the rounding of the encoder, and passed for other rows."""
    X = REAL[name]
    for policy, n_shown in (("copies", 0), ("auto", 3)):
        sampler = ACGANSampler(policy=policy, kernel_fraction=1, random_state=0)
        report = sampler.fit(X[:40], Y[:40]).report(X[40:], Y[40:])
        shown = report._contents.generated
        assert [min(len(part), 3) for part in shown.values()] == [n_shown] * 2


def test_what_is_printed_alike_is_equal():
    real = pd.DataFrame({"a": [1234.561, np.nan, np.inf, 0.0], "b": [*"xxyx"]})
    same = real.assign(a=[1234.5599, np.nan, np.inf, 1e-7])
    assert equal_real(same, real).all()
    other = real.assign(a=[1234.7, 1.0, -np.inf, 0.1])
    assert not equal_real(other, real).any()
    assert not equal_real(same.assign(b="z"), real).any()
    assert not equal_real(same, real[:0]).any() and not len(equal_real(same[:0], real))


def test_large_and_missing_values_of_any_dtype():
    real = pd.DataFrame(
        {
            "n": pd.array([2**40, None], "Int64"),
            "t": pd.to_datetime(["2024-01-01", None]),
            "b": pd.array([True, None], "boolean"),
            "c": pd.Categorical(["u", None]),
        }
    )
    assert equal_real(real, real).all()
    assert equal_real(real[::-1], real[:1]).tolist() == [False, True]
    moved = real.assign(t=real["t"] + pd.Timedelta(1, "D"))
    assert equal_real(moved, real).tolist() == [False, True]


def test_images_that_differ_by_a_step_are_equal():
    real = np.random.RandomState(0).randint(1, 255, (3, 8, 8, 1)).astype(np.uint8)
    new = np.stack([real[0] + 1, real[1], real[2] - 1, real[2]])
    new[3, 4, 4] ^= 64
    assert equal_real(new, real).tolist() == [True, True, True, False]
