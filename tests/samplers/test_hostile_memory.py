"""Small files take little memory and time, whatever is in them."""

import io
import subprocess
import sys
import zipfile

import numpy as np
import pytest

from skgan import ACGANSampler
from tests._files.hostile import file_of, header_of, raw_file, with_header

MOST_MB, MOST_SECONDS = 300, 10
CHILD = """
import sys, time
from pathlib import Path
from skgan import load
from skgan.exceptions import LoadError

def megabytes(name):  # ru_maxrss would be that of the process that forked this one
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if name in line)

before, start = megabytes("VmRSS"), time.process_time()
try:
    load(sys.argv[1])
except LoadError:
    print(megabytes("VmHWM") - before, time.process_time() - start)
"""


def ranges(n):
    node = {"dict": [["range", {"tuple": [0, n, 1]}], ["name", None]]}
    return {"index": node}


def levels(*nodes):
    return {"index": {"dict": [["levels", [*nodes]]]}}


MISSING = {"value": {"dict": [["missing", "NA"]]}}
ONE = {"dict": [["values", ["a"]], ["dtype", {"dtype": "|O"}], ["name", None]]}
NOTES = {
    "a MultiIndex of ranges": levels(*[ranges(2**19)] * 5000),
    "a MultiIndex of allowed ranges": levels(*[ranges(2**14)] * 60),
    "categories in a range": [
        {"pandas": {"dict": [["categories", ranges(2**19)], ["ordered", False]]}}
    ],
    "arrays named twice": levels(*[{"array": 0}] * 50_000),
    "empty lists": [[]] * 250_000,
    "missing values": [MISSING] * 20_000,
    "columns": [{"index": ONE}] * 8000,
    "wide text": [{"items": ["<U9", [2000], ["a" * 400_000, *[""] * 1999]]}],
    "long decimals": {
        "index": {
            "dict": [
                ["values", [{"value": {"dict": [["decimal", "1E+999999999"]]}}]],
                ["dtype", {"dtype": "<i8"}],
                ["name", None],
            ]
        }
    },
    "deep lists": [[[[[[[[[[]]]]]]]]]] * 40_000,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    path = tmp_path_factory.mktemp("files") / "a"
    X = np.random.RandomState(0).normal(size=(60, 3))
    ACGANSampler(kernel_fraction=1).fit(X, np.repeat([0, 1], [40, 20])).save(path)
    return path.read_bytes()


def check(content, folder):
    assert len(content) <= 1.1e6
    (folder / "a").write_bytes(content)
    arguments = [sys.executable, "-c", CHILD, str(folder / "a")]
    ran = subprocess.run(arguments, capture_output=True, text=True, check=True)
    megabytes, seconds = map(float, ran.stdout.split())
    print(f"{megabytes:.0f} MB, {seconds:.1f} s")
    assert megabytes < MOST_MB and seconds < MOST_SECONDS


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory from /proc")
@pytest.mark.parametrize("kind", NOTES)
def test_trees_that_grow(kind, data, tmp_path):
    header = header_of(data)
    header["values"]["parts"][-1] = NOTES[kind]
    check(with_header(data, header), tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory from /proc")
def test_files_that_unpack_to_more(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("skgan.json", b"[]," * 2**26)
    check(packed.getvalue(), tmp_path)
    check(raw_file(b"[" * 10**6), tmp_path)
    check(file_of("[" * 10**6, {}), tmp_path)
