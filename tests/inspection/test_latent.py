import numpy as np
import pytest
from sklearn.exceptions import NotFittedError

from skgan import ACGANSampler
from skgan.exceptions import InputError, NothingTrainedError
from skgan.inspection import latent_grid, latent_interpolation
from skgan.inspection._latent import great_circle, straight_line
from tests.helpers import as_it_was
from tests.inspection.conftest import TABLE, fit

BOTH = pytest.mark.parametrize("function", [latent_grid, latent_interpolation])


def test_a_grid_has_one_z_across_the_classes(table):
    z = np.random.RandomState(1).normal(size=(4, 16))
    X, y = latent_grid(table, z=z)
    assert y.tolist() == ["a"] * 4 + ["b"] * 4 + ["c"] * 4
    for i, label in enumerate("abc"):
        own, _ = table.sample({label: 4}, z=z)
        np.testing.assert_array_equal(X[4 * i : 4 * i + 4], own)


def test_a_path_begins_and_ends_where_it_should(table):
    z = np.random.RandomState(1).normal(size=(2, 16))
    X, y = latent_interpolation(table, 6, z=z, classes=["c"])
    ends, _ = table.sample({"c": 2}, z=z)
    np.testing.assert_allclose(X[[0, -1]], ends, rtol=1e-5)
    assert y.tolist() == ["c"] * 6
    assert len(np.unique(X, axis=0)) == 6


def test_normal_vectors_keep_their_length_on_the_way():
    start, end = np.eye(2, 5) * 3
    part = np.linspace(0, 1, 7)[:, None]
    path = great_circle(start, end, part)
    np.testing.assert_allclose(np.linalg.norm(path, axis=1), 3)
    steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
    np.testing.assert_allclose(steps, steps[0])


@pytest.mark.parametrize("factor", [1.0, 2.0, 0.0, -1.0])
def test_parallel_vectors_have_a_path_too(factor):
    start, part = np.ones(3), np.array([[0.0], [0.5], [1.0]])
    path = great_circle(start, factor * start, part)
    np.testing.assert_allclose(path, straight_line(start, factor * start, part))


def test_uniform_vectors_are_joined_by_a_straight_line(monkeypatch):
    sampler, seen = fit(TABLE, latent_distribution="uniform"), []
    original = type(sampler).sample
    monkeypatch.setattr(
        type(sampler),
        "sample",
        lambda s, n, *, z: seen.append(z) or original(s, n, z=z),
    )
    z = np.random.RandomState(0).uniform(-1, 1, (2, 16)).astype(np.float32)
    latent_interpolation(sampler, 3, z=z, classes="a")
    np.testing.assert_allclose(seen[0][1], z.mean(axis=0), rtol=1e-5)


@BOTH
def test_the_seed_fixes_z_and_the_sampler_stays_as_it_was(function, table):
    with as_it_was(table):
        first, again, other = (function(table, 3, random_state=s)[0] for s in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert not np.allclose(first, other)


@BOTH
def test_only_classes_with_a_generator_are_drawn(function, per_class):
    assert function(per_class, 2)[1].tolist() == ["b", "b", "c", "c"]


@BOTH
@pytest.mark.parametrize(
    ("name", "options", "error", "message"),
    [
        (
            "kernel_only",
            {},
            NothingTrainedError,
            "latent_.* this fit trained no network",
        ),
        ("per_class", {"classes": ["a"]}, NothingTrainedError, "'a' has no generator"),
        ("table", {"classes": ["z"]}, InputError, "unknown classes"),
        ("table", {"classes": []}, InputError, "Use some of"),
        ("table", {"z": np.zeros((2, 3))}, InputError, "z has shape"),
        ("table", {"z": 3.0}, InputError, "z has shape"),
        ("table", {"z": np.full((2, 16), np.nan)}, InputError, "NaN"),
    ],
)
def test_bad_values_are_told(function, name, options, error, message, request):
    with pytest.raises(error, match=message):
        function(request.getfixturevalue(name), **options)


@BOTH
def test_what_is_no_fitted_sampler_is_told(function):
    with pytest.raises(NotFittedError):
        function(ACGANSampler())
    with pytest.raises(InputError, match="not a sampler of skgan. Give a f"):
        function("sampler")


@pytest.mark.parametrize("n_steps", [0, 1, 2.5, "3"])
def test_a_path_has_two_ends(n_steps, table):
    with pytest.raises(InputError, match="n_steps"):
        latent_interpolation(table, n_steps)
