class Body:
    def __init__(self, x, y, z, vx, vy, vz, m):
        self.x, self.y, self.z = x, y, z
        self.vx, self.vy, self.vz = vx, vy, vz
        self.m = m


def advance(bodies, dt, steps):
    for _ in range(steps):
        for i in range(len(bodies)):
            a = bodies[i]
            for j in range(i + 1, len(bodies)):
                b = bodies[j]
                dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
                mag = dt / ((dx * dx + dy * dy + dz * dz) ** 1.5)
                a.vx -= dx * b.m * mag
                a.vy -= dy * b.m * mag
                a.vz -= dz * b.m * mag
                b.vx += dx * a.m * mag
                b.vy += dy * a.m * mag
                b.vz += dz * a.m * mag
        for a in bodies:
            a.x += dt * a.vx
            a.y += dt * a.vy
            a.z += dt * a.vz


bodies = [Body(i * 1.5, i * 0.5 + 1, i - 2.0, 0.1 * i, 0.2, -0.1 * i, 1.0 / (i + 1)) for i in range(5)]
advance(bodies, 0.001, 20_000)
print("%.6f %.6f" % (bodies[0].x, bodies[4].z))
