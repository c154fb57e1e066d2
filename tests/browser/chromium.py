"""Finds the Chromium that drives the browser tests, or gets one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_or_install() -> str | None:
    """The program's path: what `CHROMIUM` names, what is installed, else what can be installed; or None."""
    return os.environ.get("CHROMIUM") or _installed() or _from_the_system() or _from_playwright()


def _installed() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _from_the_system() -> str | None:
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        if subprocess.call(command, stdout=subprocess.DEVNULL):
            return None
    return _installed()


def _from_playwright() -> str | None:
    if subprocess.call([sys.executable, "-m", "playwright", "install", "chromium"], stderr=subprocess.DEVNULL):
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path
