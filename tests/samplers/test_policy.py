"""The parameter `policy` and the attribute `policy_`, and images without networks."""

import sys
import warnings

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.utils._param_validation import InvalidParameterError

from skgan import ACGANSampler, DCGANSampler, GANSampler, load
from skgan.exceptions import InputError, NothingTrainedError
from skgan.kernels import POLICIES, policy_of
from skgan.kernels._image_judges import class_accuracies
from skgan.synthesis._plan import OF_NETWORKS, asks_for_networks
from tests.helpers import IMAGES, SAMPLERS, SIGNALS, TABLE, Y, each_sampler, refused

DATA = {"table": TABLE, "signal": SIGNALS, "image": IMAGES}
GIVEN = [
    ("table", "copies", ({},)),
    ("table", {"difference": 0.2}, ({"difference": 0.2},)),
    ("signal", "in place", POLICIES["signal"]["in place"]),
    (
        "signal",
        [{"shift": 0.1}, {"gain": 0.2, "bend": 0}],
        ({"shift": 0.1}, {"gain": 0.2}),
    ),
    ("image", "shapes", POLICIES["image"]["shapes"]),
    ("image", ({"mirror": 1}, {"zoom": 0.2}), ({"mirror": 1.0}, {"zoom": 0.2})),
]


def kernel_only(policy="auto", cls=ACGANSampler, **parameters):
    return cls(kernel_fraction=1, policy=policy, random_state=0, **parameters)


@each_sampler
@pytest.mark.parametrize(("kind", "given", "parts"), GIVEN, ids=str)
def test_a_policy_by_hand_is_the_one_that_is_used(cls, kind, given, parts, tmp_path):
    sampler = kernel_only(given, cls).fit(DATA[kind], Y)
    assert sampler.policy_.parts == parts
    assert sampler.policy_.name == (given if isinstance(given, str) else "given")
    assert (sampler.policy_.reason, sampler.policy_.scores) == ("given", {})
    assert sampler.policy == given, "the parameter stays as it was given"
    sampler.save(tmp_path / "sampler")
    loaded = load(tmp_path / "sampler")
    assert loaded.policy_ == sampler.policy_
    assert loaded.get_params()["policy"] == given
    for one, other in zip(loaded.sample(7), sampler.sample(7), strict=True):
        assert_array_equal(one, other)
    copy = clone(sampler)
    assert copy.policy == given
    with pytest.raises(NotFittedError):
        _ = copy.policy_
    assert copy.fit(DATA[kind], Y).policy_ == sampler.policy_


def test_samples_are_those_of_the_policy():
    copies, _ = kernel_only("copies").fit(IMAGES, Y).sample({1: 30})
    assert all((one == IMAGES).all(axis=(1, 2, 3)).any() for one in copies)
    mirrored, _ = kernel_only({"mirror": 1.0}).fit(IMAGES, Y).sample({1: 30})
    real = IMAGES[:, :, ::-1]
    assert all((one == real).all(axis=(1, 2, 3)).any() for one in mirrored)


@each_sampler
def test_tables_have_the_plain_policy(cls):
    policy = kernel_only(cls=cls).fit(TABLE, Y).policy_
    assert (policy.name, policy.reason) == ("differences", "plain")


def test_signals_are_judged_on_held_out_rows():
    policy = kernel_only().fit(SIGNALS, Y).policy_
    assert policy.scores.keys() == {"moves", "small moves", "in place"}
    given = kernel_only(policy.name).fit(SIGNALS, Y).policy_
    assert given.parts == policy.parts


WRONG = [
    "shape",
    {"fly": 0.1},
    {"shift": 0.9},
    {"shift": np.nan},
    [],
    ["shapes"],
    [{}, 1],
]


@pytest.mark.parametrize("policy", WRONG, ids=str)
@pytest.mark.parametrize("fraction", [0, "auto", 1])
def test_a_wrong_policy_is_an_error_at_fit(policy, fraction):
    sampler = ACGANSampler(kernel_fraction=fraction, policy=policy, max_iter=1)
    with refused("policy", because=InputError):
        sampler.fit(IMAGES, Y)
    with pytest.raises(NotFittedError):
        _ = sampler.policy_


def test_a_policy_of_another_kind_of_data_is_an_error_at_fit():
    for kind, policy in (
        ("table", "shapes"),
        ("signal", {"zoom": 0.1}),
        ("image", "moves"),
    ):
        with refused("policy", because=InputError):
            kernel_only(policy).fit(DATA[kind], Y)


@pytest.mark.parametrize("policy", [1, None, 0.5, {"shift"}, b"shapes"], ids=repr)
def test_a_policy_of_the_wrong_type_is_an_invalid_parameter(policy):
    with pytest.raises(InvalidParameterError, match="policy"):
        kernel_only(policy).fit(IMAGES, Y)


def test_a_grid_search_goes_over_policies():
    from imblearn.pipeline import make_pipeline

    steps = kernel_only(sample_shape=(8, 8)), LogisticRegression(max_iter=20)
    grid = {"acgansampler__policy": ["shapes", {"shift": 0.1}, [{}, {"mirror": 0.5}]]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of logistic regression
        search = GridSearchCV(make_pipeline(*steps), grid, cv=2)
        search.fit(IMAGES.reshape(60, 64), Y)
    tried = search.cv_results_["param_acgansampler__policy"].tolist()
    assert tried == grid["acgansampler__policy"]
    [used] = [search.best_params_["acgansampler__policy"]]
    assert search.best_estimator_[0].policy == used


# Images: when a policy can be chosen.


def random_images(*counts, side=8, channels=1):
    rng = np.random.RandomState(0)
    y = np.repeat(range(len(counts)), counts)
    X = rng.randint(0, 256, (len(y), side, side, channels)).astype(np.uint8)
    return X, y


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
@pytest.mark.parametrize("counts", [(12, 3), (20, 3), (30, 29, 16)])
def test_classes_too_small_to_judge_get_the_plain_policy_and_told_why(counts, channels):
    sampler = ACGANSampler(random_state=0).fit(
        *random_images(*counts, channels=channels)
    )
    policy = sampler.policy_
    assert policy.reason == "no class has enough rows to compare" and not policy.scores
    assert policy.parts == policy_of(policy.name, "image").parts
    assert ("colours" in policy.name) == (channels >= 3)


def test_balanced_images_need_no_choice():
    sampler = ACGANSampler(random_state=0).fit(*random_images(30, 30))
    assert (sampler.policy_.name, sampler.policy_.reason) == ("shapes", "plain")
    assert sampler.sample(4)[0].shape == (4, 8, 8, 1)


def test_two_rows_of_a_class_are_enough():
    X_new, y_new = ACGANSampler(random_state=0).fit_resample(*random_images(40, 2))
    assert np.bincount(y_new).tolist() == [40, 40] and X_new.dtype == np.uint8


def coloured_bars(*counts, seed=0, side=12):
    """Return bars that lie or stand, in random colours, which tell nothing."""
    rng = np.random.RandomState(seed)
    y = np.repeat(range(len(counts)), counts)
    row, column = np.mgrid[:side, :side]
    down, right = rng.uniform(0.4 * side, 0.6 * side, (2, len(y), 1, 1))
    down, right = abs(row - down), abs(column - right)
    lying, standing = (down < 1.6) & (right < 5), (right < 1.6) & (down < 5)
    is_bar = np.where(y[:, None, None], standing, lying)
    X = np.where(is_bar[..., None], *rng.uniform(0, 255, (2, len(y), 1, 1, 3)))
    return np.clip(X + rng.normal(0, 6, X.shape), 0, 255).astype(np.uint8), y


def test_where_colours_tell_nothing_they_are_lent_and_a_classifier_gains(monkeypatch):
    monkeypatch.setattr("skgan.kernels._image_judges.N_TREES", 25)
    monkeypatch.setattr("skgan.kernels._image_choice.MAX_PAIRS", 150)
    X, y = coloured_bars(100, 8)
    X_test, y_test = coloured_bars(100, 100, seed=9)

    def accuracy(policy):
        sampler = ACGANSampler(policy=policy, random_state=0)
        X_new, y_new = sampler.fit_resample(X, y)
        pictures = X_new / 127.5 - 1, y_new, X_test / 127.5 - 1, y_test
        each = [class_accuracies(*pictures, seed) for seed in range(3)]
        return sampler.policy_, np.mean([[*one.values()] for one in each])

    (policy, chosen), (_, plain) = accuracy("auto"), accuracy("shapes")
    assert policy.moves & {"colours", "class_colours"}
    assert policy.reason == "judged by simulated rarity"
    assert all(policy_of(name, "image") for name in policy.scores)
    assert all(np.isfinite(pair).all() for pair in policy.scores.values())
    assert chosen > plain + 0.03


# Images: nothing is trained unasked.


@each_sampler
def test_of_images_the_kernel_makes_all_unless_networks_are_asked_for(cls, monkeypatch):
    monkeypatch.setitem(sys.modules, "skgan.training", None)  # fails where imported
    X, y = random_images(20, 8)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sampler = cls(random_state=0)
        X_new, _ = sampler.fit_resample(X, y)
        assert sampler.sample(3)[0].shape == (3, 8, 8, 1)
    assert X_new.shape == (40, 8, 8, 1)
    assert sampler.n_iter_ == 0 and sampler.history_ == {}
    with refused("Set max_iter for images", because=NothingTrainedError):
        _ = sampler.generator_


def test_only_parameters_of_networks_ask_for_them():
    defaults = [cls().get_params() for cls in SAMPLERS]
    assert not any(asks_for_networks(parameters) for parameters in defaults)
    known = set().union(*defaults)
    assert set(OF_NETWORKS) <= known
    of_the_fit = {
        *("sampling_strategy", "categorical_features", "sample_shape", "value_range"),
        *("policy", "clip", "validation_fraction", "n_iter_no_change", "jit_compile"),
        *("verbose", "random_state"),
    }
    assert known - set(OF_NETWORKS) == of_the_fit, "a new parameter is of which?"


ASKING = [
    (ACGANSampler, {"max_iter": 1}),
    (DCGANSampler, {"max_iter": 1, "conditioning": "per-class"}),
    (GANSampler, {"max_iter": 1, "preset": "mlp-gan"}),
    (ACGANSampler, {"max_iter": 1, "kernel_fraction": 0}),
]


@pytest.mark.parametrize(("cls", "parameters"), ASKING, ids=str)
def test_images_whose_networks_are_asked_for_are_trained(
    cls, parameters, few_grown_rows
):
    sampler = cls(random_state=0, policy="shapes", **parameters).fit(
        *random_images(60, 50)
    )
    assert sampler.n_iter_ == 1
    is_kept = "preset" not in parameters  # of which no row is the kernel's
    assert (sampler.policy_.name == "shapes") == is_kept


def test_a_policy_alone_does_not_ask_for_networks():
    sampler = ACGANSampler(policy={"shift": 0.1}, verbose=0, random_state=0)
    assert sampler.fit(*random_images(60, 50)).n_iter_ == 0


def test_verbose_tells_the_policy(capfd):
    kernel_only({"mirror": 0.5}, verbose=1).fit(IMAGES, Y)
    assert "Policy of the kernel: given, given" in capfd.readouterr().err
    kernel_only("shapes").fit(IMAGES, Y)
    assert not capfd.readouterr().err


def test_an_interrupted_fit_does_not_go_on_with_another_policy(
    tmp_path, few_grown_rows
):
    X, y = random_images(60, 50)
    options = {"max_iter": 1, "checkpoint_dir": tmp_path / "state", "random_state": 0}
    first = ACGANSampler(policy={"shift": 0.1}, **options).fit(X, y)
    again = ACGANSampler(policy={"shift": 0.1}, **options).fit(X, y)
    assert_array_equal(first.sample(5)[0], again.sample(5)[0])
    with refused("policy was {'shift': 0.1} and is 'shapes'", because=InputError):
        ACGANSampler(policy="shapes", **options).fit(X, y)


# Images: turned by a quarter.


def test_only_square_pictures_can_be_turned():
    X, y = random_images(20, 8)
    wide = np.concatenate([X, X[:, :2]], axis=1)
    for policy in ({"turn": 0.5}, "shapes, turned"):
        with refused("'turn'", "10 x 8", "pad", because=InputError):
            ACGANSampler(policy=policy).fit(wide, y)
    made, _ = ACGANSampler(policy={"turn": 1}, random_state=0).fit_resample(X, y)
    turned = np.rot90(X[20:], axes=(1, 2))
    assert all((one == turned).all(axis=(1, 2, 3)).any() for one in made[28:])
