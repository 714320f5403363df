"""The demo collection: a fictional spill, told by twelve outlets in two languages, with the truth beside it.

``articles/`` are the pages as a reader would have saved them; ``owners.csv`` says which outlets are one publisher's;
``truth.json`` says who took what from whom. Towns, people, companies and outlets are invented.
"""
