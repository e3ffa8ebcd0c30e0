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


def in_child(*codes, options=(), env=None, without=(), **surroundings):
    """Run code in a new process after the imports, which has to end well.

    Several pieces share a process, as TensorFlow takes seconds to be imported.
    """
    env = {**os.environ, "PYTHONPATH": str(ROOT)} | (env or {})
    surroundings["env"] = {k: v for k, v in env.items() if k not in without}
    script = "\n".join([DATA, *map(cleandoc, codes)])
    done = subprocess.run(
        [sys.executable, *options, "-c", script],
        capture_output=True,
        text=True,
        timeout=300,
        **surroundings,
    )
    assert done.returncode == 0, done.stderr[-3000:]


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


STOP = """
    import signal, threading, warnings, _thread
    # Whoever starts the tests in the background may have them ignore SIGINT.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    import skgan.training  # an import that is interrupted can't be made again
    from imblearn.pipeline import make_pipeline
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GridSearchCV, cross_val_score

    def stopped(function, seconds):
        "Return what a function raises or returns when Ctrl-C is pressed."
        done = threading.Event()

        def press():
            while not done.wait(seconds):  # once may be lost within a finalizer
                _thread.interrupt_main()

        thread = threading.Thread(target=press)
        thread.start()
        try:
            return function()
        except KeyboardInterrupt:
            return KeyboardInterrupt
        finally:
            done.set()
            thread.join()

    long = dict(max_iter=50_000, kernel_fraction=0.5)
    warnings.simplefilter("ignore")
    pipeline = make_pipeline(make(**long), LogisticRegression())
    grid = GridSearchCV(pipeline, {"logisticregression__C": [1, 2]}, cv=2)
    # While it is built and while it is traced.
    for seconds in (0.3, 1.0):
        new = make(**long, latent_dim=int(10 * seconds))  # a program of its own
        done = stopped(lambda: new.fit(X, y), seconds)
        assert done is KeyboardInterrupt or done.n_iter_ < 50_000
        if done is not KeyboardInterrupt:
            assert len(done.sample(5)[0]) == 5
    make(kernel_fraction=0.5).fit(X, y)  # so that what follows is training
    sampler = make(**long)
    assert stopped(lambda: sampler.fit_resample(X, y), 1.0) is KeyboardInterrupt
    assert sampler.n_iter_ > 0 and len(sampler.sample(5)[0]) == 5
    assert stopped(lambda: grid.fit(X, y), 1.0) is KeyboardInterrupt
    scores = lambda: cross_val_score(pipeline, X, y, cv=3)
    assert stopped(scores, 1.0) is KeyboardInterrupt
    assert make().fit(X, y).n_iter_ == 2
"""


def test_after_a_fork_nothing_hangs_and_ctrl_c_ends_fits_and_searches(tmp_path):
    """What would hang after a fork is refused, and the rest works there."""
    in_child(FORK, STOP, cwd=tmp_path)


BARE = """
    import os
    from concurrent.futures import ThreadPoolExecutor
    from multiprocessing import get_context

    from joblib import Parallel, delayed

    assert "HOME" not in os.environ
    def rows(seed):
        sampler = ACGANSampler(max_iter=2, random_state=seed)
        return sampler.fit_resample(X, y)[0]

    if __name__ == "__main__":
        alone = [rows(seed) for seed in (0, 1)]
        with ThreadPoolExecutor(2) as pool:
            together = list(pool.map(rows, (0, 1)))
        for one, other in zip(alone, together):
            assert (one == other).all()
        fitted = make().fit(X, y)
        (here, _), = Parallel(2)([delayed(fitted.sample)(20, random_state=3)])
        assert (here == fitted.sample(20, random_state=3)[0]).all()
        with get_context("spawn").Pool(1) as pool:
            there, _ = pool.apply(fitted.sample, (20,), {"random_state": 3})
        assert (there == here).all()
        fitted.save(os.path.join(os.environ["TMPDIR"], "fitted.skgan"))
        assert os.listdir(".") == []
"""


SETTINGS = """
    import keras

    def results():
        "Return samples, judgements and weights of a fit of images, as bytes."
        images = np.random.RandomState(0).rand(60, 8, 8, 1)
        sampler = make(latent_dim=5)
        yield sampler.fit_resample(images, y)[0].tobytes()
        yield sampler.discriminate(images[:9]).tobytes()
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


def test_bare_surroundings_processes_and_settings_of_keras(tmp_path):
    """Warnings are errors, there is no home, and the directory is read-only."""
    here, room = tmp_path / "here", tmp_path / "room"
    here.mkdir(mode=0o555)
    room.mkdir()
    surroundings = {"cwd": here, "env": {"TMPDIR": str(room)}, "without": ["HOME"]}
    in_child(BARE, SETTINGS, options=["-W", "error"], **surroundings)
