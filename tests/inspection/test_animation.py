import numpy as np
import pytest
from PIL import Image

from skgan import DCGANSampler
from skgan.callbacks import SnapshotRecorder
from skgan.exceptions import InputError
from skgan.inspection import save_animation
from tests.inspection.conftest import IMAGES, SIGNALS, TABLE, fit


def record(X, **parameters):
    recorder = SnapshotRecorder(n_samples=2)
    fit(X, callbacks=[recorder], **{"max_iter": 26} | parameters)
    return recorder


@pytest.fixture(scope="module")
def recorder():
    return record(TABLE)


def frames_of(path):
    with Image.open(path) as gif:
        frames = []
        for i in range(gif.n_frames):
            gif.seek(i)
            frames.append(np.asarray(gif.convert("RGB")))
        return frames


@pytest.mark.parametrize("X", [TABLE, SIGNALS], ids=["table", "signals"])
def test_there_is_a_frame_for_each_snapshot(X, tmp_path):
    path = tmp_path / "training.gif"
    save_animation(path, record(X), duration=50)
    first, last = frames_of(path)
    assert first.shape == last.shape and (first != last).any()
    assert [p.name for p in tmp_path.iterdir()] == ["training.gif"]
    with Image.open(path) as gif:
        durations = []
        for i in range(gif.n_frames):
            gif.seek(i)
            gif.load()
            durations.append(gif.info["duration"])
    assert gif.info["loop"] == 0 and durations == [50, 400]


def test_classes_trained_in_turn_appear_one_by_one(tmp_path):
    recorder = record(IMAGES, kind=DCGANSampler, max_iter=50, conditioning="per-class")
    assert [s.n_iter for s in recorder.snapshots_] == [25, 50, 75, 100]
    recorder.save_animation(tmp_path / "training.gif")
    frames = frames_of(tmp_path / "training.gif")
    dark = [(frame < 250).mean() for frame in frames]
    assert max(dark[:2]) < min(dark[2:])


def test_the_axes_stay_where_they_are(tmp_path, monkeypatch, recorder):
    from skgan.inspection import _animation

    seen = []
    original = _animation.as_image
    monkeypatch.setattr(
        _animation, "as_image", lambda f: seen.append(f.axes[0].axis()) or original(f)
    )
    save_animation(tmp_path / "training.gif", recorder)
    assert seen[0] == seen[1]


@pytest.mark.parametrize("empty", [3, SnapshotRecorder()])
def test_nothing_recorded_is_told(empty, tmp_path):
    with pytest.raises(InputError, match="has no snapshots. Give a SnapshotRecorder"):
        save_animation(tmp_path / "training.gif", empty)


def test_where_nothing_can_be_written_is_told(tmp_path, recorder):
    for path in (tmp_path, tmp_path / "none" / "training.gif"):
        with pytest.raises(InputError, match="is a folder, or its folder does not"):
            save_animation(path, recorder)
    with pytest.raises(InputError, match="path=None is not a path"):
        save_animation(None, recorder)
    with pytest.raises(InputError, match="duration=0 is not a positive integer"):
        save_animation(tmp_path / "training.gif", recorder, duration=0)
