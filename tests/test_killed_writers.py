"""A disk that is full and SIGTERM in the midst of a write leave the old file whole."""

import signal
import subprocess
import sys
from contextlib import contextmanager

import numpy as np
import pytest

from skgan import ACGANSampler, load
from skgan.callbacks import SampleWriter
from tests.helpers import Y

resource = pytest.importorskip("resource")

X = np.random.RandomState(0).normal(3 * Y[:, None], 1, (60, 3))


@contextmanager
def room_for(n_bytes):
    """Let no file grow beyond some bytes, as on a disk that is full.

    Python ignores the signal, so that the write fails with an OSError.
    """
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def fit(seed, **parameters):
    parameters = {"kernel_fraction": 1} | parameters
    return ACGANSampler(random_state=seed, **parameters).fit(X, Y)


@pytest.mark.parametrize("share", [0.0, 0.5, 0.999])
def test_a_sampler_saved_on_a_full_disk(tmp_path, share):
    path = tmp_path / "sampler.skgan"
    old, new = fit(0), fit(1)
    old.save(path)
    whole = path.read_bytes()
    with room_for(int(share * len(whole))), pytest.raises(OSError):
        new.save(path)
    assert path.read_bytes() == whole
    assert list(tmp_path.iterdir()) == [path]
    np.testing.assert_array_equal(load(path).sample(5)[0], old.sample(5)[0])
    new.save(path)
    np.testing.assert_array_equal(load(path).sample(5)[0], new.sample(5)[0])


def test_samples_written_on_a_full_disk(tmp_path):
    def write(seed):
        writer = SampleWriter(tmp_path, formats=["csv"], n_samples=500)
        fit(seed, kernel_fraction=0.5, max_iter=25, callbacks=[writer])

    write(0)
    [path] = tmp_path.iterdir()
    whole = path.read_bytes()
    with room_for(len(whole) // 2), pytest.raises(OSError):
        write(1)
    assert path.read_bytes() == whole and list(tmp_path.iterdir()) == [path]


def test_checkpoints_written_on_a_full_disk(tmp_path, monkeypatch):
    monkeypatch.setattr("skgan.training._checkpoint.MOST_SHARE", float("inf"))

    class Stop(Exception):
        pass

    class StopAfter:
        def on_epoch_end(self, epoch, logs=None):
            if epoch == 1:
                raise Stop

    game = {"kernel_fraction": 0.5, "max_iter": 100}
    expected = fit(0, **game).sample(9)[0]
    game["checkpoint_dir"] = tmp_path
    with pytest.raises(Stop):
        fit(0, callbacks=[StopAfter()], **game)
    kept = {path: path.read_bytes() for path in tmp_path.glob("*.safetensors")}
    assert kept
    room = max(map(len, kept.values())) // 4  # the last state is the smallest
    with room_for(room), pytest.warns(UserWarning, match="can't be written"):
        full = fit(0, **game)
    np.testing.assert_array_equal(full.sample(9)[0], expected)
    assert {path: path.read_bytes() for path in tmp_path.glob("*.safetensors")} == kept
    np.testing.assert_array_equal(fit(0, **game).sample(9)[0], expected)


SAVE_AND_HANG = """
import os, sys, time
import numpy as np
from skgan import ACGANSampler

Y = np.repeat([0, 1], [40, 20])
X = np.random.RandomState(0).normal(3 * Y[:, None], 1, (60, 3))
old, new = (ACGANSampler(kernel_fraction=1, random_state=i).fit(X, Y) for i in (0, 1))
old.save(sys.argv[1])

def hang(descriptor):
    print(os.fstat(descriptor).st_size, flush=True)
    time.sleep(60)

os.fsync = hang
new.save(sys.argv[1])
"""


def test_sigterm_in_the_midst_of_saving(tmp_path):
    path = tmp_path / "sampler.skgan"
    command = [sys.executable, "-c", SAVE_AND_HANG, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert int(process.stdout.readline()) > 1000  # of the new file are written
        process.send_signal(signal.SIGTERM)
        assert process.wait() == -signal.SIGTERM
    np.testing.assert_array_equal(load(path).sample(5)[0], fit(0).sample(5)[0])
    fit(1).save(path)
    np.testing.assert_array_equal(load(path).sample(5)[0], fit(1).sample(5)[0])
