"""How forms look: label above, hint, message, control; a summary with links on top (`templates/forms/`)."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Renders forms with the site's own templates: `{{ form }}` is the summary and the fields, without a button."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    formset_template_name = "forms/formset.html"
