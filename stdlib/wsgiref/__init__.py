"""WSGI: the interface between web servers and applications."""
