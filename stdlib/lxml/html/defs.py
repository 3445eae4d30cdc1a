"""Names of HTML: elements by what they are for, and attributes."""


empty_tags = frozenset("""
    area base basefont br col embed frame hr img input isindex link meta param source track wbr
""".split())
deprecated_tags = frozenset("""
    applet basefont center dir font isindex menu s strike u
""".split())
link_attrs = frozenset("""
    action archive background cite classid codebase data dynsrc formaction href longdesc lowsrc profile src
    usemap xlink:href
""".split())
event_attrs = frozenset("""
    onblur onchange onclick ondblclick onerror onfocus onkeydown onkeypress onkeyup onload onmousedown
    onmousemove onmouseout onmouseover onmouseup onreset onresize onselect onsubmit onunload
""".split())
safe_attrs = frozenset("""
    abbr accept accept-charset accesskey action align alt aria-activedescendant aria-atomic aria-autocomplete
    aria-braillelabel aria-brailleroledescription aria-busy aria-checked aria-colcount aria-colindex
    aria-colindextext aria-colspan aria-controls aria-current aria-describedby aria-description aria-details
    aria-disabled aria-dropeffect aria-errormessage aria-expanded aria-flowto aria-grabbed aria-haspopup
    aria-hidden aria-invalid aria-keyshortcuts aria-label aria-labelledby aria-level aria-live aria-modal
    aria-multiline aria-multiselectable aria-orientation aria-owns aria-placeholder aria-posinset aria-pressed
    aria-readonly aria-relevant aria-required aria-roledescription aria-rowcount aria-rowindex aria-rowindextext
    aria-rowspan aria-selected aria-setsize aria-sort aria-valuemax aria-valuemin aria-valuenow aria-valuetext
    axis border cellpadding cellspacing char charoff charset checked cite class clear color cols colspan compact
    coords datetime dir disabled enctype for frame headers height href hreflang hspace id ismap label lang
    longdesc maxlength media method multiple name nohref noshade nowrap prompt readonly rel rev role rows
    rowspan rules scope selected shape size span src start summary tabindex target title type usemap valign
    value vspace width
""".split())
top_level_tags = frozenset("""
    body frameset head html
""".split())
head_tags = frozenset("""
    base isindex link meta script style title
""".split())
general_block_tags = frozenset("""
    address blockquote center del div h1 h2 h3 h4 h5 h6 hr ins isindex noscript p pre
""".split())
list_tags = frozenset("""
    dd dir dl dt li menu ol ul
""".split())
table_tags = frozenset("""
    caption col colgroup table tbody td tfoot th thead tr
""".split())
block_tags = general_block_tags | list_tags | table_tags | frozenset("fieldset form legend optgroup option".split())
form_tags = frozenset("""
    button fieldset form input label legend optgroup option select textarea
""".split())
special_inline_tags = frozenset("""
    a applet area basefont bdo br embed font iframe img map object param q script span sub sup
""".split())
phrase_tags = frozenset("""
    abbr acronym cite code del dfn em ins kbd samp strong var
""".split())
font_style_tags = frozenset("""
    b big i s small strike tt u
""".split())
frame_tags = frozenset("""
    frame frameset noframes
""".split())
html5_tags = frozenset("""
    article aside audio canvas command datalist details embed figcaption figure footer header hgroup keygen mark
    math meter nav output progress rp rt ruby section source summary svg time track video wbr
""".split())
nonstandard_tags = frozenset("""
    blink marquee
""".split())
tags = (top_level_tags | head_tags | general_block_tags | list_tags | table_tags | form_tags | special_inline_tags
        | phrase_tags | font_style_tags | nonstandard_tags | html5_tags)
