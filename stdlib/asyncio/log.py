"""The package's logger, made when something is first logged."""


def __getattr__(name):
    if name == 'logger':
        import logging
        value = globals()['logger'] = logging.getLogger('asyncio')
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
