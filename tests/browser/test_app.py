"""The app from end to end in Debian's Chromium: ``make test-browser``.

Train on 60 small pictures, stop, kill the server, go on, browse, download.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from urllib.request import Request, urlopen

import numpy as np
import pytest
from PIL import Image

if not os.environ.get("SKGAN_TEST_BROWSER"):
    pytest.skip("runs by `make test-browser`", allow_module_level=True)
pytest.importorskip("nicegui")
webdriver = pytest.importorskip("selenium.webdriver")
WebDriverException = pytest.importorskip("selenium.common").WebDriverException
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
if CHROMIUM is None or DRIVER is None:
    pytest.skip("chromium and chromium-driver are missing", allow_module_level=True)

PORT = 8653
CLOSE = "//button[normalize-space(.)='Close']"
WAIT = 120  # seconds; TensorFlow is loaded by two processes
OPTIONS = ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage")
MOST_SECONDS = 0.3  # of an answer while a training runs
BUTTON = "//*[self::button or self::a or contains(@class, 'q-item')]"


@pytest.fixture
def pictures(tmp_path):
    rng = np.random.RandomState(0)
    for name, n in (("circle", 40), ("square", 20)):
        folder = tmp_path / "pictures" / name
        folder.mkdir(parents=True)
        for i in range(n):
            pixels = np.full((16, 16, 3), 230, np.uint8)
            pixels[4:12, 4 : 12 - 3 * (name == "circle")] = rng.randint(0, 180, 3)
            Image.fromarray(pixels).save(folder / f"{i}.png")
    return tmp_path


def without_pytest():
    """Return the environment without what tells NiceGUI that it is being tested."""
    return {k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"}


class Server:
    """`skgan app` in a process of its own."""

    def __init__(self, home):
        command = [sys.executable, "-m", "skgan", "app", str(home), "--no-browser"]
        began = time.monotonic()
        self.process = subprocess.Popen(
            [*command, "--port", str(PORT)],
            stdout=subprocess.PIPE,
            text=True,
            env=without_pytest(),
        )
        lines = iter(self.process.stdout.readline, "")
        self.address = next(line.strip() for line in lines if "token=" in line)
        self.seconds = time.monotonic() - began

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def servers(pictures):
    """Return what starts a server; the last one is ended."""
    started = []

    def start():
        started.append(Server(pictures))
        return started[-1]

    yield start
    for server in started:
        server.kill()


@pytest.fixture
def page(tmp_path_factory):
    options = webdriver.ChromeOptions()
    for option in OPTIONS:
        options.add_argument(option)
    options.binary_location = CHROMIUM
    folder = tmp_path_factory.mktemp("downloads")
    options.add_experimental_option(
        "prefs", {"download.default_directory": str(folder)}
    )
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    yield Page(driver, folder)
    driver.quit()


class Page:
    """What a user sees and does."""

    def __init__(self, driver, folder):
        self.driver, self.folder, self.n_clicks = driver, folder, 0

    def until(self, condition):
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            try:
                found = condition()
            except (WebDriverException, IndexError):  # the page is changing
                found = None
            if found:
                return found
            time.sleep(0.1)
        self.driver.save_screenshot(str(self.folder / "failed.png"))
        raise AssertionError(f"not seen; the page says: {self.text()}")

    def text(self):
        return self.driver.find_element("tag name", "body").text

    def see(self, pattern):
        return self.until(lambda: re.search(pattern, self.text()))

    def click(self, text):
        path = (
            f"{BUTTON}[normalize-space(.)='{text}' or .//*[normalize-space()='{text}']]"
        )

        def clickable():
            found = self.driver.find_elements("xpath", f"//main{path}")
            return [e for e in found if e.is_displayed() and e.is_enabled()]

        self.press(clickable)
        self.n_clicks += 1

    def press(self, find):
        """Click the first element, once nothing moves over it."""

        def pressed():
            find()[0].click()
            return True

        self.until(pressed)

    def other_hosts(self):
        """Return the addresses of other hosts that were asked for."""
        logged = [
            json.loads(entry["message"]) for entry in self.driver.get_log("performance")
        ]
        sent = [each["message"] for each in logged]
        sent = [m for m in sent if m["method"] == "Network.requestWillBeSent"]
        urls = [m["params"]["request"]["url"] for m in sent]
        own = (f"http://127.0.0.1:{PORT}/", "data:", "blob:", "chrome:")
        return [url for url in urls if not url.startswith(own)]


def usual(page):
    """Return the time that a view takes to come, the median of ten."""
    cookies = page.driver.get_cookies()
    cookie = "; ".join(f"{each['name']}={each['value']}" for each in cookies)
    times = []
    for view in ("", "train", "models", "generate", "animation") * 2:
        request = Request(f"http://127.0.0.1:{PORT}/{view}", headers={"cookie": cookie})
        began = time.monotonic()
        urlopen(request).read()
        times.append(time.monotonic() - began)
    print(f"views came in {min(times):.2f} to {max(times):.2f} s")
    return sorted(times)[len(times) // 2]


def test_train_kill_go_on_browse_and_download(servers, page):
    server = servers()
    began = time.monotonic()
    page.driver.get(server.address)
    page.see("pictures")
    assert time.monotonic() - began < 2, "first paint"
    assert "token" not in page.driver.current_url
    page.click("pictures")
    page.see("60 samples of 2 classes, each 16 x 16 x 3")
    page.click("Train a sampler")
    switch = "//*[@role='switch'][normalize-space(.)='Train networks']"
    page.press(lambda: page.driver.find_elements("xpath", switch))
    page.click("Train")
    page.see(r"Training, iteration \d+, about .* left")
    assert usual(page) < MOST_SECONDS
    n_before = int(page.see(r"iteration (\d{3,})").group(1))
    server.kill()
    server = servers()
    page.driver.get(server.address.replace("/?", "/train?"))
    page.see("Interrupted")
    page.click("Continue")
    assert int(page.see(r"Training, iteration (\d+), about").group(1)) >= n_before - 50
    page.driver.refresh()  # finds its training
    page.see(r"Training, iteration \d+")
    n_other = page.n_clicks
    page.click("Stop")
    page.click("Browse new samples")
    page.see("Page 1 of 2, 42 samples")
    page.click("Next")
    page.see("Page 2 of 2")
    assert page.n_clicks - n_other + 3 <= 8
    page.press(lambda: page.driver.find_elements("css selector", ".grid7 button"))
    page.see("Nearest training rows")
    page.press(lambda: page.driver.find_elements("xpath", CLOSE))
    time.sleep(0.5)
    page.click("Download the samples")
    page.until(lambda: [*page.folder.glob("*.zip")])
    assert page.other_hosts() == []


def test_a_second_server_on_the_port_is_told_in_words(servers, pictures):
    servers()
    command = [sys.executable, "-m", "skgan", "app", str(pictures), "--port", str(PORT)]
    done = subprocess.run(command, capture_output=True, text=True, env=without_pytest())
    assert done.returncode == 1
    assert f"Error: Port {PORT} is already used" in done.stderr
