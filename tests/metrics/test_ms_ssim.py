import numpy as np
import pytest

from skgan.exceptions import InputError
from skgan.metrics import _ms_ssim, ms_ssim_diversity
from skgan.metrics._ms_ssim import ms_ssim, random_pairs, scale_weights


def noisy_ramps(height, width, channels):
    rng = np.random.RandomState(0)
    ramp = np.add.outer(np.arange(height), np.arange(width)) * 255 / (height + width)
    shape = 1, height, width, channels
    return [ramp[..., None] + rng.normal(0, 20, shape) for _ in range(2)]


# By torchmetrics 1.9.0's multiscale_structural_similarity_index_measure with
# data_range=255 and betas=scale_weights(...); the first one by its
# structural_similarity_index_measure. benchmarks/quality/metrics.py has more.
@pytest.mark.parametrize(
    ("shape", "n_scales", "expected"),
    [
        ((8, 10, 1), 1, 0.617448811347779),
        ((28, 28, 1), 2, 0.5985463545255746),
        ((45, 50, 3), 3, 0.6804411062765023),
        ((100, 110, 1), 4, 0.6095579256426295),
        ((180, 177, 3), 5, 0.5622111138258508),
    ],
)
def test_it_equals_torchmetrics(shape, n_scales, expected):
    assert len(scale_weights(shape[:2])) == n_scales
    similarity = ms_ssim(*noisy_ramps(*shape), 0, 255)
    assert similarity == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("side", "n_scales"),
    [(6, 1), (21, 1), (22, 2), (43, 2), (44, 3), (87, 3), (88, 4), (175, 4), (176, 5)],
)
def test_there_are_as_many_scales_as_fit(side, n_scales):
    weights = scale_weights((side, 300))
    assert len(weights) == n_scales
    assert weights.sum() == pytest.approx(1, abs=1e-4)


def test_equal_images_have_one_and_opposite_ones_zero():
    X = np.random.RandomState(0).uniform(0, 255, (3, 28, 28, 1))
    assert ms_ssim(X, X, 0, 255) == pytest.approx(1)
    assert ms_ssim(X, 255 - X, 0, 255) == pytest.approx(0)


def test_batches_change_nothing(monkeypatch):
    X, Y = np.random.RandomState(0).uniform(0, 255, (2, 7, 28, 28, 1))
    expected = ms_ssim(X, Y, 0, 255)
    monkeypatch.setattr(_ms_ssim, "PIXELS_AT_ONCE", 2 * 28 * 28)
    np.testing.assert_array_equal(ms_ssim(X, Y, 0, 255), expected)


@pytest.mark.parametrize(("n", "n_pairs"), [(2, 100), (5, 100), (14, 90), (5000, 4000)])
def test_pairs_are_different_and_of_all_images(n, n_pairs):
    pairs = random_pairs("a", n, n_pairs, np.random.RandomState(0))
    assert pairs.shape == (2, min(n_pairs, n * (n - 1) // 2))
    assert pairs.min() >= 0 and pairs.max() < n
    assert (pairs[0] > pairs[1]).all()
    assert len(set(zip(*pairs.tolist(), strict=True))) == pairs.shape[1]
    if n == 5000:
        assert np.histogram(pairs, bins=10, range=(0, n))[0].min() > 650


def classes(seed=0):
    """Return images of a collapsed class and of a diverse one."""
    images = np.random.RandomState(seed).randint(0, 256, (40, 28, 28)).astype(np.uint8)
    images[:20] = images[0] // 2 + images[:20] // 20
    return images, np.repeat(["collapsed", "diverse"], 20)


def test_a_collapsed_class_is_found():
    similarity = ms_ssim_diversity(*classes(), random_state=0)
    assert list(similarity) == ["collapsed", "diverse"]
    assert similarity["collapsed"] > 0.9
    assert similarity["diverse"] < 0.1


@pytest.mark.parametrize(("n_pairs", "is_all"), [(190, True), (9, False)])
def test_the_seed_chooses_the_pairs_unless_all_are_taken(n_pairs, is_all):
    one, same, other = (
        ms_ssim_diversity(*classes(), n_pairs=n_pairs, random_state=seed)
        for seed in (1, 1, 2)
    )
    assert one == same
    assert (one == pytest.approx(other, rel=1e-12)) == is_all


def test_bytes_and_floats_with_their_range_are_the_same():
    images, y = classes()
    expected = ms_ssim_diversity(images, y, random_state=0)
    scaled = ms_ssim_diversity(
        images[..., None] / 255, y, value_range=(0, 1), random_state=0
    )
    assert scaled == pytest.approx(expected, rel=1e-9)


IMAGES = np.zeros((4, 8, 8), dtype=np.uint8)


@pytest.mark.parametrize(
    ("images", "y", "options", "message"),
    [
        (IMAGES, [0, 0, 0, 1], {}, "Class 1 has 1 image; its diversity needs at least"),
        (IMAGES, [0, 0], {}, "y has 2 labels for 4 samples. Give one label for each"),
        (IMAGES[:, :5], [0] * 4, {}, "The images have 5 x 8 pixels; MS-SSIM needs at"),
        (IMAGES[:, 0], [0] * 4, {}, r"images has shape \(4, 8\). Give images of shape"),
        (IMAGES * 1.0, [0] * 4, {}, "The range of pixels of dtype float64 is not know"),
        (IMAGES * np.nan, [0] * 4, {}, "images has NaN or infinite values in 4 of its"),
        (IMAGES, [0] * 4, {"value_range": (1, 9)}, "The pixels are from 0 to 0, outs"),
        (IMAGES, [0] * 4, {"value_range": (1, 1)}, r"value_range is \(1, 1\). Give a"),
        (IMAGES, [0] * 4, {"value_range": 5}, "value_range is 5. Give two numbers"),
        (IMAGES, [0] * 4, {"value_range": (0, 1, 2)}, r"is \(0, 1, 2\). Give two numb"),
        (IMAGES, [0] * 4, {"n_pairs": 0}, "n_pairs=0 is not a positive integer"),
        (IMAGES, [0] * 4, {"n_pairs": 2.5}, "n_pairs=2.5 is not a positive integer"),
    ],
)
def test_bad_input_is_named(images, y, options, message):
    with pytest.raises(InputError, match=message):
        ms_ssim_diversity(images, y, **options)
