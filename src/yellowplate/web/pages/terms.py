"""Terms of laws, costs and appraisals that cells of answers say, in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yellowplate.publish.text.forms import Forms


def terms(forms: Forms) -> dict[str, str]:
    """Every term by its English."""
    return {
        **_law(forms),
        **_permits(forms),
        **_states(forms),
        **_owning(forms),
        **_unknown(forms),
        **_money(forms),
        **_inputs(forms),
        **_units(forms),
    }


def _law(forms: Forms) -> dict[str, str]:
    """Answers, routes, markets, gates and duties."""
    pword = forms.pword
    return {
        "yes": pword("law", "yes"),
        "no": pword("law", "no"),
        "depends": pword("law", "depends"),
        "unclear": pword("law", "unclear"),
        "new": pword("law", "sold new"),
        "used": pword("law", "imported used"),
        "low-speed": pword("law", "sold as a low-speed vehicle"),
        "the United States": forms.word("the United States"),
        "the European Union": pword("market", "the European Union"),
        "Great Britain": pword("market", "Great Britain"),
        "Canada": pword("market", "Canada"),
        "Australia": pword("market", "Australia"),
        "New Zealand": pword("market", "New Zealand"),
        "Pakistan": pword("market", "Pakistan"),
        "India": pword("market", "India"),
        "China": pword("market", "China"),
        "Taiwan": pword("market", "Taiwan"),
        "Japan": forms.word("Japan"),
        "high": pword("confidence", "high"),
        "medium": pword("confidence", "medium"),
        "low": pword("confidence", "low"),
        "road": pword("gate", "title, plates and road"),
        "safety": pword("gate", "safety"),
        "approval": pword("gate", "approval"),
        "class": pword("gate", "class"),
        "emissions": pword("gate", "emissions"),
        "age": pword("gate", "age"),
        "labels": pword("gate", "labels"),
        "fuel economy": pword("gate", "fuel economy"),
        "standards": pword("gate", "standards"),
        "import": pword("gate", "import"),
        "mfn": pword("duty", "normal duty"),
        "s232": pword("duty", "Section 232"),
        "ieepa": pword("duty", "IEEPA"),
        "s122": pword("duty", "Section 122"),
        "s301": pword("duty", "Section 301"),
        "vat": pword("duty", "value added tax"),
        "regulatory": pword("duty", "regulatory duty"),
        "a kei car": pword("car", "a kei car"),
        "a kei truck": pword("car", "a kei truck"),
        "a kei electric car": pword("car", "a kei electric car"),
    }


def _states(forms: Forms) -> dict[str, str]:
    """The states of the United States."""
    pword = forms.pword
    return {
        "Alaska": pword("state", "Alaska"),
        "Alabama": pword("state", "Alabama"),
        "Arkansas": pword("state", "Arkansas"),
        "Arizona": pword("state", "Arizona"),
        "California": pword("state", "California"),
        "Colorado": pword("state", "Colorado"),
        "Connecticut": pword("state", "Connecticut"),
        "District of Columbia": pword("state", "District of Columbia"),
        "Delaware": pword("state", "Delaware"),
        "Florida": pword("state", "Florida"),
        "Georgia": pword("state", "Georgia"),
        "Hawaii": pword("state", "Hawaii"),
        "Iowa": pword("state", "Iowa"),
        "Idaho": pword("state", "Idaho"),
        "Illinois": pword("state", "Illinois"),
        "Indiana": pword("state", "Indiana"),
        "Kansas": pword("state", "Kansas"),
        "Kentucky": pword("state", "Kentucky"),
        "Louisiana": pword("state", "Louisiana"),
        "Massachusetts": pword("state", "Massachusetts"),
        "Maryland": pword("state", "Maryland"),
        "Maine": pword("state", "Maine"),
        "Michigan": pword("state", "Michigan"),
        "Minnesota": pword("state", "Minnesota"),
        "Missouri": pword("state", "Missouri"),
        "Mississippi": pword("state", "Mississippi"),
        "Montana": pword("state", "Montana"),
        "North Carolina": pword("state", "North Carolina"),
        "North Dakota": pword("state", "North Dakota"),
        "Nebraska": pword("state", "Nebraska"),
        "New Hampshire": pword("state", "New Hampshire"),
        "New Jersey": pword("state", "New Jersey"),
        "New Mexico": pword("state", "New Mexico"),
        "Nevada": pword("state", "Nevada"),
        "New York": pword("state", "New York"),
        "Ohio": pword("state", "Ohio"),
        "Oklahoma": pword("state", "Oklahoma"),
        "Oregon": pword("state", "Oregon"),
        "Pennsylvania": pword("state", "Pennsylvania"),
        "Rhode Island": pword("state", "Rhode Island"),
        "South Carolina": pword("state", "South Carolina"),
        "South Dakota": pword("state", "South Dakota"),
        "Tennessee": pword("state", "Tennessee"),
        "Texas": pword("state", "Texas"),
        "Utah": pword("state", "Utah"),
        "Virginia": pword("state", "Virginia"),
        "Vermont": pword("state", "Vermont"),
        "Washington": pword("state", "Washington"),
        "Wisconsin": pword("state", "Wisconsin"),
        "West Virginia": pword("state", "West Virginia"),
        "Wyoming": pword("state", "Wyoming"),
    }


def _owning(forms: Forms) -> dict[str, str]:
    """Items of what a car costs to own."""
    pword = forms.pword
    return {
        "price before tax": pword("cost", "price before tax"),
        "consumption tax": pword("cost", "consumption tax"),
        "environment levy": pword("cost", "environment levy"),
        "subsidy": pword("cost", "subsidy"),
        "yearly tax": pword("cost", "yearly tax"),
        "weight tax": pword("cost", "weight tax"),
        "compulsory insurance": pword("cost", "compulsory insurance"),
        "inspection fee": pword("cost", "inspection fee"),
        "parking proof": pword("cost", "parking proof"),
        "fuel": pword("cost", "fuel"),
        "tolls": pword("cost", "tolls"),
    }


def _unknown(forms: Forms) -> dict[str, str]:
    """Why an amount isn't known."""
    pword = forms.pword
    return {
        "no rule in the data holds on that day for such a car": pword(
            "unknown", "no rule in the data holds on that day for such a car"
        ),
        "the rate is in force, its amount was not found": pword(
            "unknown", "the rate is in force, its amount was not found"
        ),
        "new fees are in force, their amounts were not found": pword(
            "unknown", "new fees are in force, their amounts were not found"
        ),
        "no city was named": pword("unknown", "no city was named"),
        "the distance on expressways was not told": pword("unknown", "the distance on expressways was not told"),
        "no petrol price of that month is in the data; give one": pword(
            "unknown", "no petrol price of that month is in the data; give one"
        ),
        "what it uses and the price of power are not in the data": pword(
            "unknown", "what it uses and the price of power are not in the data"
        ),
        "its fuel economy is not in the data; give one": pword(
            "unknown", "its fuel economy is not in the data; give one"
        ),
        "the price of a used car is not in the data; give one": pword(
            "unknown", "the price of a used car is not in the data; give one"
        ),
        "no price is in the data; give one": pword("unknown", "no price is in the data; give one"),
        "its mass is not in the data": pword("unknown", "its mass is not in the data"),
    }


def _money(forms: Forms) -> dict[str, str]:
    """What an appraisal reckons with and comes to."""
    pword = forms.pword
    return {
        "worth": pword("entry", "worth"),
        "sticker": pword("entry", "sticker"),
        "cost of a car, landed": pword("entry", "cost of a car, landed"),
        "units in the first year": pword("entry", "units in the first year"),
        "units a year over five": pword("entry", "units a year over five"),
        "spent before the first sale": pword("entry", "spent before the first sale"),
        "reference class: first full year": pword("entry", "reference class: first full year"),
        "reference class: a year over five": pword("entry", "reference class: a year over five"),
        "production": pword("entry", "production"),
        "federal equipment": pword("entry", "federal equipment"),
        "freight": pword("entry", "freight"),
        "duty": pword("entry", "duty"),
        "freight of parts": pword("entry", "freight of parts"),
        "duty on parts": pword("entry", "duty on parts"),
        "assembly there": pword("entry", "assembly there"),
        "preparation": pword("entry", "preparation"),
        "advertising": pword("entry", "advertising"),
        "dealer": pword("entry", "dealer"),
        "incentive": pword("entry", "incentive"),
        "warranty": pword("entry", "warranty"),
        "measured": pword("entry", "measured"),
        "published": pword("entry", "published"),
        "assumption": pword("entry", "assumption"),
        "law": pword("entry", "law"),
        "given": pword("entry", "given"),
        "penalised": pword("entry", "penalised"),
        "ridge": pword("entry", "ridge"),
    }


def _inputs(forms: Forms) -> dict[str, str]:
    """Inputs of an appraisal by their names."""
    pword = forms.pword
    return {
        "volume": pword("input", "how many are sold"),
        "fx": pword("input", "exchange rate"),
        "home_price": pword("input", "price in Japan"),
        "home_tax": pword("input", "tax in Japan"),
        "home_dealer": pword("input", "dealer's share in Japan"),
        "home_profit": pword("input", "profit in Japan"),
        "federal_equipment": pword("input", "federal equipment"),
        "certification": pword("input", "certification"),
        "engineering": pword("input", "engineering"),
        "platform": pword("input", "platform"),
        "distribution": pword("input", "distribution"),
        "launch_advertising": pword("input", "advertising of the launch"),
        "overhead": pword("input", "overhead"),
        "exit_cost": pword("input", "cost of leaving"),
        "study": pword("input", "cost of waiting"),
        "discount": pword("input", "discount rate"),
        "fx_volatility": pword("input", "swings of the exchange rate"),
        "fuel_volatility": pword("input", "swings of the fuel price"),
        "fuel_response": pword("input", "response to the fuel price"),
        "duty_change": pword("input", "odds that the duty changes"),
        "duty_parts": pword("input", "duty on parts"),
        "passthrough": pword("input", "costs passed on"),
        "tooling": pword("input", "tooling"),
        "capacity": pword("input", "capacity"),
        "conversion_gap": pword("input", "dearer assembly there"),
        "parts_share": pword("input", "share of parts shipped"),
        "rule_odds": pword("input", "odds of an easier rule"),
        "eased_saving": pword("input", "saving by an easier rule"),
        "eased_duty": pword("input", "duty if eased"),
        "twin_likeness": pword("input", "likeness of twins"),
        "market": pword("input", "size of the market"),
        "elasticity": pword("input", "price elasticity"),
        "outside_diversion": pword("input", "buyers who leave the market"),
        "size_taste": pword("input", "taste for size"),
        "size_spread": pword("input", "spread of the taste for size"),
        "truck_spread": pword("input", "spread of the taste for trucks"),
        "small_elasticity": pword("input", "price elasticity of small cars"),
    }


def _units(forms: Forms) -> dict[str, str]:
    """What inputs and results are counted in."""
    pword = forms.pword
    return {
        "JPY": pword("unit", "JPY"),
        "share of the price before tax": pword("unit", "share of the price before tax"),
        "USD": pword("unit", "USD"),
        "share of the sticker": pword("unit", "share of the sticker"),
        "USD a year": pword("unit", "USD a year"),
        "real rate a year": pword("unit", "real rate a year"),
        "JPY per USD": pword("unit", "JPY per USD"),
        "log change a year": pword("unit", "log change a year"),
        "USD per gallon": pword("unit", "USD per gallon"),
        "percent units per percent fuel price": pword("unit", "percent units per percent fuel price"),
        "probability a year": pword("unit", "probability a year"),
        "share of value": pword("unit", "share of value"),
        "share of a cost change": pword("unit", "share of a cost change"),
        "USD per car of yearly capacity": pword("unit", "USD per car of yearly capacity"),
        "cars a year": pword("unit", "cars a year"),
        "share of the cost at home": pword("unit", "share of the cost at home"),
        "share of certification, engineering and federal equipment": pword(
            "unit", "share of certification, engineering and federal equipment"
        ),
        "correlation within the pair": pword("unit", "correlation within the pair"),
        "vehicles a year": pword("unit", "vehicles a year"),
        "percent units per percent price": pword("unit", "percent units per percent price"),
        "share of leavers": pword("unit", "share of leavers"),
        "utility per standardised log footprint": pword("unit", "utility per standardised log footprint"),
        "utility": pword("unit", "utility"),
        "cars": pword("unit", "cars"),
        "million USD": pword("unit", "million USD"),
    }


def _permits(forms: Forms) -> dict[str, str]:
    """What a car can come with."""
    pword = forms.pword
    return {
        "a registered importer's contract for a model that NHTSA has decided is eligible": pword(
            "permit", "a registered importer's contract for a model that NHTSA has decided is eligible"
        ),
        "NHTSA's permission for show or display": pword("permit", "NHTSA's permission for show or display"),
        "NHTSA's letter for research, demonstration or competition": pword(
            "permit", "NHTSA's letter for research, demonstration or competition"
        ),
        "a registration abroad, its owner not living in the United States": pword(
            "permit", "a registration abroad, its owner not living in the United States"
        ),
        "a build for off-road use only, accepted as such at the border": pword(
            "permit", "a build for off-road use only, accepted as such at the border"
        ),
        "an exemption for economic hardship under Part 555": pword(
            "permit", "an exemption for economic hardship under Part 555"
        ),
        "an exemption under Part 555 on another basis": pword("permit", "an exemption under Part 555 on another basis"),
        "a registration as low-volume maker of replicas": pword(
            "permit", "a registration as low-volume maker of replicas"
        ),
        "a maker's certificate to standard 500 (49 CFR 571.500)": pword(
            "permit", "a maker's certificate to standard 500 (49 CFR 571.500)"
        ),
        "an EPA certificate of conformity": pword("permit", "an EPA certificate of conformity"),
        "an independent commercial importer who holds an EPA certificate for the model": pword(
            "permit", "an independent commercial importer who holds an EPA certificate for the model"
        ),
        "recognition as a collector's piece of historical interest": pword(
            "permit", "recognition as a collector's piece of historical interest"
        ),
        "an individual or small-series approval": pword("permit", "an individual or small-series approval"),
        "an individual vehicle approval (IVA)": pword("permit", "an individual vehicle approval (IVA)"),
        "a place on the register of specialist and enthusiast vehicles": pword(
            "permit", "a place on the register of specialist and enthusiast vehicles"
        ),
        "a special-interest permit": pword("permit", "a special-interest permit"),
        "a maker's certificate to the US standards": pword("permit", "a maker's certificate to the US standards"),
    }
