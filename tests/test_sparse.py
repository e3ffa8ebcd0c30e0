"""Sparse tables stay sparse, on the whole way."""

import numpy as np
import pytest
from scipy import sparse

from skgan import ACGANSampler, DCGANSampler, GANSampler, load
from skgan._spec import Damaged
from skgan.samplers import synthesizer_of
from skgan.synthesis import Synthesizer

SAMPLERS = [ACGANSampler, DCGANSampler, GANSampler]
KINDS = [sparse.csr_matrix, sparse.csc_matrix, sparse.csr_array]
Y = np.repeat([0, 1], [250, 50])


def table(density=0.02, n_columns=500, kind=sparse.csr_matrix):
    rng = np.random.default_rng(0)  # a RandomState would shuffle all places: 5 GB
    return kind(sparse.random(300, n_columns, density, random_state=rng))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sampler", SAMPLERS)
def test_new_rows_are_as_sparse_as_real_ones(sampler, kind):
    X = table(kind=kind)
    resampled, _ = sampler(random_state=0).fit_resample(X, Y)
    assert type(resampled) is type(X) and resampled.dtype == X.dtype
    rows = sparse.csr_array(resampled)
    assert (rows[:300] != sparse.csr_array(X)).nnz == 0
    per_row = rows[300:].nnz / 200
    assert per_row == pytest.approx(sparse.csr_array(X)[Y == 1].nnz / 50, rel=0.2)
    assert np.abs(rows[300:].data).min() >= np.abs(X.data).min()
    assert len(np.unique(rows[300:].toarray(), axis=0)) > 190


def test_counts_stay_counts():
    X = sparse.csr_matrix(np.random.RandomState(0).poisson(0.2, (300, 40)))
    made = ACGANSampler(random_state=0).fit_resample(X, Y)[0][300:]
    assert made.dtype == X.dtype and made.min() == 0 and made.max() <= X.max()
    assert made.mean() == pytest.approx(X[Y == 1].mean(), rel=0.1)


def test_words_of_a_class_stay_words_of_the_class():
    X = sparse.lil_matrix((300, 100))
    random_state = np.random.RandomState(0)
    for row, label in enumerate(Y):
        X[row, random_state.choice(50, 5) + 50 * label] = 1.0
    made = ACGANSampler(random_state=0).fit_resample(X.tocsr(), Y)[0][300:]
    assert made[:, :50].nnz == 0 and set(made.data) == {1.0}


def test_a_table_too_wide_to_be_dense():
    X = table(1e-5, 2_000_000)
    resampled, _ = ACGANSampler(random_state=0).fit_resample(X, Y)
    assert resampled.shape == (500, 2_000_000)
    with pytest.raises(ValueError, match="GB"):
        ACGANSampler(kernel_fraction=0.5).fit(sparse.vstack([X] * 100), np.tile(Y, 100))


def test_saved_and_loaded(tmp_path):
    sampler = ACGANSampler(random_state=0).fit(table(), Y)
    sampler.save(tmp_path / "sampler")
    again = load(tmp_path / "sampler")
    one, other = (s.sample({1: 30}, random_state=1)[0] for s in (sampler, again))
    assert (one != other).nnz == 0
    assert sampler.sample(0)[0].shape == (0, 500)


def test_a_file_takes_no_memory_for_columns_that_it_does_not_have():
    state = synthesizer_of(ACGANSampler(random_state=0).fit(table(), Y)).to_state()
    state["shape"] = state["form"]["shape"] = state["form"]["row_shape"] = (2**31,)
    for rows in state["kernel"]["rows"].values():
        rows["n_columns"] = 2**31
    with pytest.raises(Damaged, match="shape does not fit"):
        Synthesizer.from_state(state)


def test_weights_and_reports():
    weight = np.r_[np.ones(275), np.zeros(25)]
    sampler = ACGANSampler(random_state=0).fit(table(), Y, weight)
    rows = synthesizer_of(sampler).rows
    assert len(rows[1]) == 25
    assert set(sampler.columns_["taken_as"]) == {"sparse number"}
    assert 0 <= sampler.class_fidelity_[1] <= 1
    assert sampler.report(table(), Y).to_frame().shape[0] == 2


def test_a_network_that_is_asked_for_takes_dense_rows():
    sampler = ACGANSampler(kernel_fraction=0.5, max_iter=1, random_state=0)
    X = table(0.2, n_columns=20)
    made = sampler.fit_resample(X, Y)[0][300:]
    assert sampler.n_iter_ == 1
    assert made.nnz / 200 < 3 * X[Y == 1].nnz / 50
