"""The machine's own Chromium, and how tests and benchmarks start it."""

import shutil

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# What Playwright turns off itself, as the last list given is the only one that counts; and the address bar's list, a
# web page of its own in each window, which takes more time than most of our pages.
OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
    "PreconnectToSearch", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
)  # fmt: skip
# No sandbox: tests often run as root, where Chromium has none, and load nothing but our own pages.
LAUNCH = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync", f"--disable-features={','.join(OFF)}"]
