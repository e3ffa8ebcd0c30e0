import sys

import numpy as np
import pytest

from skgan.exceptions import InputError
from skgan.metrics import frechet_distance, frechet_inception_distance
from skgan.metrics._inception import inception

rng = np.random.RandomState(0)
IMAGES = rng.randint(0, 256, (12, 9, 7, 3)).astype(np.uint8)
DARKER = IMAGES // 2


def brightness(images):
    return images.mean(axis=(1, 2))


@pytest.fixture
def tiny_inception(monkeypatch):
    """Stand in for InceptionV3 by a network that keeps the mean colours."""
    import keras

    asked = {"times": 0}

    def make(**options):
        asked.update(options, times=asked["times"] + 1)
        images = keras.Input(options["input_shape"])
        return keras.Model(images, keras.layers.GlobalAveragePooling2D()(images))

    monkeypatch.setattr(keras.applications, "InceptionV3", make)
    inception.cache_clear()
    yield asked
    inception.cache_clear()


def test_a_callable_gets_the_images_as_they_are():
    seen = []

    def features(images):
        seen.append((images.dtype, images.shape))
        return brightness(images)

    distance = frechet_inception_distance(IMAGES, DARKER, features=features)
    assert distance == frechet_distance(brightness(IMAGES), brightness(DARKER)) > 100
    assert seen == [(np.uint8, (12, 9, 7, 3))] * 2


def test_a_keras_model_gives_the_features():
    import keras

    images = keras.Input((9, 7, 3))
    model = keras.Model(images, keras.layers.GlobalAveragePooling2D()(images))
    maps = keras.Model(images, keras.layers.Rescaling(1.0)(images))
    expected = frechet_inception_distance(IMAGES, DARKER, features=brightness)
    for features in (model, maps):
        distance = frechet_inception_distance(IMAGES, DARKER, features=features)
        assert distance == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("channels", [1, 3])
def test_inception_gets_enlarged_images_of_three_colours(tiny_inception, channels):
    pair = IMAGES[..., :channels], DARKER[..., :channels]
    distance = frechet_inception_distance(*pair)
    assert tiny_inception["include_top"] is False
    assert tiny_inception["pooling"] == "avg"
    assert tiny_inception["input_shape"] == (299, 299, 3)
    # The mean of an enlarged image is nearly that of the image, in units of [-1, 1].
    colours = [np.repeat(brightness(x), 3 // channels, axis=-1) / 127.5 for x in pair]
    assert distance == pytest.approx(frechet_distance(*colours), rel=0.05)


def test_a_declared_range_is_the_same_as_bytes(tiny_inception):
    expected = frechet_inception_distance(IMAGES, DARKER)
    scaled = frechet_inception_distance(IMAGES / 255, DARKER / 255, value_range=(0, 1))
    assert scaled == pytest.approx(expected, rel=1e-4)
    assert tiny_inception["times"] == 1  # loaded once for all calls


def test_weights_that_cannot_be_had_are_said_to_be_and_what_to_do(monkeypatch):
    import keras

    def fail(**options):
        raise Exception("URL fetch failure on https://...")  # noqa: TRY002

    monkeypatch.setattr(keras.applications, "InceptionV3", fail)
    message = "weights of InceptionV3 are not available: URL fetch .*Give your own"
    inception.cache_clear()
    with pytest.raises(InputError, match=message):
        frechet_inception_distance(IMAGES, DARKER)


def test_keras_is_not_loaded_for_a_callable(monkeypatch):
    monkeypatch.setitem(sys.modules, "keras", None)  # an import would raise
    assert frechet_inception_distance(IMAGES, IMAGES, features=brightness) == 0


@pytest.mark.parametrize(
    ("images", "options", "message"),
    [
        (IMAGES[:1], {}, "images_generated has 1 sample; this metric needs at least 2"),
        (IMAGES[0, 0], {}, r"images_generated has shape \(7, 3\). Give images of shap"),
        (IMAGES * np.nan, {}, "images_generated has NaN or infinite values in 12 of"),
        (IMAGES, {"features": 5}, "features is 5, which is invalid. Give 'inception'"),
        (
            IMAGES,
            {"features": "vgg"},
            "features is 'vgg', which is invalid. Give 'incep",
        ),
    ],
)
def test_bad_input_is_named(images, options, message):
    with pytest.raises(InputError, match=message):
        frechet_inception_distance(IMAGES, images, **options)


def test_images_that_inception_does_not_know_are_named(tiny_inception):
    two = IMAGES[..., :2]
    with pytest.raises(InputError, match="The images have 2 channels; InceptionV3 ac"):
        frechet_inception_distance(two, two)
    with pytest.raises(InputError, match="dtype float64 is not known. Give value_ran"):
        frechet_inception_distance(IMAGES / 255, IMAGES / 255)
