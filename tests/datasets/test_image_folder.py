import os
import struct
import sys
import zlib

import numpy as np
import pytest
from PIL import Image

from skgan.datasets import first_shape, load_image_folder
from skgan.exceptions import DataFileError, InputError

RED = (250, 10, 10)
ORIENTATION = 0x0112  # the tag of EXIF
UNSIGNED, SIGNED, FLOAT = 1, 2, 3  # sample formats of TIFF


def save(path, color=RED, size=(12, 10), mode="RGB", **options):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new(mode, size, color).save(path, **options)


@pytest.fixture
def folder(tmp_path):
    """Two classes, named and numbered so that plain sorting mixes them up."""
    for name in ("b10", "b2"):
        for i in (10, 9, 1):
            save(tmp_path / name / f"{i}.png", (i, i, i))
    return tmp_path


def test_classes_and_files_come_in_natural_order(folder):
    bunch = load_image_folder(folder, (10, 12))
    assert bunch.target.tolist() == ["b2"] * 3 + ["b10"] * 3
    assert bunch.target_names.tolist() == ["b2", "b10"]
    assert bunch.images[:, 0, 0].tolist() == [1, 9, 10, 1, 9, 10]
    assert bunch.filenames[0] == str(folder / "b2" / "1.png")
    assert bunch.broken == []


def test_any_format_and_mode_becomes_the_channels_asked_for(tmp_path):
    for suffix in ("png", "jpg", "JPEG", "bmp", "tif", "tiff"):
        save(tmp_path / "a" / f"1.{suffix}")
    X, y = load_image_folder(tmp_path, (10, 12, 3), return_X_y=True)
    assert X.shape == (6, 10, 12, 3) and X.dtype == np.uint8 and y.tolist() == ["a"] * 6
    assert np.abs(X.astype(int) - RED).max() <= 3
    modes = {"1": 1, "L": 1, "LA": (9,) * 2, "P": 1, "RGB": (9,) * 3, "RGBA": (9,) * 4}
    for mode, color in (modes | {"I;16": 1}).items():
        save(tmp_path / "a" / f"{mode}.png", color, mode=mode)
    for channels in ((), (1,), (2,), (3,), (4,)):
        X, _ = load_image_folder(tmp_path, (9, 8, *channels), return_X_y=True)
        assert X.shape == (12, 9, 8, *(channels or (1,)))


def tiff(content, n_bits, kind=UNSIGNED):
    """Return a gray picture of 2 x 2 pixels, stored before its tags."""
    tags = {256: 2, 257: 2, 258: n_bits, 259: 1, 262: 1, 273: 8, 277: 1, 278: 2}
    tags |= {279: len(content), 339: kind}
    entries = [struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items()]
    end = struct.pack("<H", len(tags)) + b"".join(entries) + bytes(4)
    return b"II*\0" + struct.pack("<I", 8 + len(content)) + content + end


def test_gray_values_of_other_bits_keep_to_what_the_file_declares(tmp_path):
    """32-bit TIFF with values of bytes came as black, and so did 12-bit TIFF."""
    pictures = {
        "1": tiff(b"\xab\xca\xbc" * 2, 12),
        "2": tiff(np.full(4, 200, "<i4").tobytes(), 32),
        "3": tiff(np.full(4, 200, "<i4").tobytes(), 32, SIGNED),
        "4": tiff(np.full(4, 200, "<i2").tobytes(), 16, SIGNED),
        "5": tiff(np.full(4, 200, "<u2").tobytes(), 16),
        "6": tiff(np.full(4, 40000, "<u2").tobytes(), 16),
        "broken 1": tiff(np.full(4, 256, "<i4").tobytes(), 32),
        "broken 2": tiff(np.full(4, -1, "<i2").tobytes(), 16, SIGNED),
        "broken 3": tiff(np.full(4, 0.5, "<f4").tobytes(), 32, FLOAT),
    }
    (tmp_path / "a").mkdir()
    Image.fromarray(np.full((2, 2), 40000, np.uint16)).save(tmp_path / "a" / "7.png")
    for name, content in pictures.items():
        (tmp_path / "a" / f"{name}.tif").write_bytes(content)
    with pytest.warns(UserWarning, match="gray values are from 256 to 256, and white"):
        bunch = load_image_folder(tmp_path, (2, 2))
    assert bunch.images[:, 0, 0].tolist() == [0xAB, 200, 200, 200, 0, 156, 156]
    assert len(bunch.broken) == 3 and all("broken" in path for path, _ in bunch.broken)


@pytest.mark.parametrize("size", [(24, 16), (240, 160)])
def test_pictures_are_turned_as_exif_says(tmp_path, size):
    turned = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # to what undoes it, by Pillow
    upright = np.zeros((size[1], size[0]), np.uint8)
    upright[: size[1] // 2, : size[0] // 2] = 250
    (tmp_path / "a").mkdir()
    exif = Image.Exif()
    for orientation in range(1, 9):
        stored = Image.fromarray(upright)
        if orientation > 1:
            stored = stored.transpose(Image.Transpose(turned[orientation]))
        exif[ORIENTATION] = orientation
        stored.save(tmp_path / "a" / f"{orientation}.jpg", exif=exif, quality=100)
    small = np.zeros((16, 24))
    small[:8, :12] = 250
    images = load_image_folder(tmp_path, (16, 24)).images.astype(int)
    assert (np.abs(images - small).mean(axis=(1, 2)) < 12).all() and len(images) == 8


def test_other_proportions(tmp_path):
    path = tmp_path / "a" / "1.png"
    path.parent.mkdir()
    wide = np.zeros((10, 40), np.uint8)
    wide[:, 15:25] = 200
    Image.fromarray(wide).save(path)
    loaded = {
        fit: load_image_folder(tmp_path, (10, 10), fit=fit).images[0]
        for fit in ("stretch", "crop", "pad")
    }
    assert loaded["crop"].min() == 200
    assert 0.15 < (loaded["stretch"] > 100).mean() < 0.3
    assert not loaded["pad"][[0, -1]].any() and loaded["pad"].any()


def test_broken_files_are_listed_and_not_fatal(folder):
    whole = (folder / "b2" / "9.png").read_bytes()
    save(folder / "b2" / "11.jpg", size=(300, 300))
    photo = (folder / "b2" / "11.jpg").read_bytes()
    broken = {
        folder / "b2" / "2.png": whole[: len(whole) // 2],
        folder / "b2" / "3.png": b"",
        folder / "b2" / "11.jpg": photo[: len(photo) // 2],
        folder / "b10" / "2.bmp": b"no picture",
        folder / "b10" / "notes.txt": b"about",
        folder / "loose.png": whole,
    }
    for path, content in broken.items():
        path.write_bytes(content)
    (folder / "empty").mkdir()
    (folder / ".git").mkdir()
    (folder / "b2" / ".DS_Store").write_bytes(b"x")
    with pytest.warns(UserWarning, match="7 of the files") as caught:
        bunch = load_image_folder(folder, (10, 12))
    assert len(caught) == 1
    names = {path for path, _ in bunch.broken}
    assert names == {*map(str, [*broken, folder / "empty"])}
    assert all(reason for _, reason in bunch.broken)
    assert bunch.images[:, 0, 0].tolist() == [1, 9, 10, 1, 9, 10]
    assert len(bunch.filenames) == 6
    with pytest.warns(UserWarning):
        X, y = load_image_folder(folder, (10, 12), return_X_y=True)
    assert len(X) == len(y) == 6


def test_bombs_and_other_formats_are_broken_files(folder, monkeypatch):
    save(folder / "b2" / "20.png", size=(60, 60))
    Image.new("L", (9, 9)).save(folder / "b2" / "21.png", format="gif")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 2000)
    with pytest.warns(UserWarning, match="2 of the files .*DecompressionBombWarning"):
        bunch = load_image_folder(folder, (10, 12))
    assert len(bunch.data) == 6


def test_deeper_folders_belong_to_the_class(folder):
    save(folder / "b2" / "deep" / "deeper" / "0.png")
    (folder / "b2" / "deep" / "circle").symlink_to(folder / "b2")
    assert load_image_folder(folder, (10, 12)).target.tolist().count("b2") == 4


@pytest.mark.skipif(sys.platform == "win32", reason="has no named pipes")
def test_a_named_pipe_is_a_broken_file(folder):
    """Whoever opened it waited for ever."""
    os.mkfifo(folder / "b2" / "0.png")
    os.mkfifo(folder / "b2" / "0.txt")
    with pytest.warns(UserWarning, match=r"2 of the files .*0.png' \(not a file\)"):
        assert len(load_image_folder(folder, (10, 12)).data) == 6
    assert first_shape(folder)[0].name != "0.png"


def test_folders_may_be_thousands_of_levels_deep(folder):
    """1,200 ended in a RecursionError."""
    levels = [folder / "b2" / "/".join("d" * n) for n in range(1, 1201)]
    for level in levels:  # one by one, as pathlib and shutil would make it by recursion
        level.mkdir()
    save(levels[-1] / "0.png")
    assert load_image_folder(folder, (10, 12)).target.tolist().count("b2") == 4
    (levels[-1] / "0.png").unlink()
    for level in levels[::-1]:
        level.rmdir()


def png(width, height):
    """Return a picture of which only the header is there."""
    parts = [b"\x89PNG\r\n\x1a\n"]
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    for name, content in ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(99)))):
        check = struct.pack(">I", zlib.crc32(name + content))
        parts += [struct.pack(">I", len(content)), name, content, check]
    return b"".join(parts)


def test_pictures_of_more_pixels_than_memory_is_for_are_broken_files(tmp_path):
    """One of 88 megapixels took 1 GB."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.png").write_bytes(png(11000, 8000))
    with pytest.raises(DataFileError, match="it has 11000 x 8000 pixels, more than 3"):
        load_image_folder(tmp_path, (8, 8))


def test_large_jpegs_are_decoded_at_a_smaller_size(tmp_path):
    (tmp_path / "a").mkdir()
    Image.new("L", (8000, 8000), 9).save(tmp_path / "a" / "1.jpg")
    assert load_image_folder(tmp_path, (8, 8)).images.max() == 9


@pytest.mark.parametrize("shape", [(10**6, 10**6), (2**13, 2**13, 3), (2**40, 1)])
def test_shapes_that_no_memory_holds_are_told(folder, shape):
    """They ended in a MemoryError."""
    with pytest.raises(InputError, match="more than the 3.36e"):
        load_image_folder(folder, shape)


def test_pictures_that_no_memory_holds_together_are_told(folder, monkeypatch):
    def fail(*arguments):
        raise MemoryError

    monkeypatch.setattr(np, "empty", fail)
    with pytest.raises(InputError, match="6 pictures of .* take 0.101 GB, which are"):
        load_image_folder(folder, (2**12, 2**12))


def test_nothing_to_read_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        load_image_folder(tmp_path / "none", (8, 8))
    save(tmp_path / "1.png")
    with pytest.raises(InputError, match="no sub-folders"):
        load_image_folder(tmp_path, (8, 8))
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.png").write_bytes(b"")
    with pytest.raises(DataFileError, match="no picture that can be read: .*1.png"):
        load_image_folder(tmp_path, (8, 8))


@pytest.mark.parametrize("shape", [(8, 8, 5), (8,), 8, (8, -8), None, (8, 8.5)])
def test_wrong_shapes_are_told(folder, shape):
    with pytest.raises(InputError, match="is not a shape of images"):
        load_image_folder(folder, shape)
    with pytest.raises(InputError, match="'stretch', 'crop', 'pad'"):
        load_image_folder(folder, (8, 8), fit="squash")


def test_without_pillow_it_says_what_to_install(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL", None)
    monkeypatch.setitem(sys.modules, "PIL.Image", None)
    with pytest.raises(ImportError, match="pip install pillow"):
        load_image_folder(folder, (8, 8))
