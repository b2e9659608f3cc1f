import dagre from '@dagrejs/dagre';
import type { Definition } from '../model/definition';
import { ways, type Way } from '../model/stages';

export const WIDTH = 168;
export const HEIGHT = 62;

export interface Laid {
  places: Record<string, { x: number; y: number }>;
  ways: Way[];
}

/** Where stages stand: the usual way from left to right; ways back do not push stages apart. */
export function layOut(definition: Definition): Laid {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 34, ranksep: 84, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  const all = ways(definition);
  for (const stage of definition.stages ?? []) {
    graph.setNode(stage.id, { width: WIDTH, height: HEIGHT });
  }
  for (const way of all) {
    if (way.kind !== 'back' && way.kind !== 'objection') {
      graph.setEdge(way.from, way.to, { weight: way.primary ? 6 : 1 }, way.place);
    }
  }
  dagre.layout(graph);
  return {
    ways: all,
    places: Object.fromEntries((definition.stages ?? []).map((stage) => {
      const node = graph.node(stage.id);
      return [stage.id, { x: node.x - WIDTH / 2, y: node.y - HEIGHT / 2 }];
    })),
  };
}
