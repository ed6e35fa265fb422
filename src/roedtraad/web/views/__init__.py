"""The pages, one file per group. A view is: policy, query, form, action, redirect (`docs/web.md`)."""
