import numpy as np
import pytest

from skgan.metrics import energy_distance
from skgan.metrics._class_figures import (
    class_figures,
    copies,
    coverage,
    figures_of_classes,
    most_rows,
    repeats,
    spread,
    told_apart,
    view,
)

RANDOM = np.random.RandomState(0)
HELD, TRAINED, MADE = RANDOM.normal(size=(3, 60, 4)).astype(np.float32)


def random_state():
    return np.random.RandomState(1)


def test_both_figures_are_of_as_many_rows():
    frame = figures_of_classes(
        {0: HELD[:20]}, {0: TRAINED[:10]}, {0: MADE}, (4,), random_state()
    )
    expected = random_state()
    trained = TRAINED[expected.permutation(10)]
    made = MADE[expected.permutation(60)]
    row = frame.loc[0]
    assert row["distance"] == energy_distance(HELD[:10], made[:10])
    assert row["distance_real"] == energy_distance(HELD[:10], trained)


def test_generated_samples_are_mixed_before_some_are_taken():
    made = np.concatenate([MADE[:30], np.zeros_like(MADE[:30])])
    frame = figures_of_classes(
        {0: HELD[:20]}, {0: TRAINED}, {0: made}, (4,), random_state()
    )
    assert 0.2 < frame.loc[0, "repeats"] < 0.8


def test_classes_are_told_by_held_out_rows_alone():
    held = {0: HELD, 1: HELD + 9}
    made = {0: MADE + 9, 1: np.concatenate([MADE[:30], MADE[:30] + 9])}
    figures = class_figures(held, made, random_state())
    assert figures[0] == {"fidelity": 0, "fidelity_real": 1, "mistaken_for": 1}
    assert figures[1] == {"fidelity": 0.5, "fidelity_real": 1, "mistaken_for": 0}
    held, made = {0: HELD[:2], 1: HELD + 99}, {0: MADE, 1: MADE + 99}
    assert class_figures(held, made, random_state())[0]["fidelity_real"] == 1
    (figures,) = class_figures({3: HELD}, {3: MADE}, random_state()).values()
    assert np.isnan(figures["fidelity"]) and figures["mistaken_for"] == -1


def test_the_spread_is_a_distance_between_two_rows():
    corners = np.array([[0, 0], [0, 0], [3, 4.0]])
    assert spread(corners, (2,), random_state()) == pytest.approx(5 / 2**0.5)
    assert spread(np.ones((5, 16)), (8, 2), random_state()) == 0
    one_far = np.concatenate([np.zeros((20, 3)), [[1e6] * 3]])
    assert spread(one_far, (3,), random_state()) == 0


def test_the_spread_of_images_is_what_they_are_not_similar_in():
    images = RANDOM.uniform(-1.5, 1.5, (30, 64))  # as it may be without clip
    assert spread(images, (8, 8, 1), random_state()) > 0.8
    same = np.repeat(images[:1], 30, axis=0)
    assert spread(same, (8, 8, 1), random_state()) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("offset", [0, 1e4])  # digits are lost far from zero
def test_repeats_are_near_and_not_only_equal(offset):
    blob = MADE[:1] + 1e-4 * RANDOM.normal(size=(30, 4))
    held, made = HELD + offset, np.concatenate([blob, MADE[:30]]) + offset
    assert repeats(held, made) == pytest.approx(0.5, abs=0.1)
    assert repeats(held, held) < 0.1 and repeats(held, MADE + offset) < 0.1


def test_where_real_rows_repeat_all_figures_say_so():
    same = np.ones((9, 2))
    assert repeats(same, same) == 1
    assert coverage(same, same) == 0


def test_copies_are_counted():
    mixed = np.concatenate([TRAINED[:20], MADE[:20]])
    assert copies(TRAINED, mixed) == pytest.approx(0.5, abs=0.05)
    assert np.isnan(copies(np.repeat(TRAINED[:2], 9, axis=0), MADE))


def test_spectra_of_signals_do_not_depend_on_shifts():
    wave = np.sin(np.linspace(0, 8 * np.pi, 64, endpoint=False))[None]
    shifted = np.roll(wave, 9, axis=1)
    np.testing.assert_allclose(view(wave, (64, 1)), view(shifted, (64, 1)), atol=1e-9)
    assert view(wave, (64,)) is wave


def test_too_few_rows_are_not_told_apart():
    assert np.isnan(told_apart(HELD[:3], MADE[:3], random_state()))
    assert told_apart(HELD, MADE + 9, random_state()) == 1


def test_two_rows_have_figures():
    parts = ({0: part[:2]} for part in (HELD, TRAINED, MADE))
    row = figures_of_classes(*parts, (4,), random_state()).loc[0]
    missing = set(row.index[row.isna()])
    assert missing == {
        *("fidelity", "fidelity_real", "copies", "copies_real"),
        *("told_apart", "told_apart_real"),
    }


def test_large_samples_are_looked_at_in_smaller_numbers():
    assert most_rows((8,), 2) == 500
    assert 20 < most_rows((64, 64, 3), 5) < 500
