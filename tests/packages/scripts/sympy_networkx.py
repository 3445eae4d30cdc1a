"""sympy and networkx: algebra, calculus, solving, printing; graphs, paths, centralities."""
import networkx as nx
from sympy import (Eq, Function, Matrix, Rational, Symbol, cos, diff, dsolve, expand, factor, factorint, integrate, latex, limit,
                   nsimplify, oo, pi, pretty, prime, series, simplify, sin, solve, sqrt, symbols, sympify)

x, y, n = symbols('x y n')
print(expand((x + y) ** 4), factor(x ** 4 - 1), simplify(sin(x) ** 2 + cos(x) ** 2))
print(diff(sin(x) * x ** 2, x), integrate(x * cos(x), x), integrate(1 / (1 + x ** 2), (x, 0, oo)))
print(limit(sin(x) / x, x, 0), series(cos(x), x, 0, 6), solve(x ** 2 - 2 * x - 8, x), solve([x + y - 3, x - y - 1], [x, y]))
print(Matrix([[1, 2], [3, 4]]).inv(), Matrix([[2, 0], [0, 3]]).eigenvals(), Rational(1, 3) + Rational(1, 6))
print(pi.evalf(30), sqrt(8), factorint(2 ** 20 - 1), prime(100), sympify('2*x + 3*x').subs(x, 4))
print(latex(integrate(sqrt(x), x)), nsimplify(0.3333333333333333, rational=True))
f = Function('f')
print(dsolve(Eq(f(x).diff(x, 2) + f(x), 0), f(x)))
print(pretty(x ** 2 / (y + 1)))

g = nx.Graph()
g.add_weighted_edges_from([('a', 'b', 1), ('b', 'c', 2), ('a', 'c', 4), ('c', 'd', 1)])
print(nx.shortest_path(g, 'a', 'd', weight='weight'), nx.dijkstra_path_length(g, 'a', 'd'), dict(nx.degree(g)))
print(sorted(nx.connected_components(g), key=len), nx.is_tree(nx.minimum_spanning_tree(g)), nx.density(g))
d = nx.DiGraph([(1, 2), (2, 3), (3, 1), (3, 4)])
print(list(nx.topological_sort(nx.DiGraph([(1, 3), (2, 3), (3, 4)]))), list(nx.simple_cycles(d)), nx.has_path(d, 4, 1))
print({k: round(v, 4) for k, v in nx.betweenness_centrality(g).items()}, nx.to_dict_of_lists(d))
print(nx.maximum_flow_value(nx.DiGraph([(0, 1, {'capacity': 3}), (1, 2, {'capacity': 2})]), 0, 2), nx.is_isomorphic(nx.cycle_graph(4), nx.grid_2d_graph(2, 2)))
