//! Text and positions: encoding, spans, line index.
