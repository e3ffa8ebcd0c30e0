import numpy as np
import pytest
from sklearn.utils import get_tags

from skgan import ACGANSampler, DCGANSampler, GANSampler

Y = np.repeat(["a", "b"], [20, 10])
TEXTS = np.array([list("xyz") * 10, list("vw") * 15]).T


@pytest.mark.parametrize(
    ("sampler", "takes"),
    [
        (ACGANSampler(categorical_features=[0, 1]), True),
        (ACGANSampler(), False),  # but in frames
        (ACGANSampler(categorical_features=None), False),
        (DCGANSampler(), False),
        (GANSampler(), False),
    ],
)
@pytest.mark.parametrize("dtype", [str, object])
def test_tags_tell_whether_arrays_of_texts_are_taken(sampler, takes, dtype):
    tags = get_tags(sampler).input_tags
    assert tags.categorical is takes and tags.string is takes
    sampler.set_params(kernel_fraction=1)
    if takes:
        X, _ = sampler.fit_resample(TEXTS.astype(dtype), Y)
        assert X.shape == (40, 2) and set(X[:, 0]) <= set("xyz")
    else:
        with pytest.raises(ValueError, match="OneHotEncoder"):
            sampler.fit_resample(TEXTS.astype(dtype), Y)
