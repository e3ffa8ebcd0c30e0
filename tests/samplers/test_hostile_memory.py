"""Small files take little memory and time, whatever is in them."""

import io
import subprocess
import sys
import zipfile

import numpy as np
import pytest

from skgan import ACGANSampler
from tests._files.hostile import file_of, header_of, raw_file, with_header

MAX_MB, MAX_SECONDS = 300, 10
# One process for all files: it lets Linux forget its peak of memory before each.
CHILD = """
import sys, time
from pathlib import Path
from skgan import load
from skgan.exceptions import LoadError

def megabytes(name):  # ru_maxrss would be that of the process that forked this one
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if name in line)

for path in sys.argv[1:]:
    Path("/proc/self/clear_refs").write_text("5")
    before, start = megabytes("VmRSS"), time.process_time()
    try:
        load(path)
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


def packed_json():
    """Return a zip of JSON that unpacks to far more."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("skgan.json", b"[]," * 2**23)
    return packed.getvalue()


OTHERS = {
    "a packed zip": packed_json,
    "a header of brackets": lambda: raw_file(b"[" * 10**6),
    "JSON of brackets": lambda: file_of("[" * 10**6, {}),
}


def saved_sampler(path):
    """Return the bytes of a saved sampler."""
    X = np.random.RandomState(0).normal(size=(60, 3))
    ACGANSampler(kernel_fraction=1).fit(X, np.repeat([0, 1], [40, 20])).save(path)
    return path.read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory from /proc")
def test_small_files_take_little_memory_and_time(tmp_path):
    data = saved_sampler(tmp_path / "sampler")
    contents = {name: make() for name, make in OTHERS.items()}
    for name, note in NOTES.items():
        header = header_of(data)
        header["values"]["parts"][-1] = note
        contents[name] = with_header(data, header)
    assert max(map(len, contents.values())) <= 1.1e6
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    arguments = [sys.executable, "-c", CHILD, *(str(tmp_path / n) for n in contents)]
    ran = subprocess.run(arguments, capture_output=True, text=True, check=True)
    for name, line in zip(contents, ran.stdout.splitlines(), strict=True):
        megabytes, seconds = map(float, line.split())
        assert megabytes < MAX_MB and seconds < MAX_SECONDS, name
