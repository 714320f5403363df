"""Kernels: arrays in, arrays out; the only room that knows numba.

Always true: a kernel knows no noun of firsthand, validates nothing, counts in 64 bits, and has a plain twin in the
tests that finds the same.
"""
