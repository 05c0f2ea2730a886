"""Commands for which permissions of files count, also where the tests are run by root."""

import os
import shutil
import subprocess

import pytest

# What lets root read and write all files.
_WITHOUT = "-dac_override,-dac_read_search"


def unprivileged() -> tuple[str, ...]:
    """Return what a command line begins with for permissions to count; skips if there is none."""
    if not hasattr(os, "geteuid"):
        pytest.skip("permissions are different here")
    if os.geteuid() != 0:
        return ()
    setpriv = shutil.which("setpriv")
    prefix = (setpriv or "", f"--bounding-set={_WITHOUT}")
    if setpriv is None or subprocess.run([*prefix, "true"], check=False).returncode != 0:
        pytest.skip("root reads and writes all files")
    return prefix
