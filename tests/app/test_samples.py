import io
import zipfile

import numpy as np
import pandas as pd
import pytest

from skgan import ACGANSampler
from skgan.app import _describe, _downloads, _reports, _samples
from skgan.app._helper import answer
from skgan.app._texts import AppError

COUNTS = (30, 12)


def test_pages_of_rows_and_one_with_its_nearest(home, model):
    root = str(home)
    first = _samples.page(root, model, COUNTS, 0)
    assert (first["total"], len(first["items"])) == (42, 21)
    last = _samples.page(root, model, COUNTS, 0, "<b>often</b>", 1)
    assert (last["total"], len(last["items"])) == (30, 9)
    assert last["items"][0]["index"] == 21
    again = _samples.page(root, model, COUNTS, 0)
    assert again == first
    found = _samples.detail(root, model, COUNTS, 0, 41)
    assert found["label"] == "rare" and found["cells"]
    far = [near["distance"] for near in found["nearest"]]
    assert far == sorted(far) and len(far) == 5


def test_pictures_become_data_addresses_and_a_zip(home):
    X = np.random.RandomState(0).randint(0, 256, (20, 8, 8, 3), dtype=np.uint8)
    y = np.arange(20) < 12
    ACGANSampler(kernel_fraction=1, random_state=0).fit(X, y).save(home / "m.skgan")
    found = _samples.page(str(home), "m.skgan", (2, 2), 0)
    assert found["items"][0]["picture"].startswith("data:image/png;base64,")
    assert found["columns"] == []
    name, content = _downloads.generated(str(home), "m.skgan", (2, 2), 0, "zip of PNG")
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert name == "m-samples.zip" and sum(n.endswith(".png") for n in names) == 4
    assert not [*(home / ".skgan" / "temporary").iterdir()]


def test_the_balanced_data_have_the_real_rows_first(home):
    frame = pd.read_csv(home / "rows.csv")
    sampler = ACGANSampler(kernel_fraction=1, random_state=0)
    sampler.fit(frame[["n", "size"]], frame["label"]).save(home / "m.skgan")
    about = '{"data": "rows.csv", "reading": {"target": "label"}, "seed": 0}'
    (home / "m.json").write_text(about)
    name, content = _downloads.balanced(str(home), "m.skgan", "CSV")
    got = pd.read_csv(io.BytesIO(content))
    pd.testing.assert_frame_equal(got[:30], frame)
    assert name == "rows-balanced.csv" and set(got["label"].value_counts()) == {20}
    report = _reports.report(str(home), "m.skgan")
    assert report["flags"][0].startswith("Training rows")
    assert [row[0] for row in report["rows"]] == ["a", "b"]
    assert _reports.losses(str(home), "m.skgan") is None


def test_errors_come_as_words(home, model):
    with pytest.raises(AppError, match="Request 1 to"):
        answer("_samples.page", str(home), model, (0, 0), 0)
    with pytest.raises(AppError, match="outside of the folder"):
        answer("_samples.facts", str(home), "../x.skgan")
    (home / "bad.skgan").write_bytes(b"x" * 50)
    with pytest.raises(AppError, match="can't be loaded"):
        answer("_samples.facts", str(home), "bad.skgan")


def test_a_data_set_is_described(home):
    root = str(home)
    options = _describe.options(root, "rows.csv")
    assert options["columns"] == ["n", "size", "label"]
    found = _describe.describe(root, "rows.csv", {"target": options["target"]})
    assert found["counts"] == [["a", 20], ["b", 10]] and found["kind"] == "table"
    assert [row[0] for row in found["columns"]] == ["n", "size"]
    found = _describe.describe(root, "pictures", {})
    assert found["counts"] == [["cat", 12], ["dog", 6]]
    assert "fewer than 10 rows: dog" in found["warnings"][0]
    assert found["picture"][:4] == b"\x89PNG"
