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
