"""Puts the add-in where Excel looks, tells xlwings which Python to call, and checks both."""
