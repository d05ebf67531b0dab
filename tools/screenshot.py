"""Makes the picture of the report that the README shows, in Chromium: ``python tools/screenshot.py [PAGE] [PICTURE]``.

Needs the extra ``browser`` and Debian's ``chromium`` and ``chromium-driver`` (or the same elsewhere on the path).
"""

from __future__ import annotations

import base64
import shutil
import sys
from pathlib import Path

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

ROOT = Path(__file__).parent.parent
WIDTH, HEIGHT = 1280, 960


def picture(page: Path, *, dark: bool = False) -> bytes:
    """A PNG of the first screen and the first finding."""
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"):
        options.add_argument(argument)
    chrome = Chrome(options=options, service=Service(shutil.which("chromedriver") or "chromedriver"))
    try:
        size = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        chrome.get(page.resolve().as_uri())
        return base64.b64decode(chrome.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"])
    finally:
        chrome.quit()


def main() -> None:
    given = [Path(a) for a in sys.argv[1:]]
    page = given[0] if given else ROOT / "reports" / "petro-white-house.html"
    out = given[1] if len(given) > 1 else ROOT / "docs" / "images" / "report.png"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(picture(page))
    print(out)


if __name__ == "__main__":
    main()
