"""Values, shapes and classes that no sampler can be fitted to."""

import numpy as np
import pandas as pd
from scipy import sparse

from skgan import DCGANSampler, GANSampler
from skgan.networks import dense_discriminator, dense_generator
from tests.bad_input.cases import (
    AC,
    FLAT,
    FORMS,
    IMAGES,
    beside_numbers,
    case,
    cases,
    in_an_object_array,
    labelled,
    mixing,
    with_object,
)
from tests.helpers import TABLE, Y, mixed_table, with_value

NO_UNICODE = pd.Index(["\ud800", "b"], dtype=object)  # Arrow can't hold it
INFINITE = with_value(TABLE, np.inf)
BEYOND = np.array([*INFINITE[:-1], [0, 0, np.nan]])
VALUES = {
    **cases("infinity", FORMS, lambda f: case("X", "infinity", X=f(INFINITE))),
    **cases("infinity and NaN", FORMS, lambda f: case("X", "infinity", X=f(BEYOND))),
    "infinity in a mixed table": case(
        *("X", "infinity", "'a'"), X=mixed_table().assign(a=-INFINITE[:, 1]), only=AC
    ),
    "infinity among texts": case(
        *("X", "infinity", "'b'"), X=beside_numbers([np.inf, *["a"] * 59]), only=AC
    ),
    "infinity as a category": case(
        *("X", "infinity", "'b'"),
        X=beside_numbers(pd.Series([-np.inf, *[1.0] * 59], dtype="category")),
        only=AC,
    ),
    **cases(
        "NaN in rows that are folded",
        [(8, 8), (64,)],
        lambda s: case("X", "NaN", X=with_value(FLAT, np.nan), sample_shape=s),
    ),
    **{
        f"{name} in samples of {shape}": case(
            *("X", name), X=with_value(FLAT, value).reshape(60, *shape)
        )
        for shape in [(8, 8, 1), (32, 2)]
        for name, value in {"NaN": np.nan, "infinity": np.inf}.items()
    },
    **cases(
        "texts in an array",
        [np.where(TABLE > 0, "low", "high"), TABLE.astype(str), TABLE.astype("S8")]
        + [np.where(TABLE > 0, "low", "high").astype(object)],
        lambda X: case(X=X),
    ),
    "texts of a frame": case(
        "'b'", "high", X=beside_numbers(["high"] * 60), only=[DCGANSampler, GANSampler]
    ),
    "texts that are no categories": case(
        *("'b'", "high"),
        X=beside_numbers(["high"] * 60),
        only=AC,
        categorical_features=None,
    ),
    "bools as categories": case(
        *("'b'", "True"),
        X=beside_numbers(pd.Series(TABLE[:, 0] > 0, dtype="category")),
        only=[GANSampler],
    ),
    **{
        f"categorical_features {i}, {form.__name__}": case(
            "categorical_features", X=form(TABLE), categorical_features=value, only=AC
        )
        for i, value in enumerate(
            [
                *(["z"], [3], [-4], [True, False], [0.5], [True, False, True, False]),
                *([[0]], [10**30], [np.inf], np.array(1), np.array(["z"])),
            ]
        )
        for form in (np.asarray, pd.DataFrame)
    },
    "categorical_features of images": case(
        *("categorical_features", "[0]"), X=IMAGES, categorical_features=[0], only=AC
    ),
    "lists as categories": case(
        "'b'", "list", X=beside_numbers([[1], [2]] * 30), only=AC
    ),
    "no Unicode": case(
        *("'b'", r"\ud800"),
        X=beside_numbers(pd.Categorical.from_codes([0, 1] * 30, NO_UNICODE)),
    ),
    "dates": case(None, X=np.asarray(pd.date_range("2020", periods=60))[:, None]),
    "spans": case(None, X=np.arange(60)[:, None].astype("m8[D]")),
    "complex": case(None, X=TABLE + 1j),
    **cases(
        "object",
        [1j, 10**400, [1], {}, pd.NA, "\ud800", "a"],
        lambda value: case("X", X=with_object(value)),
    ),
}
SHAPES = {
    "rows of several lengths": case((3,), (2,), X=[[1.0] * 3] * 59 + [[1.0] * 2]),
    "lists of several lengths": case(
        *("X", "several lengths"), X=[[[1.0], [2.0, 3.0]]] * 60
    ),
    "one list of several lengths": case(
        "several lengths", X=[[[1.0, 2.0], [1.0]]] * 59 + [[[1.0, 2.0]] * 2]
    ),
    **{
        f"shapes {shapes}, {form.__name__}": case(
            *shapes, "one shape", X=form(mixing(*shapes))
        )
        for shapes in [[(8, 8, 1), (9, 9, 1)], [(8, 8), (8, 8, 3)], [(20, 2), (21, 2)]]
        for form in (list, tuple, in_an_object_array)
    },
    "only some of many shapes are named": case(
        *[(8 + i, 8, 1) for i in range(5)],
        "...",
        X=mixing(*[(8 + i, 8, 1) for i in range(20)]),
    ),
    "an object array of arrays of one shape": case(
        *((8, 8, 1), "np.stack"), X=in_an_object_array(mixing((8, 8, 1)))
    ),
    "no columns": case("X", X=pd.DataFrame(index=range(60))),
    "one dimension": case("1D", X=TABLE[:, 0]),
    "a list of numbers": case("1D", X=TABLE[:, 0].tolist()),
    "a Series": case("Series", X=pd.Series(TABLE[:, 0])),
    "five dimensions": case("5 dimensions", X=np.zeros((60, 8, 8, 1, 1))),
    **cases("no table", [None, 3.0, "table"], lambda X: case(None, X=X)),
    **cases(
        "no values",
        [(0, 3), (60, 0), (60, 0, 2), (60, 16, 0), (60, 8, 8, 0)],
        lambda shape: case(None, X=np.zeros(shape), y=Y[: shape[0]]),
    ),
    **cases(
        "small images",
        [(7, 8, 1), (8, 7, 3), (4, 4, 4), (3, 32, 32)],
        lambda shape: case(shape, 8, X=np.zeros((60, *shape))),
    ),
    "short signals": case((7, 2), 8, X=np.zeros((60, 7, 2))),
    **cases(
        "more than 4 channels",
        [
            {},
            {"generator": dense_generator},
            {"discriminator": dense_discriminator},
            {"generator": dense_generator, "discriminator": "mnist-acgan"},
        ],
        lambda networks: case(
            (8, 8, 5), "5 channels", 4, X=np.repeat(IMAGES, 5, axis=3), **networks
        ),
    ),
    "more than memory holds": case(
        *(1_000_000, 10_000_000, "GB"),
        X=sparse.csr_matrix(([1.0], ([0], [5])), shape=(1_000_000, 10_000_000)),
        y=np.repeat([0, 1], [600_000, 400_000]),
        kernel_fraction=0.5,  # networks take dense rows
    ),
    **cases(
        "sample_shape that does not multiply",
        [(8, 9), (8,), (4, 4, 5), (65,), ()],
        lambda shape: case(shape, 64, X=FLAT, sample_shape=shape),
    ),
    **cases(
        "sample_shape that is none",
        [(-8, -8), (8.0, 8.0), ("8", "8"), (8, 8, 1, 1), (True, 64), (0, 64)],
        lambda shape: case(X=FLAT, sample_shape=shape),
    ),
    **cases(
        "sample_shape that is too small",
        [(4, 4, 4), (2, 32), (4, 16)],
        lambda shape: case(8, X=FLAT, sample_shape=shape),
    ),
}
TEXTS = np.repeat(["a", "b"], [40, 20])
LABELS = {
    **cases(
        "no number", [np.nan, np.inf], lambda v: case("y", y=with_value(Y, v, float))
    ),
    **{
        f"{value} among texts of a {name}": case(
            "y", y=form(with_value(TEXTS, value, object))
        )
        for value in (np.nan, None)
        for name, form in {
            **{"array": np.asarray, "list": np.ndarray.tolist, "series": pd.Series},
            "category": lambda y: pd.Series(y, dtype="category"),
            "string": lambda y: pd.Series(y, dtype="string"),
        }.items()
    },
    "mixed types": case("y", "one type", y=labelled(0, "b")),
    **cases(
        "odd types",
        [("a", 1), (1, True), ([1], [2]), (b"a", b"b")],
        lambda labels: case("y", y=labelled(*labels)),
    ),
    "continuous": case("y", y=TABLE[:, 0]),
    "two columns": case("y", y=np.c_[Y, Y]),
    **cases(
        "one row of a class",
        [(0, 1), ("a", "b"), (False, True)],
        lambda labels: case(labels[1], "1 sample", 2, y=np.repeat(labels, [59, 1])),
    ),
    **cases("one class", [0, "a"], lambda label: case("1 class", y=[label] * 60)),
    **cases("lengths", [0, 59, 61], lambda n: case(60, n, y=np.resize(Y, n))),
    **cases("no array", [None, 3, "ab"], lambda y: case(None, y=y)),
}
STRATEGIES = {
    **cases(
        "strategy",
        [
            *(({0: 40, 1: 5}, 5), ({7: 50}, 7), ({"1": 50}, "1"), ({1: -5}, -5)),
            *(({1: 30.5}, 30.5), ({1: "30"}, "30"), (0.1, "ratio")),
            *((lambda y: {1: 5}, 5), (lambda y: {7: 50}, 7), (lambda y: None, "None")),
        ],
        lambda given: case(given[1], sampling_strategy=given[0]),
    ),
    "a share of three classes": case(None, y=np.arange(60) % 3, sampling_strategy=0.5),
    **cases(
        "more than memory holds",
        [10**12, 10**30],
        lambda total: case(sampling_strategy={1: total}),
    ),
    **cases(
        "sample_weight",
        [
            (with_value(np.ones(60), -1.5), -1.5),
            *((1.0 - Y, 1), (np.ones(59), 59), (np.ones((60, 1)), "2D")),
            (with_value(np.ones(60), np.nan), "NaN"),
            (with_value(np.ones(60), np.inf), "infinity"),
            *((["heavy"] * 60, "sample_weight"), (np.zeros(60), "sample_weight")),
            *(({0: 1, 1: 2}, "sample_weight"), ([10**400] * 60, "sample_weight")),
            ([[1], [1, 2]] * 30, "sample_weight"),
        ],
        lambda given: case(given[1], weight=given[0]),
    ),
}
