"""End processes in the midst of writing, and fill their disk; look at the old file.

sigterm
    A process saves one sampler over another, again and again, and is ended by SIGTERM
    after a random time. What it leaves is loaded each time.
disk
    A sampler is saved over an old one on a small tmpfs, filled so that between nothing
    and all but a kilobyte of the new file fits in. Without the right to mount one, a
    limit for the size of files takes its place.

Examples
--------
Three minutes::

    python benchmarks/reliability/kills.py
"""

import argparse
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402

TMPFS_BYTES = 2**20
PAGE = 4096
LONGEST = 0.5  # seconds until SIGTERM


def make_sampler(seed):
    """Return a fitted sampler whose file has some hundred kilobytes."""
    import numpy as np

    from skgan import ACGANSampler

    rng = np.random.RandomState(0)
    X, y = rng.normal(size=(900, 40)), np.repeat([0, 1], [600, 300])
    return ACGANSampler(kernel_fraction=1, random_state=seed).fit(X, y)


def save_forever(path):
    """Save two samplers in turn."""
    samplers = [make_sampler(seed) for seed in (0, 1)]
    samplers[0].save(path)
    print("saved", flush=True)
    while True:
        for sampler in samplers:
            sampler.save(path)


def kill_writers(n_kills):
    """Return what is told of kills: how often the file was whole after them."""
    import numpy as np

    from skgan import load

    expected = [make_sampler(seed).sample(5)[0] for seed in (0, 1)]
    whole = n_midst = 0
    for _ in range(n_kills):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "sampler.skgan"
            command = [sys.executable, __file__, "--save", str(path)]
            with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
                process.stdout.readline()
                time.sleep(random.uniform(0, LONGEST))
                process.send_signal(signal.SIGTERM)
            n_midst += len(list(Path(folder).iterdir())) - 1
            X = load(path).sample(5)[0]
            whole += any(np.array_equal(X, one) for one in expected)
    return {
        "ended": f"by SIGTERM, {n_midst} times during a write",
        "times": n_kills,
        "old or new file whole": whole,
    }


@contextmanager
def small_disk():
    """Lend a folder on a tmpfs of a megabyte, or None where that may not be."""
    with tempfile.TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={TMPFS_BYTES}", "tmpfs", folder]
        try:
            subprocess.run(mount, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            yield Path(folder), False
            return
        try:
            yield Path(folder), True
        finally:
            subprocess.run(["umount", folder], check=True)


@contextmanager
def room_for(folder, is_tmpfs, n_bytes):
    """Leave room for so many bytes."""
    if is_tmpfs:
        filler = folder / "filler"
        free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
        filler.write_bytes(bytes(max(free - n_bytes, 0)))
        try:
            yield
        finally:
            filler.unlink()
    else:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)


def fill_disk():
    """Return what is told of full disks: how often the old file was whole."""
    old, new = make_sampler(0), make_sampler(1)
    whole = n_failed = n_rooms = 0
    with small_disk() as (folder, is_tmpfs):
        path = folder / "sampler.skgan"
        old.save(path)
        before = path.read_bytes()
        for room in range(0, len(before) - PAGE, PAGE):
            n_rooms += 1
            with room_for(folder, is_tmpfs, room):
                try:
                    new.save(path)
                except OSError:
                    n_failed += 1
                alone = {p.name for p in folder.iterdir()} <= {path.name, "filler"}
                whole += alone and path.read_bytes() == before
    where = "a full tmpfs" if is_tmpfs else "a limit of the size of files"
    return {
        "ended": f"by {where}, {n_failed} times with an OSError",
        "times": n_rooms,
        "old or new file whole": whole,
    }


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--save", help=argparse.SUPPRESS)
    return _figures.parse_arguments(parser, argv)


def main(argv=None):
    """Kill and fill, or be the one that is killed."""
    arguments = parse_arguments(argv)
    if arguments.save:
        save_forever(arguments.save)
    import pandas as pd

    rows = {
        "saved over an old file": fill_disk(),
        "two samplers saved in turn": kill_writers(arguments.kills),
    }
    with _figures.Figures(__file__, arguments) as figures:
        figures.add(
            "",
            _figures.texts(pd.DataFrame(rows).T),
            "Processes that are killed while they save a sampler to an existing file. "
            "The disk has room for 0, 4, 8, ... kB less than the whole; SIGTERM comes "
            "after a random time.",
        )


if __name__ == "__main__":
    main()
