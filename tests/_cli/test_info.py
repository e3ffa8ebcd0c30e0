"""What a model says of itself."""

import json

import pandas as pd
import pytest

import skgan
from skgan import ACGANSampler
from tests._cli.conftest import KERNEL


def test_info_says_what_a_model_is(run, table, tmp_path):
    model = tmp_path / "m.skgan"
    run("train", table, "-t", "label", "-o", model, *KERNEL)
    said = run("info", model)
    assert "ACGANSampler" in said and "often: 32, rare: 8" in said
    assert "kind (categories)" in said and "size (float64)" in said
    assert f"skgan {skgan.__version__}" in said and "kernel_fraction=1" in said
    found = json.loads(run("info", model, "--json"))
    assert found["classes"] == [
        {"class": "often", "count": 32},
        {"class": "rare", "count": 8},
    ]
    assert [column["name"] for column in found["columns"]] == [
        "id",
        "size",
        "n",
        "kind",
    ]
    assert found["bytes"] == model.stat().st_size and found["n_iter"] == 0
    assert found["notes"]["target_place"] == 1 and found["versions"]["numpy"]


def test_info_says_how_each_class_was_trained(run, tmp_path):
    X = pd.DataFrame({"a": range(20), "day": pd.date_range("2024-01-01", periods=20)})
    y = pd.date_range("2020-01-01", periods=2).repeat([14, 6])
    options = {"max_iter": 2, "kernel_fraction": 0.5, "random_state": 0}
    sampler = skgan.GANSampler(conditioning="per-class", **options)
    sampler.fit(X.drop(columns="day"), y.astype(str)).save(tmp_path / "m")
    assert "2 updates of 1 pair(s) of networks" in run("info", tmp_path / "m")
    losses = json.loads(run("info", tmp_path / "m", "--json"))["losses"]
    assert [*losses] == ["2020-01-02"] and losses["2020-01-02"]["iteration"] == 2
    ACGANSampler(kernel_fraction=1).fit(X.to_numpy()[:, :1], [0, 1] * 10).save(
        tmp_path / "m"
    )
    assert "without names" in run("info", tmp_path / "m")
    assert "can't be loaded" in run("info", __file__, code=1)


@pytest.mark.filterwarnings("default:.*was saved by skgan 0.0.9")
def test_a_model_of_another_version_is_told(run, table, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(skgan, "__version__", "0.0.9")
        run("train", table, "-t", "label", "-o", tmp_path / "m", *KERNEL)
    said = run("info", tmp_path / "m")
    assert "was saved by skgan 0.0.9" in said and "skgan 0.0.9" in said
