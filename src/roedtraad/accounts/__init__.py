"""Users, the registry of records, who may see a record, and the journal: who did what, when, why."""
