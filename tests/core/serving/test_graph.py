"""The graph of what serves what: walked both ways, and never in a circle."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ditan.core.serving import CircleFound, Edge, Graph, Node, circle_in, place_in_layers, refuse_circle
from ditan.core.serving.layers import crossings

BUSES = Node("plans.project:8", "更新纯电动公交车99台", 0, "低碳交通")
ROUTES = Node("plans.measure:4", "优化公交线网", 0, "低碳交通")
FORESTS = Node("plans.measure:9", "森林质量提升1.7万亩", 0, "生态碳汇")
SHARE = Node("metric:1", "城市公共交通出行分担率", 1)
COVER = Node("metric:2", "森林覆盖率", 1)
BY_2025 = Node("target:1", "城市公共交通出行分担率 2025", 2)
COVERED = Node("target:2", "森林覆盖率 2025", 2)
LONELY = Node("target:3", "湿地保护率 2025", 2)

GRAPH = Graph.of(
    (BUSES, ROUTES, FORESTS, SHARE, COVER, BY_2025, COVERED, LONELY),
    (
        Edge("plans.project:8", "metric:1", 1),
        Edge("plans.measure:4", "metric:1", 0, sure=False),
        Edge("plans.measure:9", "metric:2", 1),
        Edge("metric:1", "target:1"),
        Edge("metric:2", "target:2"),
    ),
)


def test_a_target_is_walked_back_to_the_tasks_that_serve_it() -> None:
    assert GRAPH.served_by("target:1") == (SHARE,)
    assert GRAPH.behind("target:1") == {"metric:1", "plans.project:8", "plans.measure:4"}


def test_a_task_is_walked_forward_to_the_targets_that_it_serves() -> None:
    assert GRAPH.serves("plans.project:8") == (SHARE,)
    assert GRAPH.ahead("plans.project:8") == {"metric:1", "target:1"}


def test_a_node_that_is_not_there_serves_nothing() -> None:
    assert GRAPH.serves("plans.project:99") == ()
    assert GRAPH.behind("plans.project:99") == frozenset()


def test_roots_are_what_nothing_serves_and_leaves_what_serves_nothing() -> None:
    assert GRAPH.roots() == (BUSES, ROUTES, FORESTS, LONELY)
    assert GRAPH.leaves() == (BY_2025, COVERED, LONELY)


def test_around_a_metric_stand_its_servers_and_its_targets_alone() -> None:
    near = GRAPH.around("metric:1")
    assert set(near.nodes) == {"metric:1", "plans.project:8", "plans.measure:4", "target:1"}
    assert len(near.edges) == 3


def test_around_a_task_other_tasks_of_the_same_metric_are_left_out() -> None:
    assert set(GRAPH.around("plans.project:8").nodes) == {"plans.project:8", "metric:1", "target:1"}


def test_an_edge_to_a_node_that_is_not_shown_is_left_out() -> None:
    assert Graph.of((SHARE,), (Edge("plans.project:8", "metric:1"),)).edges == ()


def test_links_in_a_circle_are_refused_and_the_circle_is_named() -> None:
    with pytest.raises(CircleFound) as refused:
        refuse_circle([(1, 2), (2, 3), (3, 1)], {1: "总任务", 2: "子任务", 3: "孙任务"})
    assert set(refused.value.circle) == {1, 2, 3}
    assert refused.value.circle[0] == refused.value.circle[-1]
    assert "“总任务”" in str(refused.value)
    assert "“孙任务”" in str(refused.value)


def test_a_link_to_itself_is_a_circle() -> None:
    assert circle_in([("a", "b"), ("b", "b")]) == ("b", "b")


def test_a_graph_with_a_circle_is_not_built() -> None:
    with pytest.raises(CircleFound, match="优化公交线网"):
        Graph.of((BUSES, ROUTES), (Edge(BUSES.key, ROUTES.key), Edge(ROUTES.key, BUSES.key)))


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(10, 19)), max_size=40))
def test_whoever_serves_stands_before_what_it_serves_and_both_ways_agree(pairs: list[tuple[int, int]]) -> None:
    nodes = [Node(str(each), str(each), each // 10) for each in range(20)]
    graph = Graph.of(nodes, (Edge(str(start), str(end)) for start, end in pairs))
    order = {key: place for place, key in enumerate(graph.order())}
    for edge in graph.edges:
        assert order[edge.server] < order[edge.served]
        assert edge.server in graph.behind(edge.served)
        assert edge.served in graph.ahead(edge.server)


def test_nodes_are_put_where_their_lines_cross_least() -> None:
    left = [Node(f"s{each}", f"任务{each}", 0) for each in range(4)]
    right = [Node(f"m{each}", f"指标{each}", 1) for each in range(4)]
    graph = Graph.of((*left, *right), (Edge(f"s{each}", f"m{3 - each}") for each in range(4)))
    places = place_in_layers(graph)
    assert crossings(graph, places) == 0


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 5)), max_size=30))
def test_each_row_of_a_layer_is_taken_once_and_groups_stay_together(pairs: list[tuple[int, int]]) -> None:
    left = [Node(f"s{each}", f"任务{each}", 0, group=f"第{each % 3}章") for each in range(8)]
    right = [Node(f"m{each}", f"指标{each}", 1) for each in range(6)]
    graph = Graph.of((*left, *right), (Edge(f"s{start}", f"m{end}") for start, end in pairs))
    places = place_in_layers(graph)
    assert sorted(place.row for place in places.values() if place.layer == 0) == list(range(8))
    groups = [graph.nodes[key].group for key in sorted((node.key for node in left), key=lambda key: places[key].row)]
    assert sum(one != other for one, other in itertools.pairwise(groups)) == 2
