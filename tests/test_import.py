import subprocess
import sys

SCRIPT = """
import pickle
import sys

from sklearn.base import clone

import skgan
import skgan.datasets
import skgan.distributed
import skgan.inspection
from skgan.callbacks import SampleWriter, SnapshotRecorder

names = [name for name in skgan.__all__ if name.endswith("Sampler")]
for sampler in [getattr(skgan, name)() for name in names]:
    copy = clone(sampler).set_params(**sampler.get_params())
    copy.set_params(random_state=1, max_iter=5)
    clone(copy.set_params(callbacks=[SampleWriter("x"), SnapshotRecorder()]))
    assert "max_iter=5" in repr(copy)
    assert "<div" in copy._repr_html_()
    pickle.loads(pickle.dumps(copy))
loaded = {name.split(".")[0] for name in sys.modules}
heavy = {"tensorflow", "keras", "matplotlib", "PIL", "torch", "dask"}
print(len(names) > 0, sorted(loaded & heavy))
"""


def test_nothing_before_a_fit_loads_tensorflow_keras_or_pillow():
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT], capture_output=True, text=True
    )
    assert done.stderr == ""
    assert done.stdout == "True []\n"
