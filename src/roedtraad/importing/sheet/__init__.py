"""The content of a draft as plain values: what was read, with what people corrected laid over it. Pure: no database."""
