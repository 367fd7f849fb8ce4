"""Every tool there is."""

from __future__ import annotations

from typing import Any

from assistant.tools.change_blueprint import CHANGE_BLUEPRINT
from assistant.tools.check_blueprint import CHECK_BLUEPRINT
from assistant.tools.compare_versions import COMPARE_VERSIONS
from assistant.tools.draft import DRAFT
from assistant.tools.hand_over import HAND_OVER
from assistant.tools.list_files import LIST_FILES
from assistant.tools.plan_brief import PLAN_BRIEF
from assistant.tools.plan_task import PLAN_TASK
from assistant.tools.read_blueprint import READ_BLUEPRINT
from assistant.tools.read_file import READ_FILE
from assistant.tools.read_receipts import READ_RECEIPTS
from assistant.tools.restore_version import RESTORE_VERSION
from assistant.tools.review_draft import REVIEW_DRAFT
from assistant.tools.search_project import SEARCH_PROJECT
from assistant.tools.split_plan import SPLIT_PLAN
from assistant.tools.tool import Tool
from assistant.tools.write_blueprint import WRITE_BLUEPRINT
from assistant.tools.write_custom import WRITE_CUSTOM

TOOLS: tuple[Tool[Any], ...] = (
    PLAN_BRIEF,
    READ_BLUEPRINT,
    CHANGE_BLUEPRINT,
    WRITE_BLUEPRINT,
    WRITE_CUSTOM,
    CHECK_BLUEPRINT,
    DRAFT,
    LIST_FILES,
    READ_FILE,
    READ_RECEIPTS,
    COMPARE_VERSIONS,
    RESTORE_VERSION,
    SEARCH_PROJECT,
    REVIEW_DRAFT,
    SPLIT_PLAN,
    PLAN_TASK,
    HAND_OVER,
)
