"""Chokepoints: the fewest nodes through which everything known about a claim has passed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def find_chokepoints(sources: Iterable[str], edges: Mapping[str, Sequence[str]], tellings: Sequence[str]) -> list[str]:
    """Nodes through which every path from a source to a telling runs, upstream first; else a smallest cut of several.

    Parameters
    ----------
    sources : iterable of str
        Where the claim comes into the graph: voices.
    edges : mapping
        Node to the nodes that took the claim from it.
    tellings : sequence of str
        All nodes at which the claim is told.

    Returns
    -------
    list of str
        Nodes without which nothing would have been told. Sources are not listed: they are the origins themselves.

    References
    ----------
    Menger 1927: the smallest vertex cut equals the number of disjoint paths.
    """
    starts = sorted(set(sources))
    if len(tellings) < 2 or not starts:
        return []
    nodes = sorted({*edges, *(n for targets in edges.values() for n in targets)} - set(starts))
    told = set(tellings)
    reached = _reached(starts, edges) & told

    def leaves_none(node: str) -> bool:
        if not edges.get(node):  # nothing goes on from it: without it, all the others are reached as before
            return reached <= {node}
        return not _reached(starts, edges, without=node) & told

    alone = [node for node in nodes if leaves_none(node)]
    if alone:
        return sorted(alone, key=lambda node: (-len(_reached([node], edges)), node))
    return _smallest_cut(starts, edges, tellings)


def _reached(starts: Iterable[str], edges: Mapping[str, Sequence[str]], without: str | None = None) -> set[str]:
    seen: set[str] = set()
    waiting = [s for s in starts if s != without]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting += [target for target in edges.get(node, ()) if target != without]
    return seen


def _smallest_cut(starts: Sequence[str], edges: Mapping[str, Sequence[str]], tellings: Sequence[str]) -> list[str]:
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    inner = [node for node in sorted(edges) if node not in starts]
    graph.add_edges_from((node, target) for node in inner for target in sorted(edges[node]))
    graph.add_edges_from(("<", target) for start in starts for target in sorted(edges.get(start, ())))
    graph.add_edges_from((telling, ">") for telling in sorted(tellings))
    if graph.has_edge("<", ">") or not nx.has_path(graph, "<", ">"):
        return []
    cut = sorted(nx.minimum_node_cut(graph, "<", ">"))
    ways_in = {target for start in starts for target in edges.get(start, ())}
    return cut if len(cut) < len(ways_in) else []
