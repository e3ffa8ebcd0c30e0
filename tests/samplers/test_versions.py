import subprocess
import sys
from importlib.metadata import PackageNotFoundError

import numpy as np
import pytest

import skgan
from skgan import ACGANSampler, load
from skgan.samplers import _versions

SCRIPT = """
import sys
import skgan
skgan.show_versions()
print({"tensorflow", "keras"} & {name.split(".")[0] for name in sys.modules})
"""


def test_versions_are_shown_without_loading_tensorflow():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    names = [line.split(":")[0].strip() for line in done.stdout.splitlines()]
    wanted = "python skgan numpy scipy scikit-learn imbalanced-learn pandas keras"
    assert {*wanted.split(), "tensorflow", "safetensors", "rich"} <= {*names}
    assert "not installed" not in done.stdout and done.stdout.endswith("set()\n")


def test_each_line_of_the_versions_has_a_name_and_a_value(capsys):
    skgan.show_versions()
    printed = capsys.readouterr().out
    lines = [line for line in printed.splitlines() if line and not line.endswith(":")]
    assert len(lines) > 10 and all(": " in line for line in lines)
    assert f"skgan: {skgan.__version__}" in printed


def test_tensorflow_of_another_name_is_shown_with_its_name(monkeypatch, capsys):
    """tensorflow-cpu has the module, but not the name, of tensorflow."""
    installed = {"tensorflow-cpu": "2.20.0", "numpy": "2.0.0"}

    def version(name):
        if name not in installed:
            raise PackageNotFoundError(name)
        return installed[name]

    names = {"tensorflow": ["tensorflow-cpu"]}
    monkeypatch.setattr(_versions, "version", version)
    monkeypatch.setattr(_versions, "packages_distributions", lambda: names)
    skgan.show_versions()
    printed = capsys.readouterr().out
    assert "tensorflow: 2.20.0 (tensorflow-cpu)\n" in printed
    assert "numpy: 2.0.0\n" in printed and "keras: not installed\n" in printed


def test_loading_what_another_version_has_saved_is_a_warning(tmp_path, monkeypatch):
    X, y = np.random.RandomState(0).normal(size=(30, 2)), np.arange(30) < 8
    sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(X, y)
    with monkeypatch.context() as patch:
        patch.setattr(skgan, "__version__", "0.0.9")
        sampler.save(tmp_path / "old")
    with pytest.warns(UserWarning, match="old was saved by skgan 0.0.9 and is loaded"):
        loaded = load(tmp_path / "old")
    np.testing.assert_array_equal(loaded.sample(5)[0], sampler.sample(5)[0])
