"""Command line options in the style of the C function getopt()."""
import os

__all__ = ['GetoptError', 'error', 'getopt', 'gnu_getopt']


def _(message):
    from gettext import gettext
    return gettext(message)


class GetoptError(Exception):

    opt = ''
    msg = ''

    def __init__(self, msg, opt=''):
        super().__init__(msg, opt)
        self.msg, self.opt = msg, opt

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    """(list of (option, value), remaining arguments); options end at the first argument.

    shortopts has the letters, those with a value followed by a colon;
    longopts the long names, those with a value followed by =."""
    return _scan(args, shortopts, longopts, mixed=False)


def gnu_getopt(args, shortopts, longopts=[]):
    """getopt() that lets options and arguments mix, unless shortopts begins with +."""
    strict = shortopts.startswith('+')
    return _scan(args, shortopts.removeprefix('+'), longopts, mixed=not strict and not os.environ.get('POSIXLY_CORRECT'))


def _scan(args, shortopts, longopts, mixed):
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    found, others = [], []
    while args:
        first, rest = args[0], args[1:]
        if first == '--':
            return found, others + rest
        if first[:2] == '--':
            found, args = do_longs(found, first[2:], longopts, rest)
        elif first[:1] == '-' and first != '-':
            found, args = do_shorts(found, first[1:], shortopts, rest)
        elif mixed:
            others.append(first)
            args = rest
        else:
            break
    return found, others + args


def do_longs(opts, opt, longopts, args):
    name, given, value = opt.partition('=')
    takes_value, name = long_has_args(name, longopts)
    if given and not takes_value:
        raise GetoptError(_('option --%s must not have an argument') % name, name)
    if takes_value and not given:
        if not args:
            raise GetoptError(_('option --%s requires argument') % name, name)
        value, args = args[0], args[1:]
    opts.append((f'--{name}', value))
    return opts, args


def long_has_args(opt, longopts):
    """(takes it a value?, its full name) for a long option or the begin of one."""
    near = [name for name in longopts if name.startswith(opt)]
    for exact in opt, f'{opt}=':
        if exact in near:
            return exact != opt, opt
    if not near:
        raise GetoptError(_('option --%s not recognized') % opt, opt)
    if len(near) > 1:
        raise GetoptError(_('option --%s not a unique prefix') % opt, opt)
    return near[0].endswith('='), near[0].removesuffix('=')


def do_shorts(opts, optstring, shortopts, args):
    while optstring:
        letter, optstring = optstring[0], optstring[1:]
        value = ''
        if short_has_arg(letter, shortopts):
            if not (optstring or args):
                raise GetoptError(_('option -%s requires argument') % letter, letter)
            if not optstring:
                optstring, args = args[0], args[1:]
            value, optstring = optstring, ''
        opts.append((f'-{letter}', value))
    return opts, args


def short_has_arg(opt, shortopts):
    for place, letter in enumerate(shortopts):
        if letter == opt != ':':
            return shortopts.startswith(':', place + 1)
    raise GetoptError(_('option -%s not recognized') % opt, opt)


if __name__ == '__main__':
    import sys
    print(getopt(sys.argv[1:], "a:b", ["alpha=", "beta"]))
