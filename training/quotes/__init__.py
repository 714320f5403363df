"""Training of the attribution model: ``python -m training.quotes`` makes ``src/firsthand/quotes/model`` anew."""
