"""What the report of a sampler says, of good ones and of broken ones."""

import re
from functools import cache

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from scipy.ndimage import gaussian_filter
from sklearn.datasets import load_breast_cancer, load_digits
from sklearn.model_selection import train_test_split

from skgan import ACGANSampler
from skgan.encoding import TabularEncoder
from skgan.kernels import LinearKernel, Policy
from skgan.kernels._images import ImageKernel
from skgan.kernels._signals import SignalKernel
from skgan.metrics import memorization_rate
from skgan.samplers._report import SamplerReport

pytestmark = pytest.mark.usefixtures("small_forests")
COMMON = {"held_out", "generated", "mistaken_for"}
FIGURES = {"fidelity", "distance", "coverage", "spread", "repeats", "copies"}
OF_IMAGES = {"odd_colours", "odd_edges"}


def split(X, y, rare):
    """Return training rows, some of a class only, and held-out rows."""
    X, X_test, y, y_test = train_test_split(
        X, y, test_size=0.4, stratify=y, random_state=0
    )
    [(label, n_rows)] = rare.items()
    rows = np.r_[np.flatnonzero(y == label)[:n_rows], np.flatnonzero(y != label)]
    return X[rows], y[rows], X_test, y_test


def make_signals():
    """Return noisy oscillations of three frequencies."""
    random = np.random.RandomState(0)
    cycles = {"healthy": 2, "worn": 3, "broken": 5}
    y = np.repeat(list(cycles), 60)
    turns = np.array([cycles[label] for label in y])[:, None] * np.linspace(0, 1, 32)
    phase = random.uniform(0, 0.2, (180, 1))
    waves = np.sin(2 * np.pi * (turns + phase)) + random.normal(0, 0.1, (180, 32))
    return waves[..., None], y


def load(kind):
    """Return training rows, held-out rows, and parameters."""
    if kind == "table":
        return split(*load_breast_cancer(return_X_y=True), {0: 30}), {}
    if kind == "signals":
        return split(*make_signals(), {"broken": 15}), {}
    digits = load_digits(n_class=3, return_X_y=True)
    return split(*digits, {1: 30}), {"sample_shape": (8, 8)}


KINDS = {kind: load(kind) for kind in ("table", "signals", "images")}
KERNELS = {"table": LinearKernel, "signals": SignalKernel, "images": ImageKernel}
each_kind = pytest.mark.parametrize("kind", KINDS)


def fit(kind, sampler=ACGANSampler, y=None, **parameters):
    (X, y_train, _, _), shape = KINDS[kind]
    parameters = {"random_state": 0, "kernel_fraction": 1} | shape | parameters
    return sampler(**parameters).fit(X, y_train if y is None else y)


def report(sampler, kind):
    return sampler.report(*KINDS[kind][0][2:])


@cache
def good_report(kind):
    return report(fit(kind), kind)


def ignoring(what):
    """Return a callable that makes a generator deaf to z or to the class."""

    def make_generator(spec, latent_dim):
        import keras

        z = keras.Input((latent_dim,))
        label = keras.Input((), dtype="int32")
        one_hot = keras.ops.one_hot(label, spec.n_classes)
        seen = [z * (what != "z"), one_hot * (what != "class")]
        x = keras.layers.Concatenate()(seen)
        x = keras.layers.Dense(32, activation="relu")(x)
        x = keras.layers.Dense(int(np.prod(spec.shape)))(x)
        return keras.Model([z, label], keras.layers.Reshape(spec.shape)(x))

    return make_generator


# Samplers in good order


@each_kind
def test_a_trained_sampler_in_good_order_has_no_flag(kind):
    made = report(fit(kind, kernel_fraction="auto", max_iter=150), kind)
    assert made.flags == [] and "No sign of collapse" in str(made)


@each_kind
def test_each_kind_of_data_has_its_figures(kind):
    made = good_report(kind)
    names = FIGURES | (OF_IMAGES if kind == "images" else {"told_apart"})
    frame = made.to_frame()
    assert set(frame) == COMMON | names | {f"{name}_real" for name in names}
    assert frame.index.tolist() == sorted(set(KINDS[kind][0][1].tolist()))
    assert (frame["fidelity_real"] > 0.8).all() and (frame["generated"] == 200).all()
    frame["generated"] = 0  # a copy
    assert (made.to_frame()["generated"] == 200).all() and made.flags == []


# Broken samplers


@each_kind
def test_a_generator_that_ignores_z_has_collapsed(kind, untraced):
    sampler = fit(kind, kernel_fraction=0, generator=ignoring("z"), max_iter=1)
    made = report(sampler, kind)
    flags = [flag for flag in made.flags if flag.startswith("Collapse: 100%")]
    assert len(flags) == len(sampler.classes_)
    assert (made.to_frame()["spread"] < 1e-3).all()


def test_a_collapse_is_seen_behind_the_kernel(untraced):
    options = {"kernel_fraction": 0.3, "generator": ignoring("z"), "max_iter": 1}
    made = report(fit("signals", **options), "signals")
    assert any("nearly repeat" in flag for flag in made.flags)
    assert (made.to_frame()["repeats"] < 0.9).all()


@each_kind
def test_a_generator_that_ignores_the_class_confuses_classes(kind, untraced):
    sampler = fit(kind, kernel_fraction=0, generator=ignoring("class"), max_iter=1)
    flags = report(sampler, kind).flags
    assert any(flag.startswith("Class confusion") for flag in flags)


@each_kind
def test_shuffled_labels_are_confused_classes(kind, capsys):
    y = np.random.RandomState(0).permutation(KINDS[kind][0][1])
    flags = report(fit(kind, y=y), kind).flags
    assert any(flag.startswith("Class confusion") for flag in flags)
    printed = " ".join(capsys.readouterr().out.split())
    assert all(flag in printed for flag in flags)


@pytest.mark.parametrize(
    ("kind", "share"),
    [("table", 0.5), ("table", 1.0), ("signals", 0.5), ("images", 1.0)],
)
def test_copies_are_flagged(kind, share, monkeypatch):
    sampler, kernel = fit(kind), KERNELS[kind]
    drawn = kernel.draw

    def draw(self, label, n_samples, random_state):
        rows = self.rows[label]
        n = round(share * n_samples)
        copied = rows[random_state.choice(len(rows), n)]
        new = drawn(self, label, n_samples - n, random_state)
        return np.concatenate([copied, new.reshape(-1, *rows.shape[1:])])

    monkeypatch.setattr(kernel, "draw", draw)
    made = report(sampler, kind)
    flags = [flag for flag in made.flags if flag.startswith("Copies")]
    assert len(flags) == len(sampler.classes_)
    assert (made.to_frame()["copies"] >= share).all()


@pytest.mark.parametrize("share", [0.5, 1.0])
def test_blurred_pictures_are_flagged(share, monkeypatch):
    sampler, drawn, sharp = fit("images"), ImageKernel.draw, good_report("images")

    def draw(self, label, n_samples, random_state):
        new = drawn(self, label, n_samples, random_state)
        n = round(share * n_samples)
        new[:n] = gaussian_filter(new[:n], (0, 1, 1, 0))
        return new

    monkeypatch.setattr(ImageKernel, "draw", draw)
    made = report(sampler, "images")
    flags = [flag for flag in made.flags if flag.startswith("Edges")]
    assert len(flags) == len(sampler.classes_) and "No sign" not in str(made)
    assert (made.to_frame()["odd_edges"] > 0.8 * share).all()
    assert not any(flag.startswith("Edges") for flag in sharp.flags)


# What is printed, and what stays the same


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (Policy("shapes", ({},), {}, "given"), "Policy: shapes, given."),
        (Policy("given", ({},)), "Policy: given."),
        (
            Policy("b", ({},), {"a": (0.0, 0.0), "b": (0.0312, 0.0104)}, "judged"),
            "Policy: b, judged: +0.031 in class-average accuracy over the plain one, "
            "standard error 0.010.",
        ),
        (
            Policy("a", ({},), {"a": (0.0, 0.0), "b": (-0.03, 0.01)}, "judged"),
            "Policy: a, judged: no other policy is clearly better than this plain one.",
        ),
    ],
)
def test_the_policy_has_a_line_of_its_own(policy, words):
    frame = good_report("table").to_frame()
    text = " ".join(str(SamplerReport(frame, policy=policy)).split())
    assert words in text and "Policy" not in str(SamplerReport(frame))


@each_kind
def test_the_policy_of_a_sampler_is_told_where_it_makes_samples(kind):
    sampler = fit(kind)
    told = f"Policy: {sampler.policy_.name}, {sampler.policy_.reason}"
    assert told in " ".join(str(good_report(kind)).split())


def test_where_a_generator_makes_all_no_policy_is_told():
    sampler = fit("table", kernel_fraction=0, max_iter=5)
    assert "Policy" not in str(report(sampler, "table"))


def test_the_report_is_printed_and_returned(capsys):
    made = report(fit("signals"), "signals")
    out = capsys.readouterr().out
    assert out == f"{made}\n" == f"{good_report('signals')}\n"
    assert out.startswith("ACGANSampler on signals\n") and "generated/real" in out
    assert max(map(len, out.splitlines())) < 100
    assert repr(made) == "<ACGANSampler on signals: 3 classes, 0 flags>"


def test_samples_are_judged_as_they_are_returned():
    X, y, X_test, y_test = KINDS["table"][0]
    X, X_test = np.rint(X[:, :3]), np.rint(X_test[:, :3])
    sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(X, y)
    made = sampler.report(X_test, y_test).to_frame()
    returned, _ = sampler.sample({0: 200, 1: 200})
    encoder = TabularEncoder().fit(X, y)
    trained, new = (encoder.encode(part) for part in (X[y == 0], returned))
    expected = memorization_rate(trained, new[:200], threshold=0.1)
    assert made.loc[0, "copies"] == pytest.approx(expected) and expected > 0


# Forms of X and y


def test_any_form_of_rows_has_the_same_figures():
    X, y, X_test, y_test = KINDS["table"][0]
    names = [f"column {i}" for i in range(30)]
    frame, frame_test = (pd.DataFrame(part, columns=names) for part in (X, X_test))
    for fitted, new, labels in (
        (frame, frame_test, pd.Series(y_test)),
        (X, X_test.tolist(), y_test.tolist()),
        (X, sparse.csr_matrix(X_test), y_test[:, None]),
    ):
        sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(fitted, y)
        made = sampler.report(new, labels).to_frame()
        pd.testing.assert_frame_equal(made, good_report("table").to_frame())


def test_one_vs_all_classes_are_read():
    (X, y, X_test, y_test), shape = KINDS["images"]
    sampler = ACGANSampler(kernel_fraction=1, random_state=0, **shape)
    one = sampler.fit(X, np.eye(3, dtype=int)[y]).report(X_test, np.eye(3)[y_test])
    other = sampler.fit(X, y).report(X_test, y_test)
    pd.testing.assert_frame_equal(one.to_frame(), other.to_frame())


@pytest.mark.parametrize("n_rows", [300, 3000])
def test_training_rows_are_told_from_held_out_ones(n_rows, capsys):
    X = np.random.RandomState(0).normal(size=(2 * n_rows, 3))
    y = np.arange(2 * n_rows) % 3 // 2
    sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(X[::2], y[::2])
    flag = sampler.report(X[::2], y[::2]).flags[0]
    assert re.match(r"Training rows: \d+% of.*Give rows", flag)
    assert "No sign" not in capsys.readouterr().out
    held_out = sampler.report(X[1::2], y[1::2])
    assert not any("Training rows" in flag for flag in held_out.flags)


def test_rows_that_are_equal_by_nature_are_not_taken_for_training_rows():
    X = np.random.RandomState(0).randint(2, size=(200, 3)).astype(float)
    y = np.arange(200) % 3 // 2
    sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(X[::2], y[::2])
    for rows in (slice(0, None, 2), slice(1, None, 2)):
        flags = sampler.report(X[rows], y[rows]).flags
        assert not any("Training rows" in flag for flag in flags)
