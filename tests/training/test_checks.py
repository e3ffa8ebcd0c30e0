from dataclasses import replace

import keras
import pytest

from skgan import NetworkSpec
from skgan.exceptions import NetworkError
from skgan.networks import dense_discriminator, dense_generator
from skgan.training import Game
from skgan.training._built import build, check_networks

SPEC = NetworkSpec((3,), 2)
GAME = Game(SPEC, dense_generator, dense_discriminator, latent_dim=4, batch_size=8)


def dense_model(inputs, *units):
    inputs = [keras.Input(shape) for shape in inputs]
    joined = keras.layers.Concatenate()(
        [keras.layers.Reshape((-1,))(x) for x in inputs]
    )
    outputs = [keras.layers.Dense(n)(joined) for n in units]
    return keras.Model(inputs, outputs)


@pytest.fixture(scope="module")
def generator():
    return dense_generator(SPEC, 4)


@pytest.fixture(scope="module")
def discriminator():
    return dense_discriminator(SPEC, 4)


def test_networks_that_fit_pass(generator, discriminator):
    check_networks(generator, discriminator, GAME)


def test_one_source_for_all_classes_passes_too(generator):
    check_networks(generator, dense_model([(3,)], 1, 2), GAME)


@pytest.mark.parametrize(
    ("spec", "latent_dim", "message"),
    [
        (NetworkSpec((5,), 2), 4, r"generator's output has shape \(None, 5\), but"),
        (NetworkSpec((3, 1), 2), 4, r"generator's output has shape \(None, 3, 1\)"),
        (SPEC, 9, r"generator's input has shape \(None, 9\), \(None,\), but"),
    ],
)
def test_a_generator_of_another_shape_is_named_with_both(
    discriminator, spec, latent_dim, message
):
    with pytest.raises(NetworkError, match=message):
        check_networks(dense_generator(spec, latent_dim), discriminator, GAME)


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        (NetworkSpec((5,), 2), r"input has shape \(None, 5\), .* need \(None, 3\)\. "),
        (
            NetworkSpec((3,), 7),
            r"output has shape \(None, 7\), \(None, 7\), .* need .*\(None, 2\)\. "
            r"Change the discriminator callable",
        ),
    ],
)
def test_a_discriminator_of_another_shape_is_named_with_both(generator, spec, message):
    with pytest.raises(NetworkError, match=f"The discriminator's {message}"):
        check_networks(generator, dense_discriminator(spec, 4), GAME)


@pytest.mark.parametrize("units", [(1,), (3,), (2, 1), (3, 3), (1, 2, 2)])
def test_a_discriminator_needs_source_and_class_in_this_order(generator, units):
    with pytest.raises(NetworkError, match="discriminator's output"):
        check_networks(generator, dense_model([(3,)], *units), GAME)


def test_a_generator_without_a_class_input_is_refused(discriminator):
    with pytest.raises(NetworkError, match=r"generator's input has shape \(None, 4\),"):
        check_networks(dense_model([(4,)], 3), discriminator, GAME)


@pytest.mark.parametrize(
    ("result", "name"),
    [(None, "NoneType"), ("model", "str"), (keras.Sequential(), "Sequential")],
)
def test_what_is_no_built_model_is_named(discriminator, result, name):
    with pytest.raises(NetworkError, match=f"returned {name}, .* built keras.Model"):
        check_networks(result, discriminator, GAME)


@pytest.mark.parametrize("units", [(1,), (2,)])
def test_without_a_class_head_a_discriminator_has_the_source_alone(generator, units):
    game = replace(GAME, spec=replace(SPEC, class_head=False))
    check_networks(generator, dense_model([(3,)], *units), game)


@pytest.mark.parametrize("units", [(3,), (1, 2), (2, 2)])
def test_without_a_class_head_a_second_output_is_refused(generator, units):
    game = replace(GAME, spec=replace(SPEC, class_head=False))
    message = r"discriminator's output has shape .* but the data need \(None, 1\)\. "
    with pytest.raises(NetworkError, match=message):
        check_networks(generator, dense_model([(3,)], *units), game)


@pytest.mark.parametrize(
    "builder", [lambda: None, lambda spec: None, lambda spec, *, latent_dim: None, dict]
)
def test_callables_of_other_arguments_are_told(builder):
    message = r"generator=<.*> can't be called with \(spec, latent_dim\): .*argument"
    with pytest.raises(NetworkError, match=message):
        build("generator", replace(GAME, generator=builder))


def test_errors_within_callables_come_through():
    def failing(spec, latent_dim):
        return len(latent_dim)

    with pytest.raises(TypeError, match="has no len"):
        build("generator", replace(GAME, generator=failing))
