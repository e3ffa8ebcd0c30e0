import pytest

from skgan import NetworkSpec


@pytest.mark.parametrize(
    ("shape", "size"), [((5,), 5), ((16, 3), 48), ((28, 28, 1), 784)]
)
def test_a_spec_is_a_key_that_can_not_be_changed(shape, size):
    spec = NetworkSpec(shape=shape, n_classes=2)
    assert (spec.size, spec.activation, spec.class_head) == (size, "linear", True)
    others = [((*shape, 1), 2), (shape, 3), (shape, 2, "tanh")]
    specs = {NetworkSpec(*other) for other in [(shape, 2), *others]}
    assert len(specs | {spec, NetworkSpec(shape, 2, class_head=False)}) == 5
    with pytest.raises(AttributeError):
        spec.n_classes = 3
