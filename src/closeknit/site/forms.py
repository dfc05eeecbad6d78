from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Render form fields with our own template, from anywhere."""

    field_template_name = "site/_field.html"
