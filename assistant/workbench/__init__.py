"""The real toolchain, kept warm, which alone makes receipts."""

from assistant.workbench.bench import Workbench
from assistant.workbench.proof import CHECKS, ON_HISTORY, Files, Proof, Suites
from assistant.workbench.settings import Limits, WorkbenchSettings

__all__ = ["CHECKS", "ON_HISTORY", "Files", "Limits", "Proof", "Suites", "Workbench", "WorkbenchSettings"]
