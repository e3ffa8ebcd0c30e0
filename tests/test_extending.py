"""What CONTRIBUTING.md says of how skgan is extended: each recipe, done once."""

from dataclasses import dataclass, replace
from numbers import Real
from typing import ClassVar

import keras
import matplotlib.pyplot as plt
import numpy as np
import pytest
from keras import ops
from sklearn.utils._param_validation import Interval, InvalidParameterError, StrOptions

import skgan
from skgan import ACGANSampler, kernels, networks
from skgan._spec import KINDS, Kind, _kinds
from skgan.encoding import ENCODERS, Encoder
from skgan.inspection import SampleGridDisplay
from skgan.kernels import KERNELS, MOVES, POLICIES, Kernel, Policy, plain_policy
from skgan.kernels._policies import Move
from skgan.samplers._base import sampler_class
from skgan.samplers._parameters import PARAMETERS, Parameter
from skgan.synthesis import RECIPES, Synthesizer
from skgan.training._losses import LOSSES, Loss

Y = np.repeat([0, 1], [24, 16])  # so many that a generator is trained


@pytest.fixture
def X():
    return np.random.RandomState(0).normal(size=(40, 4))


def resampled(sampler, X):
    """Return a sampler that was fitted, after a look at what it has made."""
    X_new, y_new = sampler.fit_resample(X, Y)
    assert np.array_equal(X_new[: len(X)], X)
    assert np.isfinite(X_new).all()
    assert np.bincount(y_new).tolist() == [24, 24]
    return sampler


class ExponentialLoss(Loss):
    """The loss of boosting."""

    def __init__(self):
        self.n_traced = 0

    def discriminator(self, real, fake, target):
        self.n_traced += 1
        return ops.mean(ops.exp(-real)) + ops.mean(ops.exp(fake))


def test_a_loss_is_a_class_and_its_name_in_two_tables(monkeypatch, X):
    loss = ExponentialLoss()
    monkeypatch.setitem(LOSSES, "exponential", loss)
    row = PARAMETERS["loss"]._replace(constraint=[StrOptions({"auto", *LOSSES})])
    monkeypatch.setitem(PARAMETERS, "loss", row)

    @sampler_class  # whose constraints are read when the class is made
    class Sampler(ACGANSampler):
        """ACGANSampler, defined anew."""

    resampled(Sampler(loss="exponential", max_iter=2, random_state=0), X)
    assert loss.n_traced


def toy_generator(spec, latent_dim):
    """Build a generator without hidden layers."""
    z = keras.Input((latent_dim,))
    label = keras.Input((), dtype="int32")
    known = keras.layers.Concatenate()([z, ops.one_hot(label, spec.n_classes)])
    x = keras.layers.Dense(spec.size)(known)
    return keras.Model([z, label], keras.layers.Reshape(spec.shape)(x), name="toy")


def toy_discriminator(spec, latent_dim):
    """Build a discriminator without hidden layers."""
    sample = keras.Input(spec.shape)
    x = keras.layers.Flatten()(sample)
    heads = [keras.layers.Dense(spec.n_classes)(x) for _ in ("source", "class")]
    return keras.Model(sample, heads)


def test_a_network_is_a_file_an_import_and_a_recipe(monkeypatch, X):
    for builder in (toy_generator, toy_discriminator):
        monkeypatch.setattr(networks, builder.__name__, builder, raising=False)
    names = [*networks.__all__, "toy_generator", "toy_discriminator"]
    monkeypatch.setattr(networks, "__all__", names)
    key = "ACGANSampler", "table"
    monkeypatch.setitem(RECIPES, key, replace(RECIPES[key], networks="toy"))
    sampler = resampled(ACGANSampler(max_iter=2, random_state=0), X)
    assert sampler.generator_.name == "toy"


@dataclass
class JitterKernel(Kernel):
    """Real rows with a little noise."""

    rows: dict[int, np.ndarray]
    policy: Policy

    def move(self, label, n_samples, moves, random_state):
        rows = self.rows[label]
        chosen = rows[random_state.randint(len(rows), size=n_samples)]
        noise = random_state.normal(0, moves["jitter"], chosen.shape)
        return chosen + noise.astype(np.float32)


def test_a_kernel_is_a_class_and_a_row(monkeypatch, X, tmp_path):
    monkeypatch.setitem(MOVES["table"], "jitter", Move(1.0, "standard deviation"))
    monkeypatch.setitem(POLICIES["table"], "jitter", ({"jitter": 0.01},))
    new_kernel = lambda rows, p, random, policy: JitterKernel(rows, policy)  # noqa: E731
    monkeypatch.setitem(KERNELS, "table", new_kernel)
    # As if it stood in AnyKernel, which says what kernels a file may have.
    known = kernels.AnyKernel | JitterKernel
    monkeypatch.setitem(Synthesizer.__annotations__, "kernel", known)
    sampler = ACGANSampler(kernel_fraction=1, policy="jitter", random_state=0)
    drawn = resampled(sampler, X).sample({1: 20})[0]
    distances = np.linalg.norm(drawn[:, None] - X[Y == 1], axis=2).min(axis=1)
    assert 0 < distances.max() < 0.1
    sampler.save(tmp_path / "sampler.skgan")
    loaded = skgan.load(tmp_path / "sampler.skgan")
    assert np.array_equal(loaded.sample(5)[0], sampler.sample(5)[0])


class SpectrumEncoder(Encoder):
    """Logarithms of spectra."""

    dtype_: np.dtype

    def fit(self, X, labels=None):
        self.dtype_ = X.dtype
        return self

    def encode(self, X):
        return np.log(X).astype(np.float32)

    def decode(self, encoded, clip=True):
        return np.exp(encoded).astype(self.dtype_)


@dataclass
class SpectrumKernel(JitterKernel):
    """The same, of samples with two axes."""

    rank: ClassVar[int] = 2


def test_a_kind_of_data_is_a_row_of_each_table(monkeypatch):
    # In the place of signals: skgan knows the kinds by their number of axes.
    kind = Kind("spectrum", "spectra", "spectra", ("bands", "channels"), 1, 2, 3, 2)
    monkeypatch.setitem(KINDS, kind.name, kind)
    monkeypatch.setitem(_kinds.KIND_OF_RANK, kind.rank, kind)
    monkeypatch.setitem(ENCODERS, kind.name, lambda **options: SpectrumEncoder())
    monkeypatch.setitem(MOVES, kind.name, {"jitter": Move(1.0, "standard deviation")})
    monkeypatch.setitem(POLICIES, kind.name, {"jitter": ({"jitter": 0.01},)})
    plain = plain_policy(kind.name)
    monkeypatch.setitem(
        KERNELS, kind.name, lambda rows, *_: SpectrumKernel(rows, plain)
    )
    recipe = replace(RECIPES["ACGANSampler", "table"], kernel_reach=0.0)
    monkeypatch.setitem(RECIPES, ("ACGANSampler", kind.name), recipe)
    drawn = []
    monkeypatch.setattr(
        SampleGridDisplay,
        f"_draw_{kind.name}",
        lambda self, ax, cmap: drawn.extend(self.classes),
        raising=False,
    )
    X = np.random.RandomState(0).uniform(1, 2, size=(40, 8, 2))
    sampler = resampled(ACGANSampler(random_state=0), X)
    assert sampler.n_iter_ == int(np.sqrt(len(X)))  # by the row of KINDS
    assert (sampler.sample(9)[0] > 0).all()
    plt.switch_backend("Agg")
    display = SampleGridDisplay.from_estimator(sampler)
    plt.close("all")
    assert drawn == [0, 1]
    assert len(display.X) == 2 * kind.n_shown


def test_a_parameter_is_a_row_a_field_and_its_use(monkeypatch, X):
    row = Parameter(
        'float or "auto", default="auto"',
        [Interval(Real, 0, None, closed="left"), StrOptions({"auto"})],
        'Weight of the class loss in the generator\'s loss. "auto": {auto}.',
    )
    monkeypatch.setitem(PARAMETERS, "generator_class_weight", row)

    @sampler_class
    class Sampler(ACGANSampler):
        """ACGANSampler with one parameter more.

        Parameters
        ----------
        {parameters}
        """

        # A recipe and the game have a field of this name: that is its use.
        generator_class_weight: float | str = "auto"

    def last_loss(**parameters):
        sampler = Sampler(max_iter=2, random_state=0, **parameters)
        return resampled(sampler, X).history_["generator_loss"][-1]

    assert last_loss(generator_class_weight=5.0) != last_loss()
    assert last_loss(generator_class_weight=0.2) == last_loss()
    with pytest.raises(InvalidParameterError, match="generator_class_weight"):
        Sampler(generator_class_weight=-1).fit(X, Y)
    assert 'the generator\'s loss. "auto": 0.2.' in Sampler.__doc__
