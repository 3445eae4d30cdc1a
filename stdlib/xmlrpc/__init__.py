"""Calls of functions on other machines, written in XML and sent over HTTP."""
