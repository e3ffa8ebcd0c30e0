"""What the logger "skgan" gets of a fit."""

import logging
import re

import numpy as np
import pytest

from skgan import ACGANSampler, GANSampler
from tests.helpers import IMAGES, TABLE, Y, make_sampler, mixed_table


@pytest.fixture
def log(caplog):
    caplog.set_level(logging.INFO, "skgan")
    return caplog


def one_of(log, beginning):
    [message] = [m for m in log.messages if m.startswith(beginning)]
    return message


def test_a_fit_tells_what_it_decided(log, capfd):
    make_sampler(kernel_fraction=0).fit(TABLE, np.where(Y, "rare", "often"))
    assert one_of(log, "ACGANSampler: ") == (
        "ACGANSampler: 60 samples of shape (3,), taken as table; classes, real + new: "
        "'often': 40 + 0, 'rare': 20 + 20"
    )
    assert one_of(log, "Columns") == "Columns taken: 3 as number"
    networks = one_of(log, "Networks dense_generator and dense_discriminator: ")
    assert "loss bce-gp, adam with learning rates (0.001, 0.001)" in networks
    assert "batches of 64, z of 16, up to 3 iterations" in networks
    assert (
        one_of(log, "Policy of the kernel")
        == "Policy of the kernel: differences, plain"
    )
    assert "all ended: 3 iterations, disc" in one_of(log, "Training")
    assert re.fullmatch(r"The fit took \d+\.\d\d s", log.messages[-1])
    assert {record.levelname for record in log.records} == {"INFO"}
    assert capfd.readouterr() == ("", "")  # verbose is 0


def test_debug_tells_losses_and_columns(log):
    log.set_level(logging.DEBUG, "skgan")
    make_sampler(kernel_fraction=0, max_iter=30).fit(TABLE, Y)
    losses = [m for m in log.messages if m.startswith("Iteration ")]
    assert [m.split(",")[0] for m in losses] == ["Iteration 25", "Iteration 30"]
    assert all(re.search(r"loss: discriminator .*, generator ", m) for m in losses)
    assert "'taken_as': 'number'" in one_of(log, "Column 0: ")


def test_columns_are_counted_by_how_they_were_taken(log):
    ACGANSampler(kernel_fraction=1, random_state=0).fit(mixed_table(), Y)
    told = one_of(log, "Columns taken: ")
    for part in ("2 as category", "1 as ordered category", "1 as date"):
        assert part in told
    assert one_of(log, "No network is trained").endswith("from the kernel")


def test_images_have_no_columns(log):
    ACGANSampler(policy="copies", random_state=0).fit(IMAGES, Y)
    assert not [m for m in log.messages if m.startswith("Column")]


def test_each_training_of_a_class_is_told(log):
    own = {"conditioning": "per-class", "sampling_strategy": "all"}
    make_sampler(GANSampler, kernel_fraction=0, **own).fit(TABLE, Y)
    names = [m.split()[1] for m in log.messages if m.startswith("Training ")]
    assert names == ["class-0", "class-1"]


def test_of_many_classes_some_are_listed(log):
    y = np.repeat(np.arange(30), 2)
    ACGANSampler(kernel_fraction=1, random_state=0).fit(TABLE, y)
    assert one_of(log, "ACGANSampler: ").endswith("19: 2 + 0 and 10 more")


def test_nothing_is_computed_for_a_log_that_nobody_reads(monkeypatch):
    def fail(self):
        raise AssertionError

    monkeypatch.setattr("skgan.encoding._tabular.TabularEncoder.describe", fail)
    ACGANSampler(kernel_fraction=1, random_state=0).fit(TABLE, Y)
