"""The review of a draft: rules of our own over the plan, the code, the schema, the migrations and the receipts."""
