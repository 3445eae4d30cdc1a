# The public names of the modules for threads, processes, asyncio.
from _surface import surface

surface("concurrency")
