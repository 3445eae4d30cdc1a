"""Kinds of tokens, as numbers."""

__all__ = ['tok_name', 'ISTERMINAL', 'ISNONTERMINAL', 'ISEOF']

_names = (
    'ENDMARKER NAME NUMBER STRING NEWLINE INDENT DEDENT LPAR RPAR LSQB RSQB COLON COMMA SEMI '
    'PLUS MINUS STAR SLASH VBAR AMPER LESS GREATER EQUAL DOT PERCENT LBRACE RBRACE EQEQUAL '
    'NOTEQUAL LESSEQUAL GREATEREQUAL TILDE CIRCUMFLEX LEFTSHIFT RIGHTSHIFT DOUBLESTAR '
    'PLUSEQUAL MINEQUAL STAREQUAL SLASHEQUAL PERCENTEQUAL AMPEREQUAL VBAREQUAL '
    'CIRCUMFLEXEQUAL LEFTSHIFTEQUAL RIGHTSHIFTEQUAL DOUBLESTAREQUAL DOUBLESLASH '
    'DOUBLESLASHEQUAL AT ATEQUAL RARROW ELLIPSIS COLONEQUAL EXCLAMATION OP TYPE_IGNORE '
    'TYPE_COMMENT SOFT_KEYWORD FSTRING_START FSTRING_MIDDLE FSTRING_END COMMENT NL ERRORTOKEN '
    'ENCODING N_TOKENS').split()

tok_name = dict(enumerate(_names))
globals().update((name, number) for number, name in tok_name.items())
NT_OFFSET = 256
tok_name[NT_OFFSET] = 'NT_OFFSET'
__all__ += [name for name in tok_name.values() if name not in ('N_TOKENS', 'NT_OFFSET')]
__all__ += ['N_TOKENS', 'NT_OFFSET']

# Numbers 7 to 54 are the operators, in this order.
EXACT_TOKEN_TYPES = {op: number for number, op in enumerate(
    '( ) [ ] : , ; + - * / | & < > = . % { } == != <= >= ~ ^ << >> ** += -= *= /= %= &= |= ^= '
    '<<= >>= **= // //= @ @= -> ... := !'.split(), 7)}
EXACT_TOKEN_TYPES = dict(sorted(EXACT_TOKEN_TYPES.items()))


def ISTERMINAL(x):
    """Is x the kind of a token?"""
    return x < NT_OFFSET


def ISNONTERMINAL(x):
    """Is x above the kinds of tokens?"""
    return x >= NT_OFFSET


def ISEOF(x):
    """Is x the kind of the end marker?"""
    return x == ENDMARKER
