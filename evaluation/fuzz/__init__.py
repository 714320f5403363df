"""Attacks on firsthand with chance as the attacker: kills, a server under fire, arguments that nobody means.

Every module here has ``attack(n, seed) -> Tally``: `n` attacks, each a function of the seed, and what they found.
``python -m evaluation.fuzz`` runs them all, bounded; see ``--help`` for more by hand.
"""
