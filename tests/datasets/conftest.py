"""Small files of each format, written by the tests."""

import gzip
import struct

import numpy as np
import pytest
from scipy.io import savemat

TYPE_CODES = {"u1": 8, "i1": 9, "i2": 11, "i4": 12, "f4": 13, "f8": 14}
LETTERS = [[label, 64 + label, 96 + label] for label in range(1, 27)]


def idx_bytes(array):
    """Return an array in the IDX format."""
    code = TYPE_CODES[array.dtype.str[1:]]
    header = struct.pack(f">HBB{array.ndim}I", 0, code, array.ndim, *array.shape)
    return header + array.astype(array.dtype.newbyteorder(">")).tobytes()


def write_idx(path, array):
    """Write an IDX file, gzipped if its name says so."""
    content = idx_bytes(array)
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)


def write_emnist(folder, split, subset, upright, labels, suffix=""):
    """Write the two IDX files of one part of EMNIST, images transposed as in it."""
    stem = f"emnist-{split}-{subset}"
    stored = upright.swapaxes(1, 2)
    write_idx(folder / f"{stem}-images-idx3-ubyte{suffix}", stored)
    write_idx(folder / f"{stem}-labels-idx1-ubyte{suffix}", labels)


def write_emnist_mat(path, upright, labels, mapping, **options):
    """Write a MATLAB file of EMNIST with the images as its part "test"."""
    n = len(upright)
    test = {
        "images": upright.swapaxes(1, 2).reshape(n, -1),
        "labels": labels[:, np.newaxis],
        "writers": np.arange(n, dtype=float)[:, np.newaxis],
    }
    train = {name: values[:2] for name, values in test.items()}
    dataset = {"train": train, "test": test, "mapping": np.array(mapping, np.uint8)}
    savemat(path, {"other": "text", "dataset": dataset}, **options)


def etl6_record(number, code, jis_code, image):
    """Return one record of ETL6, after the table of the format."""
    head = struct.pack(
        ">H2sH6BI4H4B2H",
        *(number, code.encode(), 1001),
        *(jis_code, 0x81, 1, 2, 1, 35),
        77,
        *(3, 4, 7309, 7610),
        *(10, 11, 0, 15),
        *(0, 0),
    )
    pixels = (image[:, 0::2] << 4) | image[:, 1::2]
    return head + pixels.astype(np.uint8).tobytes() + bytes(4)


@pytest.fixture
def upright():
    """Twelve images without any symmetry."""
    return np.random.RandomState(0).randint(0, 256, (12, 28, 28)).astype(np.uint8)


@pytest.fixture
def sheet():
    """Images of ETL6, their codes and their JIS codes."""
    images = np.random.RandomState(0).randint(0, 16, (6, 63, 64)).astype(np.uint8)
    codes = [" A", "KA", " N", "A ", "0 ", "WO"]
    return images, codes, [0xB1, 0xB6, 0xDD, 0x41, 0x30, 0xA6]


@pytest.fixture
def etl6_file(tmp_path, sheet):
    """A file of ETL6 in a folder of its own."""
    records = [
        etl6_record(number, code, jis, image)
        for number, (image, code, jis) in enumerate(zip(*sheet, strict=True), 1)
    ]
    path = tmp_path / "ETL6C_02"
    path.write_bytes(b"".join(records))
    return path
