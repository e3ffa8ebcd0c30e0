"""Fits of images that are read when a step needs them: memory and time a step.

Gray images of 28 x 28 pixels in ten classes are written to disk. Each line is a process
of its own on one thread, which says

memory
    the peak of its anonymous memory, less what it had when its libraries were imported.
    Pages of a mapped file are not in it: they are the system's cache, which it takes
    back when others need memory.
first
    the seconds from the start to the first step: the first pass over the images, and
    the kernel.
step
    CPU milliseconds of a step, of all threads: the median over blocks of 25 steps. On
    one core this is the time that a step takes, whatever else the machine does.

array
    The floor: all images in memory, all encoded at once.
memmap, folder, tf.data, PyDataset
    `np.load(mmap_mode="r")`, `load_image_folder(stream=True)` of PNG files, a
    tf.data.Dataset of fixed-length records, and a Keras PyDataset that reads the file.

Linux only: memory is RssAnon of /proc/self/status, looked at every 10 ms.

Examples
--------
A minute or two::

    python benchmarks/scale/images.py --images 10_000 --iterations 100

All of it; the folder has 200,000 files::

    python benchmarks/scale/images.py
"""

import argparse
import json
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path += [str(Path(__file__).parents[1] / name) for name in ("", "reliability")]

import _figures  # noqa: E402
from _process import in_new_process  # noqa: E402

SIDE, N_CLASSES, N_MORE = 28, 10, 1000
HEADER = 128  # bytes of an .npy file before its values
BLOCK = 1000
GOAL_TIMES = 1.15
CASES = ("array", "memmap", "folder", "tf.data", "PyDataset")


def pictures(first, n):
    """Return some images: a bright square at a place of its class, and noise."""
    import numpy as np

    rng = np.random.RandomState(first)
    images = rng.randint(0, 60, (n, SIDE, SIDE, 1), dtype=np.uint8)
    for i in range(n):
        row, column = 6 * ((first + i) % 3), 2 * ((first + i) % N_CLASSES)
        images[i, row : row + 9, column : column + 9] += 150
    return images


def write_images(folder, n, with_files):
    """Write all images to one array and, where asked for, to files."""
    import numpy as np
    from PIL import Image

    shape = (n, SIDE, SIDE, 1)
    path = folder / "X.npy"
    X = np.lib.format.open_memmap(path, "w+", np.uint8, shape)
    for label in range(N_CLASSES if with_files else 0):
        (folder / "files" / str(label)).mkdir(parents=True)
    for first in range(0, n, BLOCK):
        X[first : first + BLOCK] = images = pictures(first, min(BLOCK, n - first))
        for i, image in enumerate(images[..., 0] if with_files else ()):
            name = f"{(first + i) % N_CLASSES}/{first + i}.png"
            Image.fromarray(image).save(folder / "files" / name)
    X.flush()


class Peak(threading.Thread):
    """Look at the anonymous memory of this process again and again."""

    def __init__(self):
        super().__init__(daemon=True)
        self.highest, self.is_over = 0, threading.Event()

    def run(self):
        """Look until it is over."""
        while not self.is_over.wait(0.01):
            self.highest = max(self.highest, anonymous())


def anonymous():
    """Return the anonymous memory of this process, MB."""
    with open("/proc/self/status") as status:
        [line] = [line for line in status if line.startswith("RssAnon")]
    return int(line.split()[1]) / 1024


class Clock:
    """A callback that notes the CPU seconds of each block of steps."""

    def __init__(self):
        self.began, self.first, self.blocks = time.perf_counter(), None, []

    def on_epoch_begin(self, epoch, logs=None):
        """Start the clock."""
        self.first = self.first or time.perf_counter() - self.began
        self.cpu = time.process_time()

    def on_epoch_end(self, epoch, logs=None):
        """Note the time."""
        self.blocks.append(time.process_time() - self.cpu)


def arguments_of(name, folder, n):
    """Return what `fit` takes."""
    import numpy as np

    X, y = folder / "X.npy", np.arange(n) % N_CLASSES
    if name == "array":
        return np.load(X), y
    if name == "memmap":
        return np.load(X, mmap_mode="r"), y
    if name == "folder":
        from skgan.datasets import load_image_folder

        shape = (SIDE, SIDE)
        return load_image_folder(folder / "files", shape, stream=True, return_X_y=True)
    return (dataset if name == "tf.data" else py_dataset)(X, n)


def dataset(path, n):
    """Return a tf.data.Dataset of the file."""
    import tensorflow as tf

    records = tf.data.FixedLengthRecordDataset(str(path), SIDE * SIDE, HEADER)
    images = records.batch(64).map(
        lambda batch: tf.ensure_shape(
            tf.reshape(tf.io.decode_raw(batch, tf.uint8), (-1, SIDE, SIDE, 1)),
            (None, SIDE, SIDE, 1),
        )
    )
    labels = tf.data.Dataset.range(n).batch(64).map(lambda i: i % N_CLASSES)
    return (tf.data.Dataset.zip((images, labels)),)


def py_dataset(path, n):
    """Return a Keras PyDataset of the file."""
    import keras
    import numpy as np

    class Batches(keras.utils.PyDataset):
        def __init__(self):
            super().__init__()
            self.X = np.load(path, mmap_mode="r")

        def __len__(self):
            return -(-n // 64)

        def __getitem__(self, i):
            images = self.X[64 * i : 64 * (i + 1)]
            return np.array(images), (64 * i + np.arange(len(images))) % N_CLASSES

    return (Batches(),)


def measure(case):
    """Return the figures of one case, in this process."""
    import skgan.training  # noqa: F401

    import skgan  # isort: skip

    before, peak, clock = anonymous(), Peak(), Clock()
    peak.start()
    name, n = case["name"], case["images"]
    sampler = getattr(skgan, case["sampler"])(
        sampling_strategy={0: n // N_CLASSES + N_MORE}
        if name != "folder"
        else {"0": n // N_CLASSES + N_MORE},
        policy="copies",
        max_iter=case["iterations"],
        callbacks=[clock],
        random_state=0,
    )
    sampler.fit(*arguments_of(name, Path(case["folder"]), n))
    peak.is_over.set()
    steps = sorted(clock.blocks[1:])
    return {
        "MB": peak.highest - before,
        "first": clock.first,
        "ms": 1000 * steps[len(steps) // 2] / 25,
        "seconds": time.perf_counter() - clock.began,
    }


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--images", type=int, nargs="+", default=[10_000, 200_000])
    parser.add_argument("--cases", nargs="+", default=CASES, choices=CASES)
    parser.add_argument("--samplers", nargs="+", default=["ACGANSampler"])
    parser.add_argument("--iterations", type=int, default=250)
    parser.add_argument("--folder", type=Path, help="default: a temporary one")
    parser.add_argument("--case", type=json.loads, help=argparse.SUPPRESS)
    return _figures.parse_arguments(parser, argv)


def run_cases(arguments, n, sampler, folder):
    """Yield the row of each case, measured in a separate process."""
    floor = None
    for name in arguments.cases:
        case = {"name": name, "images": n, "sampler": sampler}
        case |= {"folder": folder, "iterations": arguments.iterations}
        said = in_new_process(__file__, case)
        floor = floor or said["ms"]
        times = said["ms"] / floor
        row = {"sampler": sampler, "images in": name, "images": n, "MB": said["MB"]}
        row |= {"seconds to the first step": said["first"], "ms a step": said["ms"]}
        row["times the first"] = f"{times:.2f}"
        row["goal"] = "met" if times <= GOAL_TIMES else "missed"
        print(row, file=sys.stderr, flush=True)
        yield row


def main(argv=None):
    """Measure in new processes, or be one of them."""
    arguments = parse_arguments(argv)
    if arguments.case:
        print("\n" + json.dumps(measure(arguments.case)))
        return
    import pandas as pd

    rows = []
    for n in arguments.images:
        with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
            write_images(Path(folder), n, "folder" in arguments.cases)
            for sampler in arguments.samplers:
                rows += run_cases(arguments, n, sampler, folder)
    table = pd.DataFrame(rows).set_index(["sampler", "images in"])
    digits = {"MB": 0, "seconds to the first step": 1, "ms a step": 0}
    with _figures.Figures(__file__, arguments) as figures:
        figures.add(
            "",
            _figures.texts(table, digits),
            "Gray images of 28 x 28 pixels in ten classes; each row was measured in a "
            "separate process of one thread. MB: peak of anonymous memory beyond what "
            "the process has with TensorFlow imported; ms a step: CPU time of all "
            f"threads. The goal is {GOAL_TIMES:g} times the step of images in memory.",
        )


if __name__ == "__main__":
    main()
