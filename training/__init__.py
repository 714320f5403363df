"""How the shipped models are made. Not part of the package: it may use torch and scikit-learn (extra ``train``)."""
