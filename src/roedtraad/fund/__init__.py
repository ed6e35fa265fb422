"""The money of a collaboration: a double-entry ledger per party, tied to decisions, that adds up to the øre."""
