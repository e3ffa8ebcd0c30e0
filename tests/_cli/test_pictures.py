"""Pictures of any names, and the page that shows them."""

import os
import re
import sys

import numpy as np
import pytest
from PIL import Image

from tests._cli.conftest import KERNEL

RNG = np.random.RandomState(0)


def write_pictures(folder, names):
    """Write pictures, no two of them alike."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(RNG.randint(0, 256, (8, 8)).astype(np.uint8)).save(path)


def contents(folder):
    return {path.read_bytes() for path in folder.rglob("*.png")}


def test_real_pictures_of_an_earlier_run_are_not_overwritten(run, tmp_path):
    """Three missing pictures gave generated ones the names of real ones."""
    first, second = tmp_path / "first", tmp_path / "second"
    write_pictures(tmp_path / "data", [f"a/{i}.png" for i in range(12)])
    write_pictures(tmp_path / "data", [f"b/{i}.png" for i in range(4)])
    run("resample", tmp_path / "data", "-o", first, *KERNEL)
    for path in sorted(first.glob("b/*.png"))[:3]:
        path.unlink()
    real = contents(first)
    run("resample", first, "-o", second, *KERNEL)
    assert contents(second) > real and len(contents(second)) == 24
    assert all(
        (second / path.relative_to(first)).read_bytes() == path.read_bytes()
        for path in first.rglob("*.png")
    )


@pytest.mark.skipif(sys.platform != "linux", reason="names that others refuse")
def test_names_of_any_bytes_and_length_are_written(run, tmp_path):
    data, output = tmp_path / "data", tmp_path / "out"
    odd = os.fsdecode(b"caf\xe9")
    names = ["a" * 214 + ".png", "b" * 251 + ".png", f"{odd}.png", f"x/{'b' * 251}.png"]
    write_pictures(data, [f"{odd}/{name}" for name in names])
    write_pictures(data, [f"index.html/{i}.png" for i in range(6)])
    run("resample", data, "-o", output, *KERNEL)
    assert contents(output) >= contents(data) and len(contents(output)) == 12
    assert (output / "index.html").is_file() and (output / "caf%E9").is_dir()
    page = (output / "index.html").read_text()
    assert page.count("caf%25E9/caf%E9.png") == 1 and page.count("<img") == 12
    model = tmp_path / "m.skgan"
    run("train", data, "-o", model, *KERNEL)
    assert "?: 3, index.html: 3" in run(
        "generate", model, "--per-class", 3, "-o", tmp_path / "g"
    )


def test_classes_of_any_letters_are_written(run, tmp_path):
    long = "l" * 300
    classes = ["index.html", "a\0b", "new\nline", "A", "a", long, long + "2", "?" * 200]
    y = np.repeat(classes, [5, 2, 2, 2, 2, 2, 2, 2])
    X = RNG.randint(0, 256, (len(y), 8, 8, 1)).astype(np.uint8)
    np.savez(tmp_path / "data.npz", X=X, y=y)
    output = tmp_path / "out"
    run("resample", tmp_path / "data.npz", "-o", output, *KERNEL)
    folders = sorted(path.name for path in output.iterdir() if path.is_dir())
    assert len(folders) == 8 and {"index.html_", "a%00b", "new%0Aline"} <= {*folders}
    assert len({name.casefold() for name in folders}) == 8
    assert all(len([*(output / name).iterdir()]) == 5 for name in folders)


def test_the_page_shows_all_pictures_in_parts(run, tmp_path):
    """Of 1,000 pictures of a class the page showed 300."""
    y = np.repeat(["a", "b"], [1000, 400])
    X = RNG.randint(0, 256, (len(y), 8, 8, 1)).astype(np.uint8)
    np.savez(tmp_path / "data.npz", X=X, y=y)
    output = tmp_path / "out"
    run("resample", tmp_path / "data.npz", "-o", output, "--strategy", "b=600", *KERNEL)
    page = (output / "index.html").read_text()
    shown = re.findall('src="(.*?)"', page)
    files = {path.relative_to(output).as_posix() for path in output.rglob("*.png")}
    assert len(shown) == 1600 and set(shown) == files
    parts = page.split('<div class="page"')[1:]
    assert [part.count("<img") for part in parts] == [500, 500, 500, 100]
    targets = re.findall('href="#(.*?)"', page)
    ids = re.findall('id="(.*?)"', page)
    assert set(targets) < set(ids) and len(ids) == len(set(ids))
    assert page.count('tabindex="0"') == 1600 and "<script" not in page
    assert "400 real, 200 generated" in parts[2] and "are on this page" in parts[0]
