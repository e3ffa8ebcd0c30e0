"""The commands, from files to files."""

import re
import signal
import subprocess
import sys
import time

import numpy as np
import pandas as pd
import pytest
from PIL import Image

import skgan
from skgan._cli import main
from tests._cli.conftest import KERNEL

OF_FILES = ("file or folder does not exist", "can't be loaded", "no.skgan")
RNG = np.random.RandomState(0)


def test_a_table_is_filled_up_below_its_own_lines(run, table, tmp_path):
    output = tmp_path / "more.csv"
    said = run("resample", table, "--target", "label", "-o", output, *KERNEL)
    assert "often: 32, rare: 8 -> often: 32, rare: 32" in said
    content = output.read_bytes()
    assert content.startswith(table.read_bytes() + b"\r\n")
    frame = pd.read_csv(output)
    assert list(frame) == ["id", "label", "size", "n", "kind"]
    new = frame.iloc[40:]
    assert (new.label == "rare").all() and set(new.kind) <= {"x,y", "z"}
    assert not re.search(rb"\.0[,\r]", b"\r".join(content.splitlines()[41:]))


@pytest.mark.parametrize("name", ["more.tsv", "more.csv.gz", "more.parquet"])
def test_other_kinds_of_tables_hold_the_same(run, name, table, tmp_path):
    read, options = pd.read_csv, {"sep": None, "engine": "python", "dtype": {"id": str}}
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
        read, options = pd.read_parquet, {}
    reference, output, again = (tmp_path / n for n in ("a.csv", name, "again.csv"))
    for source, path in ((table, reference), (table, output), (output, again)):
        run("resample", source, "-t", "label", "-o", path, *KERNEL)
    expected = pd.read_csv(reference, dtype={"id": str})
    for frame in (read(output, **options), pd.read_csv(again, dtype={"id": str})):
        pd.testing.assert_frame_equal(frame, expected, check_dtype=False)


def test_a_strategy_names_totals(run, table, tmp_path):
    output = tmp_path / "more.csv"
    options = ("-t", "label", "-o", output, *KERNEL)
    run("resample", table, *options, "--strategy", "rare=10")
    assert (pd.read_csv(output).label == "rare").sum() == 10
    said = run("resample", table, *options, "--force", "--strategy", "r=1", code=2)
    assert "not begin with a class and '='. The classes are often, rare." in said


def test_pictures_are_copied_and_joined(run, pictures, tmp_path):
    output = tmp_path / "more"
    said = run("resample", pictures, "-o", output, *KERNEL)
    assert "B & <c>: 4, a: 9 -> B & <c>: 9, a: 9" in said
    for path in pictures.rglob("*.*"):
        name = path.parent.name.replace("<", "%3C").replace(">", "%3E")
        assert (output / name / path.name).read_bytes() == path.read_bytes()
    generated = sorted(output.glob("*/generated-*.png"))
    assert len(generated) == 5
    with Image.open(generated[0]) as image:
        assert image.size == (8, 9) and image.mode == "RGB"
    page = (output / "index.html").read_text()
    assert page.count("<img") == 18 and "B &amp; &lt;c&gt;" in page
    assert "B%20%26%20%253Cc%253E/generated-" in page


def test_train_generate_and_report(run, table, tmp_path):
    model = tmp_path / "model.skgan"
    run(
        *("train", table, "-t", "label", "-o", model, "--max-iter", 50),
        *("--save-every", 25, "--snapshot-every", 25, "--resume", tmp_path / "state"),
        *("-p", "kernel_fraction=0.5"),
    )
    folder = tmp_path / "model-snapshots"
    names = ["000025.csv", "000025.skgan", "000050.csv", "000050.skgan"]
    assert sorted(path.name for path in folder.iterdir()) == names
    assert list(pd.read_csv(folder / "000050.csv"))[1] == "label"
    assert skgan.load(folder / "000025.skgan").n_iter_ == 25
    assert skgan.load(model).n_iter_ == 50
    drawn = []
    for name, seed in (("one", ()), ("two", ()), ("three", ("--seed", 7))):
        output = tmp_path / f"{name}.csv"
        counts = ("--per-class", 3, "--class", "rare=2")
        run("generate", model, *counts, "-o", output, *seed)
        drawn.append(pd.read_csv(output))
    assert drawn[0].label.value_counts().to_dict() == {"often": 3, "rare": 2}
    assert drawn[0].equals(drawn[1]) and not drawn[0].equals(drawn[2])
    figures = tmp_path / "figures.csv"
    assert "fidelity" in run("report", model, table, "-t", "label", "-o", figures)
    assert pd.read_csv(figures, index_col=0).index.tolist() == ["often", "rare"]


def test_pictures_from_a_model(run, pictures, tmp_path):
    model, output = tmp_path / "model.skgan", tmp_path / "out"
    run("train", pictures, "-o", model, "--image-shape", "8,8", *KERNEL)
    run("generate", model, "-n", 13, "-o", output)
    assert len([*output.glob("*/generated-*.png")]) == 13
    run("generate", model, "-n", 5, "-o", tmp_path / "out.npz")
    with np.load(tmp_path / "out.npz") as arrays:
        assert arrays["X"].shape == (5, 8, 8, 1) and arrays["y"].dtype.kind == "U"
    run("report", model, pictures)


def test_balanced_classes_are_trained_all_the_same(run, tmp_path):
    X, y = RNG.normal(size=(40, 3)), np.repeat(["a", "b"], 20)
    np.savez(tmp_path / "data.npz", X=X, y=y)
    model = tmp_path / "model.skgan"
    options = ("--sampler", "gan", "--preset", "mlp-gan", "--max-iter", 1)
    run("train", tmp_path / "data.npz", "-o", model, *options)
    assert skgan.load(model).n_iter_ == 2  # each class has networks of its own


def test_evaluate_says_whether_it_helps(run, table, pictures, tmp_path):
    names = "ros,kernel,prior"
    options = ("--folds", 2, "--samplers", names, "--classifier", "logistic")
    output = tmp_path / "gain.csv"
    said = run("evaluate", table, "-t", "label", *options, "-o", output)
    assert "AugmentationResult of 4 folds" in said
    assert set(pd.read_csv(output).sampler) == {"none", *names.split(",")}
    options = ("--folds", 2, "--samplers", names + ",warp,mixup", *options[4:])
    said = run("evaluate", pictures, *options, "-o", tmp_path / "gain.png")
    assert "warp" in said and "mixup" in said and "failed" not in said
    with Image.open(tmp_path / "gain.png") as image:
        assert min(image.size) > 100


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("resample no.csv -t y -o x.csv", "file or folder does not exist"),
        ("resample {table} -o x.csv", "Give --target."),
        ("resample {table} -t lable -o x.csv", "no column 'lable'"),
        ("resample {table} -t label -o x.doc", "-o x.doc has an unknown"),
        ("resample {table} -t label -o x.npz", "of several types"),
        ("resample {table} -t label -o no/x.csv", "is missing"),
        ("resample {table} -t label -o {table}", "--force"),
        ("resample {table} -t label -o x.csv --strategy 7", "'7' is unknown. Give"),
        ("resample {table} -t label -o x.csv -p latent_dim=0", "'latent_dim' param"),
        ("resample {pictures} -t label -o x", "is for tables"),
        ("resample {pictures} -o x.csv", "has arrays. Give a folder"),
        ("resample {pictures} -o {pictures}/x", "is in DATA"),
        ("train {table} -t label -o {folder}", "is a folder"),
        ("train {table} -t label -o m --resume {table}", "is a file"),
        ("train {table} -t label -o m -p lr=1", "parameter 'lr'"),
        ("train {table} -t label -o m -p lr", "has no '='"),
        ("train {table} -t label -o m --preset x", "preset"),
        ("train {pictures} -o m --preset keras-dcgan", "is for --sampler dcgan."),
        ("train {pictures} -o m --split letters", "is for EMNIST"),
        ("train {pictures} -o m --image-shape 8x8", "is not a shape with sides"),
        ("train {pictures} -o m --image-shape 0,0", "with sides"),
        ("train {pictures} -o m --image-shape 129,9,3", "sides from 1 to 128"),
        ("demo -o {table}", "is a file. Give a folder"),
        ("demo -o {pictures}", "already a folder with files"),
        ("generate {table} -n 3 -o x.csv", "can't be loaded"),
        ("generate {table} -o x.csv", "Give --per-class, --class or"),
        (
            "evaluate {table} -t label --samplers x",
            "--samplers has the unknown name 'x'",
        ),
        (
            "evaluate {table} -t label --samplers warp",
            "'warp', which is only for images",
        ),
        (
            "evaluate {table} -t label --samplers mixup",
            "which is only for numbers, but",
        ),
        ("evaluate {table} -t label -o x.doc", "an unknown format"),
        ("report m {table} -o x.png", "an unknown format"),
        ("report no.skgan {table} -t label", "no.skgan"),
    ],
)
def test_errors_are_told_in_words(run, arguments, said, table, pictures, monkeypatch):
    monkeypatch.chdir(table.parent)
    empty = table.parent / "empty"
    empty.mkdir()
    before = sorted(table.parent.rglob("*"))
    paths = {"table": table, "pictures": pictures, "folder": empty}
    told = run(*arguments.format(**paths).split(), code=1 if said in OF_FILES else 2)
    assert said in " ".join(told.split())
    assert sorted(table.parent.rglob("*")) == before


def test_large_pictures_need_a_size(run, tmp_path):
    (tmp_path / "pictures" / "a").mkdir(parents=True)
    Image.new("L", (600, 400)).save(tmp_path / "pictures" / "a" / "1.png")
    said = run("train", tmp_path / "pictures", "-o", tmp_path / "m", code=1)
    assert "400 x 600 pixels" in said and "--image-shape 64,64,3" in said


def test_help_has_examples(run):
    for command in ("", *main.commands):
        said = run(*[command] * bool(command), "--help")
        assert "Example" in said or command == "demo"


@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGINT for children")
def test_ctrl_c_saves_what_was_learnt(table, tmp_path):
    model = tmp_path / "model.skgan"
    # Whoever starts the tests in the background may have them ignore SIGINT.
    script = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    script += "; from skgan._cli import main; main()"
    options = ["-t", "label", "--max-iter", "1000000", "--save-every", "25"]
    options += ["-p", "kernel_fraction=0.5", "-o"]
    command = [sys.executable, "-c", script, "train", table, *options, model]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            while not model.exists():
                assert process.poll() is None
                time.sleep(0.05)
            process.send_signal(signal.SIGINT)
            said = process.communicate(timeout=60)[1]
        finally:
            process.kill()
    assert process.returncode == 130 and "Interrupted" in said
    assert "Traceback" not in said and skgan.load(model).n_iter_ > 0
