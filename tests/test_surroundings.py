"""skgan in surroundings that users have: each child process checks several things."""

import os
import subprocess
import sys
from inspect import cleandoc
from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = """
import numpy as np
import skgan
from skgan import ACGANSampler
X = np.random.RandomState(0).normal(size=(60, 3)) + np.arange(60)[:, None] % 4
y = np.repeat([0, 1], [40, 20])
def make(**parameters):
    return ACGANSampler(**{"max_iter": 2, "random_state": 0} | parameters)
"""


def in_child(code, *options, **surroundings):
    """Run code in a new process after the imports; return what it prints."""
    surroundings.setdefault("env", {})
    surroundings["env"] = {**os.environ, "PYTHONPATH": str(ROOT)} | surroundings["env"]
    script = f"{DATA}\n{cleandoc(code)}"
    done = subprocess.run(
        [sys.executable, *options, "-c", script],
        capture_output=True,
        text=True,
        timeout=300,
        **surroundings,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.split()


FORK = """
    import os, time
    from skgan.exceptions import ForkedProcessError

    def works(function):
        "Return whether a forked process ends well, or None if it does not end."
        pid = os.fork()
        if pid == 0:
            try:
                function()
                os._exit(0)
            except ForkedProcessError as error:
                named = "'spawn'" in str(error) and "'loky'" in str(error)
                os._exit(1 if named else 2)
            except BaseException:
                os._exit(3)
        for _ in range(600):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.1)
        os.kill(pid, 9)
        os.waitpid(pid, 0)

    def same(path=None):
        drawn = (skgan.load(path) if path else fitted).sample(300, random_state=1)[0]
        assert (drawn == expected).all()

    assert works(lambda: make().fit(X, y)) == 0  # TensorFlow's threads are its own
    fitted = make().fit(X, y)
    expected = fitted.sample(300, random_state=1)[0]
    fitted.save("fitted.skgan")
    images = np.random.RandomState(0).rand(60, 8, 8, 1)
    of_images = make().fit(images, y)
    assert works(lambda: make().fit(X, y)) == 1
    assert works(lambda: make().fit_resample(images, y)) == 1
    assert works(lambda: of_images.sample(9)) == 1
    assert works(lambda: fitted.generator_) == 1
    assert works(lambda: make(kernel_fraction=1).fit_resample(X, y)) == 0
    assert works(same) == 0
    assert works(lambda: same("fitted.skgan")) == 0
    assert works(lambda: fitted.discriminate(np.tile(X, (20, 1)))) == 0
    make().fit(X, y)  # the parent goes on
"""


def test_what_would_hang_after_a_fork_is_refused_and_the_rest_works(tmp_path):
    in_child(FORK, cwd=tmp_path)


SETTINGS = """
    import keras

    kinds = {
        "table": X,
        "signal": np.random.RandomState(0).normal(size=(60, 16, 2)),
        "image": np.random.RandomState(0).rand(60, 8, 8, 1),
    }
    presets = {"signal": [None], "image": [None, "dcgan-mnist"], "table": [None]}

    def results():
        "Return samples, judgements and weights of fits of each kind, as bytes."
        for kind, samples in kinds.items():
            for preset in presets[kind]:
                cls = skgan.DCGANSampler if preset else ACGANSampler
                options = {"max_iter": 2, "random_state": 0, "preset": preset}
                sampler = cls(latent_dim=5, **options)
                yield sampler.fit_resample(samples, y)[0].tobytes()
                yield sampler.discriminate(samples[:9]).tobytes()
                yield repr(sampler.history_).encode()

    def kept():
        return list(results())

    keras.config.set_floatx("float64")
    keras.config.set_image_data_format("channels_first")
    there = kept()
    assert keras.config.floatx() == "float64"
    assert keras.config.image_data_format() == "channels_first"
    keras.config.set_floatx("float16")
    assert kept() == there  # in the same programs
    keras.config.set_floatx("float32")
    keras.config.set_image_data_format("channels_last")
    assert kept() == there
    from skgan.training import _program
    _program._programs.clear()
    assert kept() == there  # in programs that were traced without these settings
"""


def test_settings_of_keras_make_no_difference():
    in_child(SETTINGS, "-W", "error")
