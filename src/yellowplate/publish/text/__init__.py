"""Text in several languages: words from gettext catalogs, forms from Babel, sentences by rules.

`Writer` is what a report asks; its `forms` set single numbers, periods and labels.
"""

from yellowplate.publish.text.forms import Forms
from yellowplate.publish.text.messages import languages
from yellowplate.publish.text.parts import Sentence, Text, Value
from yellowplate.publish.text.writer import Writer

__all__ = ["Forms", "Sentence", "Text", "Value", "Writer", "languages"]
