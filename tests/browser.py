"""Headless Chromium for tests of the page. Screenshots go to `artefacts/`, one set for each run."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

import pytest
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.polling import until

ARTEFACTS = Path(__file__).parents[1] / "artefacts"

_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
_MISSING = "needs Chromium and ChromeDriver: apt-get install chromium chromium-driver"

T = TypeVar("T")


class Browser:
    """The few things that tests do on a page. Elements are named by CSS selectors."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def open(self, url: str) -> None:
        self.driver.get_log("browser")  # type: ignore[no-untyped-call]  # what an earlier page complained of
        self.driver.get(url)

    def find(self, selector: str) -> WebElement:
        """The first such element, as soon as it is there."""
        return self.until(lambda: self.driver.find_element(By.CSS_SELECTOR, selector))

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        """What they show at one moment: a page that changes meanwhile is read again."""
        while True:
            try:
                return [element.text for element in self.all(selector)]
            except StaleElementReferenceException:
                continue

    def click(self, selector: str) -> None:
        """The first such element, also when it is drawn anew meanwhile."""

        def clicked() -> bool:
            self.find(selector).click()
            return True

        self.until(clicked)

    def type(self, *keys: str) -> None:
        """Into whatever has the focus."""
        self.driver.switch_to.active_element.send_keys(*keys)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def until(self, predicate: Callable[[], T], timeout: float = 30) -> T:
        """The predicate's first true value. An element that is not there yet, or not any more, counts as false."""

        def there() -> T | None:
            try:
                return predicate()
            except (NoSuchElementException, StaleElementReferenceException):
                return None

        found = until(there, timeout, lambda: f"not within {timeout:g} s; the page shows:\n{self._shown()}")
        return cast("T", found)

    def resize(self, width: int, height: int, scale: float = 1.0) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def prefer(self, colours: str) -> None:
        """`light` or `dark`."""
        features = [{"name": "prefers-color-scheme", "value": colours}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def screenshot(self, name: str) -> Path:
        ARTEFACTS.mkdir(exist_ok=True)
        path = ARTEFACTS / f"{name}.png"
        self.driver.save_screenshot(str(path))
        return path

    def complaints(self) -> list[str]:
        """What the page has put on the console since it was opened, refusals by its security policy among it.

        An earlier page may still have complained of its server while this one was opened: that is left out.
        """
        messages = [entry["message"] for entry in self.driver.get_log("browser")]  # type: ignore[no-untyped-call]
        here = urlsplit(self.driver.current_url).netloc
        return [message for message in messages if "://" not in message or here in message]

    def _shown(self) -> str:
        return self.driver.find_element(By.TAG_NAME, "body").text


@contextmanager
def start_browser() -> Iterator[Browser]:
    """A browser with a profile of its own; skips the test where none is installed."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    chromedriver = shutil.which("chromedriver")
    if not chromium or not chromedriver:
        pytest.skip(_MISSING)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ChromeOptions()
        options.binary_location = chromium
        for flag in (*_FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        driver = Chrome(options=options, service=ChromeService(chromedriver))
        try:
            yield Browser(driver)
        finally:
            driver.quit()
