"""Drawings: SVG made by the server from data, with titles for those who hover, focus or listen.

In: rows of a tree, values, days, flows, and the words of the interface. Out: markup without any style or script of its
own. Always true: every word of a document is escaped; what a drawing shows stands beside it as text, too.
"""
