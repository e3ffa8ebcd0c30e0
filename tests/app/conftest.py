"""A small workspace: pictures, a table, and a model that trained nothing."""

import numpy as np
import pytest
from PIL import Image

from skgan import ACGANSampler
from skgan.app._jobs import write_text
from skgan.app._training import json_of

RNG = np.random.RandomState(0)


@pytest.fixture
def home(tmp_path):
    """Return a folder with pictures of two classes and a table of two others."""
    for name, n in (("cat", 12), ("dog", 6)):
        folder = tmp_path / "pictures" / name
        folder.mkdir(parents=True)
        for i in range(n):
            pixels = RNG.randint(0, 256, (8, 8, 3), dtype=np.uint8)
            Image.fromarray(pixels).save(folder / f"{i}.png")
    rows = [f"{i},{RNG.normal():.2f},{'ab'[i % 3 == 0]}" for i in range(30)]
    (tmp_path / "rows.csv").write_text("\n".join(["n,size,label", *rows]))
    return tmp_path


@pytest.fixture
def model(home):
    """Write a model of the table, and return its name in the workspace."""
    X = RNG.normal(size=(40, 2))
    y = np.where(np.arange(40) < 30, "<b>often</b>", "rare")
    sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(X, y)
    folder = home / ".skgan" / "models"
    folder.mkdir(parents=True)
    sampler.save(folder / "rows-1.skgan")
    about = {"data": "rows.csv", "reading": {"target": "label"}, "seed": 0}
    about |= {"sampler": "ACGANSampler", "parameters": {}, "seconds": 1}
    write_text(folder / "rows-1.json", json_of(about))
    return ".skgan/models/rows-1.skgan"
