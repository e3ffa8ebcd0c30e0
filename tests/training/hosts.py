"""Train in two processes over 127.0.0.1, lose one of them, and start both again.

Run as a script. TensorFlow is imported once: each process is a fork, made before
TensorFlow has any threads.
"""

import json
import os
import signal
import socket
import sys
import time
from pathlib import Path

import numpy as np

from skgan import GANSampler
from skgan.callbacks import SampleWriter
from skgan.exceptions import SkganError
from skgan.training import _checkpoint  # TensorFlow, before the forks

Y = np.repeat([0, 1], [40, 20])
X = np.random.RandomState(0).normal(3 * Y[:, None], 1, (60, 3))
SECONDS = 60  # for both processes of a pair


class Stop:
    """Stop after two logged iterations."""

    def on_epoch_end(self, epoch, logs):
        return epoch == 1


class Die:
    """Be killed when the third logged iteration begins."""

    def on_epoch_begin(self, epoch, logs):
        if epoch == 2:
            os.kill(os.getpid(), signal.SIGKILL)


class Note:
    """Note which logged iterations there were."""

    def __init__(self):
        self.epochs = []

    def on_epoch_end(self, epoch, logs):
        self.epochs.append(epoch)


def fit(strategy, callbacks=(), **options):
    """Return a fitted sampler, or what an error said."""
    options = {"random_state": 0, "max_iter": 75} | options
    sampler = GANSampler(
        kernel_fraction=0,
        loss="hinge",
        n_discriminator_steps=1,
        batch_size=8,
        callbacks=list(callbacks),
        verbose=1,
        **options,
    )
    try:
        with strategy.scope():
            return sampler.fit(X, Y)
    except SkganError as error:
        return f"{type(error).__name__}: {error}"


def weights_of(sampler):
    return sampler.generator_.get_weights() + sampler.discriminator_.get_weights()


def whole(strategy, number, folder):
    """Fit to the end; then stop one process alone, and give both another seed."""
    writer = SampleWriter(folder / f"samples-{number}", 25, ["csv"])
    sampler = fit(strategy, [writer], checkpoint_dir=folder / "fit")
    stopped = fit(strategy, [Stop()] if number else [])
    np.savez(folder / f"whole-{number}.npz", *weights_of(sampler))
    return stopped.n_iter_, fit(strategy, random_state=number)


def killed(strategy, number, folder):
    return fit(strategy, [Die()] if number else [], checkpoint_dir=folder / "lost")


def again(strategy, number, folder):
    note = Note()
    sampler = fit(strategy, [note], checkpoint_dir=folder / "lost")
    np.savez(folder / f"again-{number}.npz", *weights_of(sampler))
    return note.epochs


def child(work, number, addresses, folder):
    """Be one of the two processes, and write what it found out."""
    import tensorflow as tf

    task = {"type": "worker", "index": number}
    os.environ["TF_CONFIG"] = json.dumps(
        {"cluster": {"worker": addresses}, "task": task}
    )
    errors = os.open(folder / f"{work.__name__}-{number}.log", os.O_CREAT | os.O_WRONLY)
    os.dup2(errors, 2)
    found = work(tf.distribute.MultiWorkerMirroredStrategy(), number, folder)
    (folder / f"{work.__name__}-{number}.json").write_text(json.dumps(found))


def free_addresses(n):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(n)]
    addresses = [f"127.0.0.1:{each.getsockname()[1]}" for each in sockets]
    for each in sockets:
        each.close()
    return addresses


def pair(work, folder):
    """Run two processes, and return how they ended."""
    addresses, children = free_addresses(2), []
    for number in range(2):
        process = os.fork()
        if not process:
            status = 1
            try:
                child(work, number, addresses, folder)
                status = 0
            finally:
                os._exit(status)
        children.append(process)
    return [ending(process, time.monotonic() + SECONDS) for process in children]


def ending(process, deadline):
    """Return the status with which a process ends, which is killed if it is late."""
    while time.monotonic() < deadline:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return "too late"


def main(temporary):
    folder = Path(temporary)
    _checkpoint.MOST_SHARE = float("inf")  # write whenever it may be
    print(json.dumps([pair(work, folder) for work in (whole, killed, again)]))


if __name__ == "__main__":
    main(sys.argv[1])
