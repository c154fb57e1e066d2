"""Finds the Chromium that drives the browser tests, or gets one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PACKAGES = ("chromium-headless-shell", "chromium")
"""Of Debian. The first is the same engine without a browser around it, and needs two thirds of the time."""
NAMES = (*PACKAGES, "chromium-browser", "google-chrome", "google-chrome-stable")


def find_or_install() -> str | None:
    """The program's path: what `CHROMIUM` names, what is installed, else what can be installed; or None."""
    return installed() or _from_the_system() or _from_playwright()


def installed() -> str | None:
    """The same where there is one already."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


def _from_the_system() -> str | None:
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    subprocess.call(["apt-get", "update", "-qq"], stdout=subprocess.DEVNULL)
    for package in PACKAGES:
        if subprocess.call(["apt-get", "install", "-y", "-qq", package], stdout=subprocess.DEVNULL) == 0:
            break
    return installed()


def _from_playwright() -> str | None:
    if subprocess.call([sys.executable, "-m", "playwright", "install", "chromium"], stderr=subprocess.DEVNULL):
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path
