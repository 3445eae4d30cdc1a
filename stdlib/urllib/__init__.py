"""URLs: their parts, what is behind them, what may go wrong."""
