"""Places: toponyms in reports, what they resolve to, and the gazetteer behind them."""
