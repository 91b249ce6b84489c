"""Would it pay to sell this car there, alone or with partners: demand, cost and odds, tested on the past."""
