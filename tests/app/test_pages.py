"""The views in process, by the simulated user of NiceGUI."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

nicegui = pytest.importorskip("nicegui")

from nicegui import ui  # noqa: E402
from nicegui.testing import user_simulation  # noqa: E402

from skgan.app._helper import Helper  # noqa: E402
from skgan.app._site import Site  # noqa: E402
from skgan.app.pages import add_pages  # noqa: E402
from skgan.app.pages._frame import later  # noqa: E402

TRIES = 60  # of a tenth of a second


@pytest.fixture
def visit(home):
    """Return what lets a coroutine use the page of a workspace."""

    # Its simulation drops the modules of pages, and the packages above them.
    kept = {name: sys.modules[name] for name in sys.modules if name[:5] == "skgan"}

    def visit(story, folder="."):
        async def run():
            with ThreadPoolExecutor(1) as executor:
                root = home / folder
                site = Site(root, Helper(str(root), executor))
                async with user_simulation() as user:
                    add_pages(site)
                    await story(user, site)

        asyncio.run(run())

    yield visit
    sys.modules.update(kept)


async def requested_training(user, site, data):
    """Click the button, and return what is requested, without a training."""
    started = []
    site.jobs.start = started.append
    await user.open("/train")
    await user.should_see(data)
    await user.should_see("Noise size", retries=TRIES)
    user.find(kind=ui.button, content="Train").click()
    await asyncio.sleep(0.1)
    [request] = started
    return request


def test_from_data_to_the_start_of_a_training(visit):
    async def story(user, site):
        await user.open("/")
        await user.should_see("rows.csv")
        await user.open("/?data=rows.csv")
        await user.should_see("30 samples of 2 classes, each 2", retries=TRIES)
        reading = {"target": "label"}
        assert site.choice == {"data": "rows.csv", "reading": reading, "form": "table"}
        request = await requested_training(user, site, "Data: rows.csv")
        assert request["data"] == "rows.csv" and request["parameters"] == {}
        assert request["sampler"] == "ACGANSampler" and request["networks"]

    visit(story)


def test_a_folder_that_is_one_data_set_is_shown_at_once(visit):
    async def story(user, site):
        await user.open("/")
        await user.should_see("18 samples of 2 classes, each 8 x 8 x 3", retries=TRIES)
        await user.should_see("pictures")
        request = await requested_training(user, site, "Data: pictures")
        assert not request["networks"]  # as by default in Python

    visit(story, "pictures")


def test_samples_are_browsed_and_downloaded(visit, model):
    async def story(user, site):
        await user.open("/generate")
        await user.should_see("Page 1 of 2, 42 samples", retries=TRIES)
        user.find("Next").click()
        await user.should_see("Page 2 of 2, 42 samples", retries=TRIES)
        user.find(kind=ui.button, content="Download the samples").click()
        response = await user.download.next(timeout=10)
        assert response.headers["content-disposition"].endswith("rows-1-samples.csv")
        assert response.text.count("\n") == 43
        await user.should_see("<b>often</b>")  # as a text

    visit(story)


def test_models_are_listed_and_deleted_after_a_question(visit, model, home):
    async def story(user, site):
        await user.open("/models")
        await user.should_see("data rows.csv, ACGANSampler")
        button = user.find(kind=ui.button, content="delete")
        button.click()
        await user.should_see("Delete the model?", retries=TRIES)
        user.find(kind=ui.button, content="Keep").click()
        await asyncio.sleep(0.2)
        assert (home / model).exists()
        button.click()
        await user.should_see(kind=ui.button, content="Delete", retries=TRIES)
        user.find(kind=ui.button, content="Delete").click()
        await asyncio.sleep(0.3)
        assert not (home / model).exists()

    visit(story)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/train", "Choose data first."),
        ("/worth-it", "Choose data first."),
        ("/models", "There are no models yet."),
        ("/generate", "There are no models yet."),
        ("/animation", "There are no models yet."),
    ],
)
def test_empty_views_say_what_to_do(visit, path, said):
    async def story(user, site):
        await user.open(path)
        await user.should_see(said)

    visit(story)


def test_files_that_are_not_listed_are_not_served(visit, model, home):
    (home / "secret.json").write_text("{}")

    async def story(user, site):
        get = user.http_client.get
        for path in ("/picture/x/preview.png", "/picture/../../rows.csv"):
            assert (await get(path)).status_code == 404
        for name in ("../x", "secret.json", "rows.csv", ""):
            for view in ("/model", "/animation.gif"):
                assert (await get(view, params={"model": name})).status_code == 404
        assert (await get("/download/x")).status_code == 404
        assert (await get("/model", params={"model": model})).status_code == 200

    visit(story)


@pytest.mark.parametrize("error", [ValueError, RuntimeError])
def test_leaving_a_view_before_it_is_filled_is_no_error(visit, caplog, error):
    async def story(user, site):
        left = asyncio.Event()

        async def fill():
            await left.wait()
            raise error("too late")

        @ui.page("/slow")
        def slow():
            later(ui.column(), fill, "Waiting ...")

        await user.open("/slow")
        await user.should_see("Waiting ...")
        user.client.delete()
        left.set()
        await asyncio.sleep(0.1)

    visit(story)
    assert not caplog.records
