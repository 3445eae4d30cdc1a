import io, logging
out = io.StringIO()
handler = logging.StreamHandler(out)
handler.setFormatter(logging.Formatter("%(levelname)s %(name)s:%(lineno)d %(message)s"))
root = logging.getLogger()
root.addHandler(handler)
root.setLevel(logging.INFO)
log = logging.getLogger("app.worker")
for i in range(12000):
    log.info("job %d of %s took %.2f s", i, "queue", i / 7)
    log.debug("not shown %s", i)
for i in range(60000):
    if log.isEnabledFor(logging.DEBUG):
        log.debug("x")
for i in range(60000):
    log.debug("not shown %s", i)
timed = logging.Formatter("%(asctime)s %(message)s")
handler.setFormatter(timed)
for i in range(5000):
    log.warning("late: %r", {"n": i})
print(len(out.getvalue()))
