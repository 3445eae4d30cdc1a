raise SystemExit(("a", 3))
