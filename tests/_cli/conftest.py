"""Data, and how the commands are called."""

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from skgan._cli import main

KERNEL = ("-p", "kernel_fraction=1")  # trains nothing
RNG = np.random.RandomState(0)


@pytest.fixture
def run():
    """Return what calls a command and returns what it writes to both streams."""

    def run(*arguments, code=0):
        result = CliRunner().invoke(main, [*map(str, arguments)])
        assert result.exit_code == code, result.output
        assert "Traceback" not in result.output
        return result.output

    return run


@pytest.fixture
def table(tmp_path):
    """Write a table whose text is not what pandas would write."""
    path = tmp_path / "data.csv"
    lines = [
        f"{i:03d},{'rare' if i < 8 else 'often'},{RNG.normal(i < 8):.2e},"
        f'{"" if i % 7 == 0 else i % 5},"{"x,y" if i % 2 else "z"}"'
        for i in range(40)
    ]
    path.write_bytes("\r\n".join(["id,label,size,n,kind", *lines]).encode())
    return path


@pytest.fixture
def pictures(tmp_path):
    """Write pictures of two classes, of different formats."""
    for name, n in (("a", 9), ("B & <c>", 4)):
        folder = tmp_path / "pictures" / name
        folder.mkdir(parents=True)
        for i in range(n):
            noise = RNG.randint(0, 256, (9, 8, 3)).astype(np.uint8)
            Image.fromarray(noise).save(folder / f"{i}.{'bmp' if i % 2 else 'png'}")
    return tmp_path / "pictures"
