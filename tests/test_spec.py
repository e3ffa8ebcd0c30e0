from dataclasses import FrozenInstanceError

import pytest

from skgan import NetworkSpec


@pytest.mark.parametrize(
    ("shape", "size"), [((5,), 5), ((16, 3), 48), ((28, 28, 1), 784)]
)
def test_size_is_the_number_of_values_in_a_sample(shape, size):
    assert NetworkSpec(shape=shape, n_classes=2).size == size


def test_the_output_is_linear_unless_said_otherwise():
    assert NetworkSpec((5,), 2).activation == "linear"
    assert NetworkSpec((5,), 2, "tanh").activation == "tanh"


def test_equal_specs_are_one_key():
    specs = {NetworkSpec((5,), 2), NetworkSpec((5,), 2), NetworkSpec((5,), 3)}
    assert len(specs) == 2


def test_a_spec_can_not_be_changed():
    with pytest.raises(FrozenInstanceError):
        NetworkSpec((5,), 2).n_classes = 3


def test_with_and_without_a_class_head_are_two_keys():
    assert NetworkSpec((5,), 2).class_head
    assert NetworkSpec((5,), 2, class_head=False) != NetworkSpec((5,), 2)
