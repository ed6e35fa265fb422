"""Every page: views, forms, templates, styles and scripts, one file per page group. `docs/web.md` says how to write one."""
