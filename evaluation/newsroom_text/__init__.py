"""A newsroom simulator in real text: who copies whom, in English and Spanish, with the truth beside it."""
