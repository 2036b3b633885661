"""How the shipped models are made from the public data that ``docs/models.md`` names; the product never imports it."""
