"""The two functions of pymcdm that second opinions need, without what its package loads beside.

``import pymcdm`` runs a package that loads matplotlib and scipy for plots and correlations: 1.6 s
where the two functions take 0.4. So its modules are loaded under a package that was found and not
run, which is forgotten afterwards: whoever imports pymcdm later gets the whole of it.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec, module_from_spec
from typing import Any

_PACKAGE = "pymcdm"


@dataclass(frozen=True, slots=True)
class Methods:
    """pymcdm's class ``TOPSIS`` and its function ``rankdata``."""

    topsis: Callable[[], Any]
    rankdata: Callable[..., Any]


@cache
def methods() -> Methods:
    """Load them, once.

    Raises:
        ModuleNotFoundError: pymcdm is not installed.
    """
    if _PACKAGE in sys.modules:
        return _found()
    spec = find_spec(_PACKAGE)
    if spec is None:
        raise ModuleNotFoundError(_PACKAGE)
    sys.modules[_PACKAGE] = module_from_spec(spec)
    methods_spec = find_spec(f"{_PACKAGE}.methods")
    if methods_spec is not None:
        sys.modules[f"{_PACKAGE}.methods"] = module_from_spec(methods_spec)
    try:
        return _found()
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == _PACKAGE]:
            del sys.modules[name]


def _found() -> Methods:
    return Methods(
        importlib.import_module(f"{_PACKAGE}.methods.topsis").TOPSIS,
        importlib.import_module(f"{_PACKAGE}.helpers").rankdata,
    )
