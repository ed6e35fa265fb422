"""Reading files in processes of their own: what goes to them, what comes back. No database here."""
