"""Text in several languages: words from gettext catalogs, forms from Babel, sentences by rules.

`writer.Writer` is what a report asks; `forms.Forms` sets single numbers, periods and labels.
"""
