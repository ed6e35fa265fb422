"""Forms: one file per page group. They clean what was typed; the rules are in policies and actions."""
