import numpy as np
import pandas as pd
import pytest
from PIL import Image
from sklearn.base import clone

from skgan import ACGANSampler, DCGANSampler, GANSampler
from skgan.callbacks import SampleWriter
from skgan.exceptions import InputError
from skgan.inspection import latent_grid
from tests.helpers import weights_of

Y = np.repeat(["a", "b", "c"], [30, 20, 10])
RANDOM = np.random.RandomState(0)
TABLE = RANDOM.normal(size=(60, 3))
FRAME = pd.DataFrame(
    {
        "age": RANDOM.randint(18, 90, 60),
        "income": np.exp(RANDOM.normal(10, 1, 60)),
        "share": RANDOM.rand(60).astype(np.float32),
        "member": RANDOM.rand(60) > 0.5,
    }
)
IMAGES = RANDOM.randint(0, 256, (60, 8, 10, 3)).astype(np.uint8)
SIGNALS = RANDOM.normal(size=(60, 12, 2))


def write(folder, X=TABLE, y=Y, every=25, kind=ACGANSampler, max_iter=60, **parameters):
    names = parameters.keys() & {"formats", "n_samples"}
    writer = SampleWriter(folder, every, **{n: parameters.pop(n) for n in names})
    parameters = {"max_iter": max_iter, "random_state": 0} | parameters
    sampler = kind(callbacks=[writer], **parameters).fit(X, y)
    return writer, sampler


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("every", "formats", "iterations"),
    [
        (1, ("csv",), [25, 50, 60]),
        (25, ("csv", "png"), [25, 50, 60]),
        (30, {"csv"}, [50, 60]),
        (1000, ["png"], [60]),
    ],
)
def test_files_are_written_every_so_many_updates_and_at_the_end(
    every, formats, iterations, tmp_path
):
    folder = tmp_path / "new" / "samples"
    writer, _ = write(folder, every=every, formats=formats)
    expected = [f"samples-{n:06d}.{f}" for n in iterations for f in sorted(formats)]
    assert names(folder) == expected == [path.name for path in writer.paths_]


def test_a_table_is_what_the_generator_makes_of_the_same_z_in_its_units(tmp_path):
    y = pd.Series(Y, name="kind")
    writer, sampler = write(tmp_path, FRAME, y, n_samples=4, formats=("csv",))
    X, _ = latent_grid(sampler, 4, random_state=0)
    written = pd.read_csv(writer.paths_[-1])
    assert written.pop("kind").tolist() == ["a"] * 4 + ["b"] * 4 + ["c"] * 4
    pd.testing.assert_frame_equal(written.astype(FRAME.dtypes), X)
    for name in ("age", "income", "member"):
        assert written[name].dtype == FRAME[name].dtype
        assert written[name].between(FRAME[name].min(), FRAME[name].max()).all()
    first = pd.read_csv(writer.paths_[0])
    assert not np.allclose(first["income"], X["income"])


@pytest.mark.parametrize(
    ("X", "y", "header"),
    [
        (FRAME, Y.tolist(), "age,income,share,member,class"),
        (FRAME, pd.Series(Y), "age,income,share,member,class"),
        (FRAME, pd.Series(Y, name="age"), "age,income,share,member,age_"),
        (FRAME, pd.DataFrame({"kind": Y}), "age,income,share,member,kind"),
        (TABLE, np.eye(3, dtype=int)[np.arange(60) // 25], "x0,x1,x2,class"),
        (pd.DataFrame(TABLE), pd.Series(Y, name=1), "0,1,2,1_"),
    ],
)
def test_the_label_is_the_last_column(X, y, header, tmp_path):
    options = {"max_iter": 1, "kernel_fraction": 0.5}
    writer, sampler = write(tmp_path, X, y, n_samples=2, formats=["csv"], **options)
    written = pd.read_csv(writer.paths_[0])
    assert written.columns.tolist() == header.split(",")
    assert written.iloc[:, -1].tolist() == np.repeat(sampler.classes_, 2).tolist()


@pytest.mark.parametrize("X", [SIGNALS, IMAGES], ids=["signals", "images"])
def test_signals_and_images_are_flat_rows_and_pictures(X, tmp_path):
    import matplotlib.pyplot as plt

    writer, _ = write(tmp_path, X, max_iter=1, n_samples=2, formats=["csv", "png"])
    written = pd.read_csv(writer.paths_[0])
    assert written.shape == (6, X[0].size + 1)
    if X.dtype == np.uint8:
        assert (written.dtypes[:-1] == "int64").all()
    with Image.open(writer.paths_[1]) as picture:
        assert min(picture.size) > 100 and len(picture.convert("L").getcolors()) > 10
    assert plt.get_fignums() == []


@pytest.mark.parametrize(
    ("X", "expected"),
    [(TABLE, ["csv", "png"]), (SIGNALS, ["csv", "png"]), (IMAGES, ["png"])],
    ids=["table", "signals", "images"],
)
def test_images_are_written_as_pictures_alone_unless_asked_for(X, expected, tmp_path):
    write(tmp_path, X, max_iter=1, n_samples=1)
    assert names(tmp_path) == [f"samples-000001.{suffix}" for suffix in expected]


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        (ACGANSampler, {}),
        (ACGANSampler, {"early_stopping": True}),
        (DCGANSampler, {"max_iter": 3}),
        (GANSampler, {"conditioning": "per-class", "max_iter": 26}),
    ],
)
def test_writing_changes_no_bit_of_the_fit(kind, parameters, tmp_path):
    _, watched = write(tmp_path, kind=kind, formats=["csv"], **parameters)
    plain = clone(watched).set_params(callbacks=None).fit(TABLE, Y)
    for one, other in zip(weights_of(watched), weights_of(plain), strict=True):
        np.testing.assert_array_equal(one, other)
    np.testing.assert_array_equal(watched.sample(9)[0], plain.sample(9)[0])


def test_classes_trained_in_turn_are_counted_on(tmp_path):
    options = {"kind": GANSampler, "conditioning": "per-class", "formats": ["csv"]}
    writer, _ = write(tmp_path, every=50, max_iter=40, **options)
    assert names(tmp_path) == [f"samples-{n:06d}.csv" for n in (40, 65, 80)]
    classes = [set(pd.read_csv(path)["class"]) for path in writer.paths_]
    assert classes == [{"b"}, {"b", "c"}, {"b", "c"}]


def test_another_fit_begins_anew_even_if_nothing_is_trained(tmp_path):
    writer, sampler = write(tmp_path / "none", formats=["csv"], max_iter=5)
    assert len(sampler.fit(TABLE, Y).callbacks[0].paths_) == len(writer.paths_) == 1
    writer.directory = tmp_path / "other"
    sampler.set_params(kernel_fraction=1).fit_resample(TABLE, Y)
    assert writer.paths_ == names(tmp_path / "other") == []


def test_an_interruption_leaves_whole_files_and_the_state_at_the_end(tmp_path):
    class Interrupt:
        def on_epoch_end(self, epoch, logs=None):
            raise KeyboardInterrupt

    writer = SampleWriter(tmp_path, 1000, formats=["csv"])
    sampler = ACGANSampler(max_iter=500, callbacks=[writer, Interrupt()])
    with pytest.warns(UserWarning, match="25 of 500"):
        sampler.fit(TABLE, Y)
    assert names(tmp_path) == ["samples-000025.csv"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"random_state": None}, "random_state=None"),
        ({"random_state": -1}, "random_state=-1"),
        ({"formats": "csv"}, "formats='csv'"),
        ({"formats": [["csv"]]}, "Give one or both"),
        ({"formats": ()}, "Give one or both"),
        ({"formats": ("csv", "gif")}, "Give one or both"),
        ({"formats": 0}, "Give one or both"),
        ({"directory": 3}, "directory=3 is not a path"),
    ],
)
def test_bad_values_are_told_at_once(options, message):
    with pytest.raises(InputError, match=message):
        SampleWriter(**{"directory": "samples"} | options)


def test_a_file_in_the_place_of_the_folder_is_told_before_training(tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(InputError, match="is a file, or a path inside a file. Give a"):
        write(tmp_path / "taken")


def test_line_breaks_in_cells_are_quoted(tmp_path):
    r"""Cells with a bare \r ended their rows."""
    X = pd.DataFrame({"text": ["a\rb", "c"] * 30, "x": RANDOM.rand(60)})
    write(tmp_path, X, max_iter=2, every=2, formats=["csv"])
    read = pd.read_csv(tmp_path / names(tmp_path)[0])
    assert set(read["text"]) == {"a\rb", "c"}
