"""Saved samplers go on as they would have; files of strangers do no harm."""

import os
from collections import OrderedDict
from fractions import Fraction

import keras
import numpy as np
import pandas as pd
import pytest
from safetensors.numpy import load as load_tensors
from scipy import sparse
from sklearn.exceptions import NotFittedError

from skgan import ACGANSampler, DCGANSampler, GANSampler, load
from skgan.exceptions import InputError, LoadError, NetworkError
from skgan.networks import dense_discriminator, dense_generator
from skgan.samplers import read_sampler, synthesizer_of, write_sampler
from tests.frames import every_dtype
from tests.helpers import FRAME, IMAGES, TABLE, TARGETS, Y, make_sampler, weights_of
from tests.invariants import assert_same


def there_and_back(sampler, folder, **builders):
    sampler.save(folder / "a")
    return load(folder / "a", **builders)


def assert_same_samples(one, other, n_samples=6):
    for _ in range(2):
        drawn = one.sample(n_samples), other.sample(n_samples)
        for a, b in zip(*drawn, strict=True):
            assert_same(a, b)


def fit(cls=ACGANSampler, X=TABLE, y=Y, **parameters):
    return make_sampler(cls, **parameters).fit(X, y)


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
    z = np.ones((4, 16))
    assert_same(loaded.sample(4, z=z)[0], sampler.sample(4, z=z)[0])


def test_a_loaded_sampler_goes_on_training(tmp_path):
    sampler = fit(warm_start=True)
    loaded = there_and_back(sampler, tmp_path)
    assert_same_samples(sampler.fit(TABLE, Y), loaded.fit(TABLE, Y))
    sampler.set_params(preset="mnist-acgan")  # after the fit
    assert_same_samples(sampler, there_and_back(sampler, tmp_path))


# Classes of other forms are in tests/test_contract.py, as are samples.
LABELS = {
    "ordered": pd.Series(pd.Categorical(Y, categories=[1, 0], ordered=True)),
    "small ints": Y.astype(np.int8),
    **TARGETS,
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
    "bytes": np.rint(TABLE).clip(-99, 99).astype(np.int8),
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
    builders = {"generator": build_generator, "discriminator": small_discriminator}
    loaded = there_and_back(sampler, tmp_path, **builders)
    assert loaded.get_params() == sampler.get_params()
    assert_same_samples(sampler, loaded)
    message = (
        "The generator in .* was built by the callable 'build_generator', and a file "
        r"contains no code. Pass it: load\(path, generator=build_generator\)."
    )
    path = tmp_path / "a"
    with pytest.raises(LoadError, match=message):
        load(path)
    with pytest.raises(LoadError, match="The discriminator in "):
        load(path, generator=build_generator)
    with pytest.raises(NetworkError, match="builds a network with weights of the sha"):
        load(path, generator=build_generator, discriminator=dense_discriminator)
    with pytest.raises(NetworkError, match="generator=.* raised RuntimeError: boo"):
        load(path, generator=failing, discriminator=small_discriminator)
    with pytest.raises(NetworkError, match="can't be called with .spec, latent_dim"):
        load(path, generator=build_generator, discriminator=lambda spec: None)
    with pytest.raises(InputError, match="which is not a callable"):
        load(path, generator="dense", discriminator=small_discriminator)
    fit().save(path)
    with pytest.raises(InputError, match="skgan itself built the generator"):
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


@pytest.mark.parametrize(
    "X", [TABLE, every_dtype()[["float or none", "object", "bool"]]]
)
def test_files_are_hardly_larger_than_their_arrays(X, tmp_path):
    sampler = fit(X=X, kernel_fraction=0.5)
    sampler.save(tmp_path / "a")
    rows = synthesizer_of(sampler).rows.values()
    n_bytes = sum(array.nbytes for array in (*weights_of(sampler), *rows))
    assert os.path.getsize(tmp_path / "a") < 1.2 * n_bytes


def test_beside_its_arrays_a_file_has_five_kilobytes_at_most(tmp_path):
    fit(X=FRAME, kernel_fraction=1).save(tmp_path / "a")
    tensors = load_tensors((tmp_path / "a").read_bytes()).values()
    n_bytes = sum(tensor.nbytes for tensor in tensors)
    assert os.path.getsize(tmp_path / "a") - n_bytes < 5000


def test_notes_are_kept_beside_a_sampler(tmp_path):
    sampler = fit(kernel_fraction=1)
    for notes in (None, {"target_place": 3, "names": ("a", np.float32(0.5))}):
        write_sampler(sampler, tmp_path / "a", notes)
        loaded, read = read_sampler(tmp_path / "a")
        assert read == (notes or {})
        assert_same_samples(sampler, loaded)
    with pytest.raises(InputError, match="A note has .* can't be saved"):
        write_sampler(sampler, tmp_path / "a", {"a": print})


def test_saving_replaces_the_old_file_at_once(tmp_path, monkeypatch):
    path, sampler = tmp_path / "a", fit(kernel_fraction=1)
    sampler.save(str(path))
    before = path.read_bytes()
    monkeypatch.setattr("json.dumps", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sampler.save(path)
    assert path.read_bytes() == before and os.listdir(tmp_path) == ["a"]
    monkeypatch.undo()
    fit(kernel_fraction=1, random_state=1).save(path)
    assert path.read_bytes() != before and load(str(path)).random_state == 1


@pytest.mark.parametrize(
    "place", ["_files._arrays.safe_open", "samplers._load.read_node"]
)
def test_errors_of_the_system_within_a_file_are_refusals(place, tmp_path, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("by what the file has")

    with pytest.raises(FileNotFoundError):
        load(tmp_path / "a")
    fit(kernel_fraction=1).save(tmp_path / "a")
    monkeypatch.setattr(f"skgan.{place}", fail)
    with pytest.raises(
        LoadError, match="OSError: by what the file has. Use a complete"
    ):
        load(tmp_path / "a")


def test_what_can_not_be_saved_says_so(tmp_path):
    with pytest.raises(NotFittedError, match="not fitted yet"):
        ACGANSampler().save(tmp_path / "a")
    with pytest.raises(ValueError, match="'clip' parameter"):
        fit(kernel_fraction=1).set_params(clip="x").save(tmp_path / "a")

    class Mine(ACGANSampler):
        pass

    with pytest.raises(InputError, match="Mine is not a class of skgan"):
        fit(Mine, kernel_fraction=1).save(tmp_path / "a")
    parts = FRAME.set_axis([Fraction(1, n) for n in (2, 3, 4)], axis=1)
    with pytest.raises(InputError, match="which can't be saved"):
        fit(X=parts, kernel_fraction=1).save(tmp_path / "a")
    assert not os.listdir(tmp_path)
