"""What Alembic runs: the migrations, in the transaction of the connection that it is handed."""

from __future__ import annotations

from alembic import context

from assistant.store.revision import REVISION_TABLE
from assistant.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=REVISION_TABLE,
)
context.run_migrations()
