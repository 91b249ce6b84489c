"""Questions on Figures: who sells what, what changed, who leads; SQL in the .sql files beside the modules."""
