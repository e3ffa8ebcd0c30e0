"""A sampler that was fitted goes on after a fit that failed, as it was."""

import numpy as np
import pandas as pd
import pytest

from skgan import ACGANSampler, load

Y = np.repeat([0, 1], [40, 20])
X = pd.DataFrame(np.random.RandomState(0).normal(size=(60, 3)), columns=list("abc"))


def fail(y):
    raise KeyError("the user's own")


@pytest.mark.parametrize("method", ["fit", "fit_resample"])
@pytest.mark.parametrize(
    "wrong",
    [
        (np.full((60, 5), np.inf), Y),
        (X.to_numpy(), np.where(Y, "a", None)),
        (X.to_numpy(), np.where(Y, "a", "b")),
        (X.rename(columns={"a": "b"}), Y),
    ],
    ids=["infinity", "None", "callable", "columns"],
)
def test_a_failed_fit_changes_nothing(method, wrong, tmp_path):
    sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(X, Y)
    before = vars(sampler).copy()
    sampler.sampling_strategy = fail
    with pytest.raises((ValueError, KeyError)):
        getattr(sampler, method)(*wrong)
    assert vars(sampler) == before | {"sampling_strategy": fail}
    sampler.save(tmp_path / "a")
    pd.testing.assert_frame_equal(
        sampler.sample(3)[0], load(tmp_path / "a").sample(3)[0]
    )


@pytest.mark.parametrize("method", ["fit", "fit_resample"])
def test_an_unfitted_sampler_stays_unfitted(method):
    sampler = ACGANSampler()
    before = vars(sampler).copy()
    with pytest.raises(ValueError, match="infinity"):
        getattr(sampler, method)(X * np.inf, Y)
    assert vars(sampler) == before
