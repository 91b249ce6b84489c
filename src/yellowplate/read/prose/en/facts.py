"""English wordings of facts."""

import re

from yellowplate.read.prose.facts_words import FactWords

_I = re.IGNORECASE
_SUPPLY = (
    r"(?: (?:all|its|the|of|every|car|vehicle|domestic|models?|cars|vehicles|deliver(?:y|ies)|shipments?|shipping|"
    r"production|output|and|sales|in Japan))*"
)

FACTS = FactWords(
    happening=re.compile(
        r"(?P<order>open(?:ed|ing)? (?:the )?(?:order books?|books|orders|for orders)|order books? opened|"
        r"orders? (?:were |was )?opened|books opened|began taking orders|started taking orders)"
        r"|(?P<show>\b(?:shown|unveil(?:ed|ing)|reveal(?:ed)?|present(?:ed|ation)|premi[eè]red?|previewed|"
        r"showed|showing|first seen|debut(?:ed)?|introduced|unwrapped|displayed))"
        r"|(?P<launch>\b(?:re)?launch(?:ed)?\b|(?:went|goes|going|put|been|has been|came|coming|placed)? "
        r"?\bon sale\b(?: in Japan)?|\bhit (?:the )?(?:showrooms|market|dealers|streets|roads)|"
        r"\breleased\b|\bcame out\b|\breached (?:the )?(?:showrooms|dealers|market|customers)|\b(?:renewed|"
        r"redesigned|replaced|arrived|deliver(?:ed|ies)(?: from| began| started)?|(?:began|started) selling|"
        r"full model change|sold "
        r"since|sales (?:of (?:the|its) (?:new |latest )?\w+ )?(?:began|started))\b)"
        r"|(?P<announce>\b(?:announced|priced|announcement)\b)"
        rf"|(?P<stop>\b(?:halt(?:ed|ing)?|froze(?:n)?|stopp(?:ed|ing)|suspend(?:ed|ing)?)\b{_SUPPLY})"
        rf"|(?P<resume>\b(?:resum(?:ed|ing)|restart(?:ed|ing)?)\b{_SUPPLY})",
        _I,
    ),
    before_day=re.compile(
        r"\s*(?:again |officially |first |to the public |in Japan |to customers |(?:at|in) (?:the "
        r")?(?:Tokyo|Japan|Osaka)(?: \w+){0,3} |for the first time |only |here |there |by (?:Nissan|Honda|"
        r"Daihatsu|Suzuki|Mitsubishi) |(?:its|the|their) (?:new )?(?-i:[A-Z])[\w-]*(?: (?-i:[A-Z])[\w-]*)? "
        r")*,?\s*(?:on|in|at|since|from|of|by|only in|back in|as early "
        r"as)?\s*(?:the )?(?:\w+day,? )?",
        _I,
    ),
    after_day=re.compile(
        r"(?:'s)?\s*(?:,|was|the day|saw|brought)?\s*(?:it |the (?:car|model) )?(?:was |had been "
        r")?(?:officially )?",
        _I,
    ),
    happened_to=re.compile(r"(?!)"),
    orders=re.compile(
        r"^\W*(?:advance |total |his |its )?(?:orders|bookings)\b(?! to)|\b(?:orders?|bookings|"
        r"reservations)\b(?:(?! to | of the day)[^.;\d]){0,45}$",
        _I,
    ),
    ordered=re.compile(r"\b(?:orders?|bookings|reservations)\b(?! to)", _I),
    class_limit=re.compile(
        r"\b(?:limits?|rules?|bounds|regulations?|dimensions|standards?) (?:of|for) (?:the |a )?(?:kei|mini)|"
        r"\b(?:kei|mini)(?:car)?(?: class)?(?:'s)? (?:limits?|rules?|regulations?|standards?)|"
        r"\bfits? into the (?:kei|mini)",
        _I,
    ),
    sales=re.compile(r"\b(?:sold|sales|registered|registrations|deliver\w+|units)\b", _I),
    since=re.compile(r"\b(?:since|from|after|between)\b[^.;,\d]{0,68}$", _I),
    since_after=re.compile(r"(?!)"),
    limit=re.compile(
        r"\b(?:limit(?:s|ed)?|maximum|max\.?|at most|no more than|not more than|up to|cap(?:s|ped)?|must|"
        r"may not|may be no|cannot|can't|exceed|restricted|no longer than|no wider|not be longer|within|"
        r"allow(?:s|ed)|class rules?|by law|rules?|defined|ceiling|regulations?|measures? no)\b",
        _I,
    ),
    dimensions=(
        ("length", re.compile(r"long(?:er)?\b|length", _I)),
        ("width", re.compile(r"wider?\b|width|across\b", _I)),
        ("height", re.compile(r"high(?:er)?\b|tall(?:er)?\b|height", _I)),
    ),
    cue=re.compile(
        r"\b(?:source|according to|data|figures?|numbers?|statistics|stats|publish(?:ed|es)?|releas(?:ed|"
        r"es?)|report(?:ed|s)?|compiled|announced|ranking|tall(?:y|ies)|count(?:s|ed)?|says?|said|show(?:s|"
        r"ed)?|from|by|via|courtesy|list)\b",
        _I,
    ),
    speaker=re.compile(
        r"\b(?:chairman|president|chief|spokes\w+|urged|warned|called (?:on|for)|lobb\w+|demand(?:s|ed)|"
        r"criticis\w+|welcomed|tax)\b",
        _I,
    ),
    cause=re.compile(
        r"\b(?:thanks to|due to|because of|driven by|lifted by|boosted by|spurred by|fuel+ed by|on the "
        r"back of|owing to|attribut\w+ (?:it |this |the \w+ )?to|credited (?:it |this )?to|credits?|"
        r"com(?:es|ing) (?:\w+ )?from|caused by|result of|triggered by|in response to|sparked by|helped by|"
        r"reaction to|prompted by|in the wake of|following)\b",
        _I,
    ),
    cause_after=re.compile(
        r"\b(?:explain(?:s|ed)?|caused|triggered|drove|lifted|boosted|fuel+ed|sparked|spurred|was behind|were "
        r"behind|is behind|led to|brought about)\b",
        _I,
    ),
    effect=re.compile(
        r"\b(?:sales|demand|registrations|units|jump|rise|surge|popularity|success|gain|increase|result|sold|"
        r"growth|figure)s?\b",
        _I,
    ),
)
