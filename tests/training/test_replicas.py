import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import tensorflow as tf
from numpy.testing import assert_array_equal

from skgan.exceptions import InputError
from skgan.training import _replicas, check_parts
from skgan.training._replicas import noise_of
from tests.training.fits import assert_same_weights, fit

ROOT = Path(__file__).parents[2]


def test_two_devices_train_as_one_does(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "tests.training.replicas", tmp_path],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    differences = found["differences"]
    assert len(differences) == 3 and max(differences.values()) < 5e-6, differences
    n_unequal, n_variables, n_iter = found["unequal"]
    assert n_unequal == 0 and n_variables > 40 and n_iter == 100
    on_one, on_two = found["distances"]
    assert max(on_one, on_two) < 1.5 * min(on_one, on_two)
    assert "batch_size=9 is not divisible by the 2 replicas" in found["odd"]
    assert "batch_size=8" in found["odd"]
    assert "jit_compile=True is not supported" in found["compiled"]
    assert found["files"] == 2
    assert found["same drawn"], "one device goes on from the checkpoint of two"


def test_one_replica_gives_the_bits_of_no_strategy():
    plain = fit(30)
    for strategy in (
        tf.distribute.MirroredStrategy(["CPU:0"]),
        tf.distribute.OneDeviceStrategy("CPU:0"),
    ):
        with strategy.scope():
            trained = fit(30)
        assert_same_weights(trained.generator, plain.generator)
        assert_same_weights(trained.discriminator, plain.discriminator)
        assert trained.history == plain.history


def test_a_strategy_without_equal_copies_is_refused():
    strategy = tf.distribute.experimental.CentralStorageStrategy(["CPU:0"])
    told = "CentralStorageStrategy is not supported.*MirroredStrategy"
    with strategy.scope(), pytest.raises(InputError, match=told):
        check_parts(8, False)
    with strategy.scope(), pytest.raises(InputError, match=told):
        fit(2)


@pytest.mark.parametrize("batch_size, named", [(64, 63), (1, 3), (8, 9)])
def test_the_replicas_share_a_batch_evenly(monkeypatch, batch_size, named):
    strategy = SimpleNamespace(num_replicas_in_sync=3)
    monkeypatch.setattr(_replicas, "scope_strategy", lambda: strategy)
    check_parts(9, False)
    with pytest.raises(InputError, match=f"example batch_size={named}\\."):
        check_parts(batch_size, False)


def test_parts_of_the_noise_are_of_the_same_samples():
    n_updates, batch, part = 2, 4, 2
    of_sample = np.arange(n_updates * batch, dtype=np.float32).reshape(n_updates, batch)
    noise = {
        "z": of_sample.reshape(-1, 1),
        "mix": of_sample[..., None],
        "change": np.stack([of_sample, of_sample], 1)[..., None],
    }
    noise = {name: tf.constant(values) for name, values in noise.items()}
    second = noise_of(noise, n_updates, part, part)
    expected = of_sample[:, part:]
    assert_array_equal(second["z"], expected.reshape(-1, 1))
    assert_array_equal(second["mix"], expected[..., None])
    assert_array_equal(second["change"][:, 1], expected[..., None])
