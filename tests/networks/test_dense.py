from skgan import NetworkSpec
from skgan.networks import dense_discriminator, dense_generator


def test_parameters_are_counted_by_hand():
    spec = NetworkSpec((3,), 2)
    generator = (4 + 2 + 1) * 64 + (64 + 1) * 64 + (64 + 1) * 3
    heads = 2 * (64 + 1) * 2  # source and class
    discriminator = (3 + 1) * 64 + (64 + 1) * 64 + heads
    assert dense_generator(spec, 4).count_params() == generator
    assert dense_discriminator(spec, 4).count_params() == discriminator


def test_of_a_single_class_there_is_nothing_to_tell():
    one, two = (dense_generator(NetworkSpec((3,), n), 4) for n in (1, 2))
    assert len(one.inputs) == len(two.inputs) == 2
    assert two.count_params() - one.count_params() == 2 * 64


def test_without_a_class_head_the_source_is_all():
    network = dense_discriminator(NetworkSpec((3,), 2, class_head=False), 4)
    assert [x.shape for x in network.outputs] == [(None, 2)]
