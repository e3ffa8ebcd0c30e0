"""Kill fits by SIGKILL, again and again, until one ends.

Run as a script. TensorFlow is imported once: each fit is a fork, made before TensorFlow
has any threads.
"""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import numpy as np

from skgan import GANSampler
from skgan.training import _checkpoint  # TensorFlow, before the forks

Y = np.repeat([0, 1, 2], [30, 20, 10])
X = np.random.RandomState(0).normal(3 * Y[:, None], 1, (60, 3))


def fit(folder, path):
    """Fit two classes one after the other, and write what comes of it."""
    sampler = GANSampler(
        conditioning="per-class",
        max_iter=100,
        early_stopping=True,
        n_iter_no_change=20,
        checkpoint_dir=folder,
        random_state=0,
    )
    X_new, _ = sampler.fit_resample(X, Y)
    np.savez(path, X=X_new, drawn=sampler.sample(20)[0], n_iter=sampler.n_iter_)


def die_in_file(folder, n_events):
    """Be killed when so many files of a folder were opened, renamed or removed."""
    left = [n_events]

    def look(event, arguments):
        if event in ("open", "os.rename", "os.remove") and folder in str(arguments):
            left[0] -= 1
            if left[0] <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)


def die_later(folder, seconds):
    """Be killed some time after the training has begun."""

    def wait():
        while not (Path(folder) / "fit.json").exists():
            time.sleep(0.01)
        time.sleep(seconds)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=wait, daemon=True).start()


def in_child(function, *arguments):
    """Return the signal by which a forked process was killed, or 0."""
    child = os.fork()
    if not child:
        status = 1
        try:
            function(*arguments)
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return os.WTERMSIG(status)
    assert os.WEXITSTATUS(status) == 0
    return 0


def fit_and_die(folder, path, die, amount):
    die(folder, amount)
    fit(folder, path)


def main(temporary):
    folder, path = f"{temporary}/fit", f"{temporary}/killed.npz"
    in_child(fit, None, f"{temporary}/whole.npz")
    _checkpoint.MOST_SHARE = float("inf")  # write whenever it may be
    # The first file events are those of fit.json, the later ones those of states.
    kills = [(die_in_file, n) for n in (2, 9, 16)] + [(die_later, 0.3)]
    signals = [in_child(fit_and_die, folder, path, *kill) for kill in kills]
    in_child(fit, folder, path)
    print(*signals, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
