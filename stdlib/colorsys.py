"""Colours between RGB and YIQ, HLS and HSV; all components are floats from 0 to 1."""

__all__ = ['rgb_to_yiq', 'yiq_to_rgb', 'rgb_to_hls', 'hls_to_rgb', 'rgb_to_hsv', 'hsv_to_rgb']

ONE_THIRD, ONE_SIXTH, TWO_THIRD = (n / d for n, d in ((1.0, 3.0), (1.0, 6.0), (2.0, 3.0)))


def rgb_to_yiq(r, g, b):
    """Brightness, and the distances of red and blue from it turned by 33 degrees."""
    luma = 0.30 * r + 0.59 * g + 0.11 * b
    red, blue = r - luma, b - luma
    return luma, 0.74 * red - 0.27 * blue, 0.48 * red + 0.41 * blue


# How much of i and q is in red, green and blue: what solves the equations above.
_YIQ = (0.9468822170900693, 0.6235565819861433), (-0.27478764629897834, -0.6356910791873801), \
       (-1.1085450346420322, 1.7090069284064666)


def yiq_to_rgb(y, i, q):
    """The colour that rgb_to_yiq() gives these for, as far as there is one."""
    return tuple([max(0.0, min(1.0, y + with_i * i + with_q * q)) for with_i, with_q in _YIQ])


def _hue(r, g, b):
    """The hue of a colour that is not grey, with its largest and smallest component and how far these are apart."""
    high, low = max(r, g, b), min(r, g, b)
    spread = high - low
    if spread == 0:
        return 0.0, high, low, spread
    from_red, from_green, from_blue = (high - r) / spread, (high - g) / spread, (high - b) / spread
    if high == r:
        sixths = from_blue - from_green
    elif high == g:
        sixths = 2.0 + from_red - from_blue
    else:
        sixths = 4.0 + from_green - from_red
    return sixths / 6.0 % 1.0, high, low, spread


def rgb_to_hls(r, g, b):
    """Hue, lightness and saturation."""
    hue, high, low, spread = _hue(r, g, b)
    both = high + low
    lightness = both / 2.0
    if not spread:
        return 0.0, lightness, 0.0
    return hue, lightness, spread / (both if lightness <= 0.5 else 2.0 - high - low)


def hls_to_rgb(h, l, s):
    """The colour of a hue, lightness and saturation."""
    if not s:
        return l, l, l
    high = l * (1.0 + s) if l <= 0.5 else l + s - l * s
    low = 2.0 * l - high

    def component(hue):
        hue %= 1.0
        if ONE_SIXTH <= hue < 0.5:
            return high
        if hue >= TWO_THIRD:
            return low
        return low + (high - low) * (hue if hue < ONE_SIXTH else TWO_THIRD - hue) * 6.0

    return component(h + ONE_THIRD), component(h), component(h - ONE_THIRD)


def rgb_to_hsv(r, g, b):
    """Hue, saturation and value, the largest component."""
    hue, high, _, spread = _hue(r, g, b)
    return (hue, spread / high, high) if spread else (0.0, 0.0, high)


def hsv_to_rgb(h, s, v):
    """The colour of a hue, saturation and value."""
    if not s:
        return v, v, v
    sector = int(h * 6.0)
    way = h * 6.0 - sector
    low, falling, rising = v * (1.0 - s), v * (1.0 - s * way), v * (1.0 - s * (1.0 - way))
    return ((v, rising, low), (falling, v, low), (low, v, rising),
            (low, falling, v), (rising, low, v), (v, low, falling))[sector % 6]
