import numpy as np
import pandas as pd
import pytest

from skgan.metrics._flags import flags_of

GOOD = {
    "held_out": 50,
    "generated": 200,
    "fidelity": 0.9,
    "fidelity_real": 0.95,
    "mistaken_for": "b",
    "spread": 0.9,
    "spread_real": 1.0,
    "repeats": 0.1,
    "repeats_real": 0.0,
    "copies": 0.15,
    "copies_real": 0.0,
    "odd_colours": 0.1,
    "odd_colours_real": 0.0,
    "odd_edges": 0.1,
    "odd_edges_real": 0.0,
}


def flags(**figures):
    return flags_of(pd.DataFrame([GOOD | figures], index=["a"]))


def test_what_is_good_raises_no_flag():
    assert flags() == []
    assert flags(fidelity=0.0)[0].endswith("look like class 'b'.")


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"spread": 0.2}, "Collapse: the samples of class 'a' are too alike"),
        ({"repeats": 0.5}, "Collapse: 50% of the samples of class 'a' nearly repeat"),
        ({"copies": 0.9}, "Copies: 90% of the samples of class 'a'"),
        ({"fidelity": 0.4}, "Class confusion: 40% of the samples of class 'a'"),
        ({"odd_colours": 0.5}, "Colours: 50% of the samples of class 'a' have colours"),
        ({"odd_edges": 0.5}, "Edges: 50% of the samples of class 'a' are more blurred"),
    ],
)
def test_each_fault_has_a_flag_of_its_own(figures, words):
    (flag,) = flags(**figures)
    assert flag.startswith(words)


def test_real_rows_that_are_no_better_excuse_everything():
    real = {"fidelity_real": 0.4, "repeats_real": 0.5, "copies_real": 0.9}
    assert flags(fidelity=0.4, repeats=0.5, copies=0.9, **real) == []


@pytest.mark.parametrize("held_out", [2, 3, 4])
def test_few_held_out_rows_show_what_may_be_chance_no_longer(held_out):
    figures = {"spread": 0.1, "repeats": 0.6, "fidelity": 0.6}
    assert len(flags(**figures)) == 3
    assert flags(held_out=held_out, **figures) == []


def test_few_held_out_rows_show_gross_faults():
    assert len(flags(held_out=3, copies=1.0, fidelity=0.0, fidelity_real=1.0)) == 2


@pytest.mark.parametrize("name", [name for name in GOOD if name.endswith("_real")])
def test_figures_that_are_missing_raise_no_flag(name):
    assert flags(**{name: np.nan}) == []
    assert flags(**{name.removesuffix("_real"): np.nan, name: np.nan}) == []
    assert flags(**dict.fromkeys(GOOD, np.nan) | {"held_out": 0, "generated": 0}) == []


def test_names_may_hold_anything():
    frame = pd.DataFrame([GOOD | {"copies": 1.0}] * 2, index=["{0}", "%s"])
    assert "class '{0}'" in flags_of(frame)[0] and "'%s'" in flags_of(frame)[1]
