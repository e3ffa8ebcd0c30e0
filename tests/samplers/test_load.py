"""Saved samplers go on as they would have; files of strangers do no harm."""

import os
import pickle
import tempfile
import warnings
from collections import OrderedDict
from fractions import Fraction
from pathlib import Path

import keras
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imblearn.over_sampling import SMOTE
from scipy import sparse
from sklearn.exceptions import NotFittedError
from tests.synthesis.saving.conftest import (
    HEADER,
    file_of,
    header_of,
    members_of,
    places_of,
    replaced,
    with_header,
)

from skgan import ACGANSampler, DCGANSampler, GANSampler, load
from skgan.exceptions import InputError, LoadError, NetworkError, SkganError
from skgan.networks import dense_discriminator, dense_generator
from tests.helpers import IMAGES, TARGETS, Y, weights_of
from tests.invariants import assert_same

TABLE = np.random.RandomState(0).normal(size=(60, 3)) + Y[:, None]
FRAME = pd.DataFrame(TABLE, columns=["a", "b", "c"]).astype({"b": np.float32})
FRAME["c"] = np.rint(FRAME["c"]).astype("Int64")


def fit(sampler=ACGANSampler, X=TABLE, y=Y, **parameters):
    return sampler(**{"max_iter": 3, "random_state": 0, **parameters}).fit(X, y)


def there_and_back(sampler, folder, **builders):
    sampler.save(folder / "sampler.skgan")
    return load(folder / "sampler.skgan", **builders)


def assert_same_samples(one, other, n_samples=6):
    for _ in range(2):
        drawn = one.sample(n_samples), other.sample(n_samples)
        for a, b in zip(*drawn, strict=True):
            assert_same(a, b)


SAMPLERS = {
    "images' networks": (ACGANSampler, IMAGES, {"value_range": (0, 255)}),
    "folded": (
        ACGANSampler,
        IMAGES.reshape(60, 64),
        {"sample_shape": (8, 8), "kernel_fraction": 1},
    ),
    "rows as signals": (DCGANSampler, TABLE, {"learning_rate": (1e-3, 1e-4)}),
    "a pair for each class": (
        GANSampler,
        TABLE,
        {"conditioning": "per-class", "loss": "lsgan"},
    ),
    "a preset": (ACGANSampler, TABLE, {"preset": "acgan-1d"}),
    "of numpy": (ACGANSampler, TABLE, {"latent_dim": np.int64(4), "clip": np.True_}),
}


@pytest.mark.parametrize("kind", SAMPLERS)
def test_loaded_samplers_go_on_with_the_same_bits(kind, tmp_path):
    cls, X, parameters = SAMPLERS[kind]
    sampler = fit(cls, X, **parameters)
    sampler.sample(2)
    loaded = there_and_back(sampler, tmp_path)
    assert vars(loaded).keys() == vars(sampler).keys()
    assert loaded.get_params() == sampler.get_params()
    assert loaded.history_ == sampler.history_ and loaded.n_iter_ == sampler.n_iter_
    assert_same_samples(sampler, loaded)
    if sampler.n_iter_:
        assert_same(loaded.discriminate(X[:5]), sampler.discriminate(X[:5]))


def test_networks_and_report_come_back(tmp_path, capsys):
    sampler = fit()
    loaded = there_and_back(sampler, tmp_path)
    for one, other in zip(weights_of(sampler), weights_of(loaded), strict=True):
        np.testing.assert_array_equal(one, other)
    assert loaded.class_report(TABLE, Y) == sampler.class_report(TABLE, Y)
    loaded.summary()
    assert "Total params" in capsys.readouterr().out
    assert_same(
        loaded.sample(4, z=np.ones((4, 16)))[0],
        sampler.sample(4, z=np.ones((4, 16)))[0],
    )


def test_a_loaded_sampler_goes_on_training(tmp_path):
    sampler = fit(warm_start=True)
    loaded = there_and_back(sampler, tmp_path)
    assert_same_samples(sampler.fit(TABLE, Y), loaded.fit(TABLE, Y))


LABELS = {
    **{n: y for n, y in TARGETS.items() if n != "balanced"},
    "ordered": pd.Series(pd.Categorical(Y, categories=[1, 0], ordered=True)),
    "small ints": Y.astype(np.int8),
}


@pytest.mark.parametrize("kind", LABELS)
def test_classes_come_back(kind, tmp_path):
    sampler = fit(y=LABELS[kind], kernel_fraction=1)
    loaded = there_and_back(sampler, tmp_path)
    assert_same(loaded.classes_, sampler.classes_)
    assert loaded.sampling_strategy_ == sampler.sampling_strategy_
    label = sampler.classes_.tolist()[1]
    assert_same_samples(sampler, loaded, {label: 3})


FORMS = {
    "numbered": pd.DataFrame(TABLE),
    "months": FRAME.set_axis(pd.period_range("2020", periods=3, freq="M"), axis=1),
    "coo": sparse.coo_matrix(TABLE),
    "bools": TABLE > 0,
    "bytes": np.rint(TABLE).astype(np.int8),
}


@pytest.mark.parametrize("kind", FORMS)
def test_the_form_of_X_comes_back(kind, tmp_path):
    sampler = fit(X=FORMS[kind], kernel_fraction=1)
    assert_same_samples(sampler, there_and_back(sampler, tmp_path))


# Parameters


def build_generator(spec, latent_dim):
    return dense_generator(spec, latent_dim)


def small_discriminator(spec, latent_dim):
    inputs = keras.Input(spec.shape)
    x = keras.layers.Dense(3)(inputs)
    return keras.Model(inputs, [keras.layers.Dense(n)(x) for n in (1, spec.n_classes)])


def failing(spec, latent_dim):
    raise RuntimeError("boom")


def test_builders_are_passed_again(tmp_path):
    sampler = fit(generator=build_generator, discriminator=small_discriminator)
    builders = {
        "generator": build_generator,
        "discriminator": small_discriminator,
    }
    loaded = there_and_back(sampler, tmp_path, **builders)
    assert loaded.get_params() == sampler.get_params()
    assert_same_samples(sampler, loaded)
    message = (
        "The generator in .* was built by a callable, 'build_generator', and a file "
        r"has no code. Pass it again: load\(path, generator=build_generator\)."
    )
    path = tmp_path / "sampler.skgan"
    with pytest.raises(LoadError, match=message):
        load(path)
    with pytest.raises(LoadError, match="The discriminator in "):
        load(path, generator=build_generator)
    with pytest.raises(NetworkError, match="builds a network with weights of the sha"):
        load(path, generator=build_generator, discriminator=dense_discriminator)
    with pytest.raises(NetworkError, match="generator=.* ended with RuntimeError: boo"):
        load(path, generator=failing, discriminator=small_discriminator)
    with pytest.raises(NetworkError, match="can't be called with .spec, latent_dim"):
        load(path, generator=build_generator, discriminator=lambda spec: None)
    with pytest.raises(InputError, match="which is no callable"):
        load(path, generator="dense", discriminator=small_discriminator)
    fit().save(path)
    with pytest.raises(InputError, match="skgan itself has built the generator"):
        load(path, generator=build_generator)


def ask_for_50(y):
    return {1: 50}


class Callback:
    def on_train_begin(self, logs=None):
        pass


def test_what_is_not_in_a_file(tmp_path):
    sampler = fit(
        sampling_strategy=ask_for_50,
        callbacks=[Callback()],
        random_state=np.random.RandomState(3),
        checkpoint_dir=tmp_path / "checkpoints",
    )
    loaded = there_and_back(sampler, tmp_path)
    assert loaded.sampling_strategy == {1: 50}
    assert loaded.callbacks is None and loaded.random_state is None
    assert loaded.checkpoint_dir is None
    assert_same_samples(sampler, loaded)
    assert loaded.sampling_strategy_ == {1: 30}


def test_equal_samplers_make_equal_files(tmp_path):
    for name in ("a", "b"):
        fit(sampling_strategy=OrderedDict({1: 30})).save(tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


# Saving


def test_files_are_hardly_larger_than_their_arrays(tmp_path):
    sampler = fit(kernel_fraction=0.5)
    sampler.save(tmp_path / "a")
    arrays = [*weights_of(sampler), TABLE.astype(np.float32)]
    assert os.path.getsize(tmp_path / "a") < 1.1 * sum(a.nbytes for a in arrays)


def test_beside_its_arrays_a_file_has_two_kilobytes_at_most(kernel_file):
    members = members_of(kernel_file)
    n_bytes = sum(len(data) for name, data in members.items() if name != HEADER)
    assert len(kernel_file) - n_bytes < 2000


def test_saving_replaces_the_old_file_at_once(tmp_path, monkeypatch):
    path = tmp_path / "a"
    fit(kernel_fraction=1).save(path)
    before = path.read_bytes()
    monkeypatch.setattr("json.dumps", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        fit().save(path)
    assert path.read_bytes() == before and os.listdir(tmp_path) == ["a"]
    monkeypatch.undo()
    fit().save(str(path))
    assert load(str(path)).n_iter_ == 3


def test_what_can_not_be_saved_says_so(tmp_path):
    with pytest.raises(NotFittedError, match="not fitted yet"):
        ACGANSampler().save(tmp_path / "a")
    with pytest.raises(ValueError, match="'clip' parameter"):
        fit(kernel_fraction=1).set_params(clip="x").save(tmp_path / "a")

    class Mine(ACGANSampler):
        pass

    with pytest.raises(InputError, match="Mine is no class of skgan"):
        fit(Mine, kernel_fraction=1).save(tmp_path / "a")
    parts = FRAME.set_axis([Fraction(1, n) for n in (2, 3, 4)], axis=1)
    with pytest.raises(InputError, match="which is no plain value"):
        fit(X=parts, kernel_fraction=1).save(tmp_path / "a")
    assert not os.listdir(tmp_path)


# Files of strangers


def file_bytes(**parameters):
    with tempfile.TemporaryDirectory() as folder:
        fit(X=FRAME, **parameters).save(Path(folder) / "a")
        return (Path(folder) / "a").read_bytes()


@pytest.fixture(scope="module")
def kernel_file():
    return file_bytes(kernel_fraction=1)


@pytest.fixture(scope="module")
def network_file():
    return file_bytes()


def loaded_from(data, folder):
    (folder / "b").write_bytes(data)
    return load(folder / "b")


def test_files_of_other_kinds_are_refused(tmp_path):
    for data in (b"", pickle.dumps(SMOTE()), b"PK\3\4", file_of({"a": b"b"})):
        with pytest.raises(LoadError, match="Take a whole file"):
            loaded_from(data, tmp_path)
    np.savez(tmp_path / "c.npz", a=TABLE)
    with pytest.raises(LoadError, match="It has no skgan.json"):
        load(tmp_path / "c.npz")
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "none")


def test_files_of_later_versions_are_refused(kernel_file, tmp_path):
    data = with_header(kernel_file, header_of(kernel_file) | {"version": 2, "new": 1})
    with pytest.raises(LoadError, match="of version 2; skgan .* reads up to 1"):
        loaded_from(data, tmp_path)


def with_fitted(data, name, node):
    """Return a file with another node in the fitted state."""
    header = header_of(data)
    for pair in header["fitted"]["dict"]:
        if pair[0] == name:
            pair[1] = node
    return with_header(data, header)


@pytest.mark.parametrize(
    ("name", "node"),
    [
        ("_shape", {"tuple": [10**9]}),
        ("_shape", {"tuple": [3, 1, 1]}),
        ("_row_shape", {"tuple": [10**6, 10**6]}),
        ("classes_", {"items": ["|O", [1], ["a"]]}),
        ("classes_", {"items": ["|O", [2], ["a", "a"]]}),
        ("_seed", -1),
        ("_n_draws", 2**40),
        ("n_features_in_", 2),
        ("_sparse_type", "coo_array"),
        ("_encoder", None),
        ("_sampler", {"dict": []}),
        ("_form", "list"),
        ("_binarize_y", 1),
        ("_value_range", {"tuple": [1.0, 0.0]}),
    ],
)
def test_states_that_do_not_fit_are_refused(name, node, kernel_file, tmp_path):
    with pytest.raises(LoadError):
        loaded_from(with_fitted(kernel_file, name, node), tmp_path)


@pytest.mark.parametrize(
    ("name", "node"),
    [
        ("checkpoint_dir", "evil/folder"),  # a later fit would write there
        ("callbacks", ["x"]),
        ("callbacks", []),
        ("generator", "evil"),
        ("max_iter", -1),
        ("clip", "yes"),
        ("new_in_2.0", 1),
    ],
)
def test_parameters_that_save_never_writes_are_refused(
    name, node, kernel_file, tmp_path
):
    header = header_of(kernel_file)
    pairs = dict(header["parameters"]["dict"]) | {name: node}
    header["parameters"]["dict"] = list(pairs.items())
    with pytest.raises(LoadError, match=name):
        loaded_from(with_header(kernel_file, header), tmp_path)


def test_nan_among_weights_and_rows_is_refused(tmp_path):
    sampler = fit()
    weights = sampler._sampler.networks[0].generator
    weights[0] = weights[0] * np.nan
    with pytest.raises(LoadError, match="weights"):
        there_and_back(sampler, tmp_path)
    sampler = fit(kernel_fraction=1)
    sampler._sampler.kernel.rows[0][0] = np.inf
    with pytest.raises(LoadError, match="rows"):
        there_and_back(sampler, tmp_path)


def test_weights_of_other_networks_are_refused(tmp_path):
    sampler = fit()
    other = fit(preset="acgan-1d")._sampler.networks[0]
    sampler._sampler.networks = dict.fromkeys([0, 1], other)
    with pytest.raises(LoadError, match="weights"):
        there_and_back(sampler, tmp_path)


NETWORK_FIELDS = {
    "latent_dim": [10**9, 0, "16", 2.5],
    "generator": ["dense_discriminator", "keras", "__class__", None, 7],
    "dtype_policy": ["float1", [1]],
    "n_classes": [10**9, 1, 0],
    "shape": [{"tuple": [10**9]}, {"tuple": [10**5, 10**5, 3]}, [3]],
    "activation": ["tanh", "eval"],
    "class_head": [False, 1],
    "loss": ["x", "auto", None],
    "batch_size": [-1, "a", 2**40],
    "n_discriminator_steps": [0, 1.5, 2**40],
    "horizontal_flip": ["auto", 1.5],
    "label_smoothing": [1.0, "auto", {"float": "nan"}],
    "diff_augment": [{"tuple": [[]]}, {"tuple": ["x"]}, [], "auto"],
    "kernel_reach": [-0.1, None, {"float": "inf"}],
    "inverse_time_decay": [{"tuple": n} for n in ([], ["a", "b"], [1], [0, -1])],
    "optimizer": ["x", None],
    "beta_1": [7.5, "x"],
    "ema_momentum": ["x", {"tuple": []}, 1.5],
    "pairs": [[], None, [1]],
    "n_iter": [-1, None],
    "history": [[], {"dict": [["a", "b"]]}],
}


@pytest.mark.parametrize("field", NETWORK_FIELDS)
def test_absurd_networks_are_refused(field, network_file, tmp_path):
    header = header_of(network_file)
    places = [
        (*place, 1)
        for place in places_of(header["fitted"])
        if (pair := at(header["fitted"], place)) and is_pair(pair, field)
    ]
    for node in NETWORK_FIELDS[field]:
        fitted = replaced(header["fitted"], places[-1], node)
        data = with_header(network_file, header | {"fitted": fitted})
        with pytest.raises(LoadError):
            loaded_from(data, tmp_path)


def at(tree, place):
    for key in place:
        tree = tree[key]
    return tree


def is_pair(node, name):
    return isinstance(node, list) and len(node) == 2 and node[0] == name


VALUES = st.sampled_from(
    [
        *(None, True, -1, 0, 1, 2, 2**31, 10**30, 0.5, -1e300, "", "a", [], {}, [[]]),
        *({"float": "nan"}, {"array": 0}, {"array": 1}, {"tuple": []}, {"dict": []}),
        {"dict": [[0, None], [1, None]]},
        {"items": ["|O", [2], ["a", "b"]]},
        {
            "object": [
                "NetworkSpec",
                {"dict": [["shape", {"tuple": [3]}], ["n_classes", 2]]},
            ]
        },
    ]
)


@settings(deadline=None)
@given(st.data())
def test_json_with_any_change_is_refused_or_does_no_harm(
    kernel_file, tmp_path_factory, data
):
    header = header_of(kernel_file)
    place = data.draw(st.sampled_from(places_of(header)))
    changed = with_header(kernel_file, replaced(header, place, data.draw(VALUES)))
    folder = tmp_path_factory.getbasetemp()
    try:
        sampler = loaded_from(changed, folder)
    except SkganError as error:
        assert isinstance(error, ValueError) and "can't be loaded" in str(error)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        X, y = sampler.sample(3)
    assert np.shape(X) == (3, 3) and len(y) == 3


@settings(deadline=None, max_examples=15)
@given(st.data())
def test_flipped_bits_are_refused_or_do_no_harm(network_file, tmp_path_factory, data):
    place = data.draw(st.integers(0, 8 * len(network_file) - 1))
    flipped = bytearray(network_file)
    flipped[place // 8] ^= 1 << place % 8
    folder = tmp_path_factory.getbasetemp()
    try:
        sampler = loaded_from(bytes(flipped), folder)
    except LoadError:
        return
    assert_same_samples(sampler, loaded_from(network_file, folder))


def test_truncated_files_are_refused(network_file, tmp_path):
    ends = {len(network_file) * i // 50 for i in range(50)}
    at_member = 0
    for name in members_of(network_file):
        at_member = network_file.index(name.encode(), at_member + 1)
        ends |= {at_member - 30, at_member, at_member + len(name)}
    for end in sorted(ends):
        with pytest.raises(LoadError):
            loaded_from(network_file[:end], tmp_path)
