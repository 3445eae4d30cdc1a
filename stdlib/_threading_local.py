"""threading.local, under the name of the module that stands in for it where there is no native one."""
from _thread import _local as local

__all__ = ['local']
