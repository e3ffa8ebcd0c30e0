"""skgan where TensorFlow is not installed, is broken, or is not Keras' backend."""

import os
import subprocess
import sys
from inspect import cleandoc
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BLOCKED = """
    import sys
    from importlib.machinery import ModuleSpec

    class Blocker:
        "Tells that two packages are not installed, or runs code in their place."

        source = None

        def find_spec(self, name, path=None, target=None):
            if name in ("keras", "tensorflow"):
                if self.source is None:
                    raise ModuleNotFoundError(f"No module named {name!r}", name=name)
                return ModuleSpec(name, self)

        def create_module(self, spec):
            return None

        def exec_module(self, module):
            exec(self.source, vars(module))

    blocker = Blocker()
    sys.meta_path.insert(0, blocker)
"""
DATA = """
    import warnings
    import numpy as np
    import pandas as pd
    import skgan
    from skgan import ACGANSampler, DCGANSampler, GANSampler
    from skgan.exceptions import SkganError, TensorFlowNotAvailableError

    rng = np.random.RandomState(0)
    y = np.repeat([0, 1], [80, 40])
    X = rng.normal(size=(120, 3)) + y[:, None]
    images = rng.randint(0, 256, (120, 8, 8, 1)).astype(np.uint8)
    signals = rng.normal(size=(120, 20, 1)).cumsum(axis=1)
    mixed = pd.DataFrame({"a": X[:, 0], "b": pd.Categorical(["u", "v"] * 60)})

    def told(function, *words):
        "Check that a function fails by an error of two sentences with these words."
        try:
            function()
        except TensorFlowNotAvailableError as error:
            text = str(error)
        else:
            raise AssertionError("no error")
        assert text.count(". ") == 1 and text.endswith("."), text
        for word in words:
            assert word in text, text
"""
SAMPLERS = """
    for kind in (ACGANSampler, DCGANSampler, GANSampler):
        for given in (X, images, signals):
            sampler = kind(kernel_fraction=1, random_state=0)
            X_new, _ = sampler.fit_resample(given, y)
            assert len(X_new) == 160 and len(sampler.sample({1: 3})[0]) == 3
    for given in (images, mixed):  # by default without networks
        assert len(ACGANSampler(random_state=0).fit_resample(given, y)[0]) == 160
    fitted = ACGANSampler(kernel_fraction=1, random_state=0).fit(X, y)
    fitted.save("fitted.skgan")
    assert (skgan.load("fitted.skgan").sample(9)[0] == fitted.sample(9)[0]).all()
    fitted.report(X[::2], y[::2]).to_html("report.html")
    assert not hasattr(fitted, "generator_") and fitted.class_fidelity_
    skgan.show_versions()
"""
MISSING = """
    need = ("'keras' is not installed", "tensorflow-cpu`", "kernel_fraction=1")
    calls = []

    class Never:
        def set_preview(self, preview):
            calls.append(preview)

        def on_train_begin(self, logs=None):
            calls.append(logs)

    for given in (X, signals):
        told(lambda: ACGANSampler(callbacks=[Never()]).fit(given, y), *need)
    told(lambda: GANSampler(max_iter=2).fit_resample(images, y), *need)
    told(lambda: skgan.networks, *need)
    told(lambda: skgan.load(sys.argv[1]), *need)
    assert not calls, "nothing is begun"
"""
METRICS = """
    from sklearn.linear_model import LogisticRegression
    from skgan.metrics import class_fidelity, frechet_inception_distance
    from skgan.model_selection import cross_validate_augmentation

    class_fidelity(X, y, X, y)
    halves = images[:60], images[60:]
    told(lambda: frechet_inception_distance(*halves), "your own features")
    frechet_inception_distance(*halves, features=lambda x: x.mean(axis=(1, 2)))
    judged = lambda samplers: cross_validate_augmentation(
        LogisticRegression(), X, y, samplers=samplers, cv=2, scoring="accuracy"
    )
    assert judged({"kernel": "kernel"}).verdict_
    told(lambda: judged({"gan": ACGANSampler()}), *need)
"""
COMMANDS = """
    from click.testing import CliRunner
    from skgan._cli import main

    pd.DataFrame(X).assign(label=y).to_csv("data.csv", index=False)

    def run(*arguments, code=0):
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == code, result.output
        return result.output

    given = ("data.csv", "--target", "label")
    kernel = ("-p", "kernel_fraction=1")
    run("resample", *given, "-o", "new.csv", *kernel)
    run("train", *given, "-o", "model.skgan", *kernel, "--save-every", "30")
    run("generate", "model.skgan", "-n", "9", "-o", "more.csv")
    run("report", "model.skgan", *given)
    assert "tensorflow" in run("info", "model.skgan", "--json")
    options = ("--classifier", "logistic", "--folds", "2")
    run("evaluate", *given, *options, "--samplers", "kernel")
    output = run("evaluate", *given, *options, code=1)
    assert "Error: Networks need TensorFlow" in output
    output = run("resample", *given, "-o", "other.csv", code=1)
    assert "Error: Networks need TensorFlow" in output
"""
LOADED = """
    names = {name.split(".")[0] for name in sys.modules}
    assert not names & {"keras", "tensorflow"}
"""


BROKEN = """
    def fails(source, *words):
        blocker.source = source
        for _ in range(2):
            told(lambda: ACGANSampler().fit(X, y), "kernel_fraction=1", *words)
        assert len(ACGANSampler(kernel_fraction=1).fit_resample(X, y)[0]) == 160

    # Compiled for another NumPy; a library is missing; half of it is missing.
    fails("raise AttributeError('_ARRAY_API not found')", "_ARRAY_API", "new env")
    fails("raise ImportError('libcudart.so.12: no such file')", "libcudart")
    fails("import tensorflow.missing", "No module named 'tensorflow.missing'")
    # Keras without TensorFlow, and Keras with JAX, which is there or not.
    fails("raise ModuleNotFoundError(name='tensorflow')", "'tensorflow' is not")
    fails("raise ModuleNotFoundError(name='jax')", "KERAS_BACKEND", "'jax'")
    fails("class config:\\n    def backend(): return 'jax'", "KERAS_BACKEND", "'jax'")
"""


@pytest.fixture
def model_with_networks(tmp_path):
    """Return the path of a saved sampler that has networks."""
    import numpy as np

    from skgan import ACGANSampler

    X, y = np.random.RandomState(0).normal(size=(60, 3)), np.arange(60) % 3 == 0
    sampler = ACGANSampler(kernel_fraction=0.5, max_iter=2, random_state=0)
    sampler.fit(X, y).save(tmp_path / "networks.skgan")
    return tmp_path / "networks.skgan"


def test_all_but_networks_works_without_tensorflow(tmp_path, model_with_networks):
    parts = (BLOCKED, DATA, SAMPLERS, MISSING, METRICS, COMMANDS, LOADED, BROKEN)
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(map(cleandoc, parts)), model_with_networks],
        capture_output=True,
        text=True,
        timeout=300,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "KERAS_BACKEND": "jax"},
    )
    assert done.returncode == 0, done.stderr[-3000:]
