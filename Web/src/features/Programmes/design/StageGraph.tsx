import { useEffect, useMemo } from 'react';
import {
  Controls, Handle, MarkerType, Position, ReactFlow, ReactFlowProvider, useNodesInitialized, useReactFlow, type Edge,
  type Node, type NodeProps,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useTranslation } from 'react-i18next';
import { useWords } from '@/ui/words';
import type { StagePart } from '../model/definition';
import type { Way, WayKind } from '../model/stages';
import { findingsBelow, useEditing } from './editing';
import { HEIGHT, layOut, WIDTH } from './layout';

export type Mark = 'done' | 'now' | 'ahead';

type StageNode = Node<{ stage: StagePart; wrong: number; mark: Mark | undefined; chosen: boolean }, 'stage'>;

function StageBox({ data }: NodeProps<StageNode>) {
  const { t } = useTranslation('members');
  const words = useWords();
  return (
    <div className={`d-node ${data.stage.kind === 'end' ? 'end' : ''} ${data.mark ?? ''} ${data.chosen ? 'chosen' : ''}`}>
      <Handle type="target" position={Position.Left} />
      <b className="clamp">{words(data.stage.name) || data.stage.id}</b>
      <span className="small muted">
        {t(`pick.stage_kind.${data.stage.kind}`)}{(data.stage.tasks?.length ?? 0) > 1 && ` × ${data.stage.tasks?.length}`}
      </span>
      {data.wrong > 0 && <span className="d-count">{data.wrong}</span>}
      <Handle type="source" position={Position.Right} />
    </div>
  );
}

const nodeTypes = { stage: StageBox };

const strokes: Record<WayKind, { stroke: string; strokeDasharray?: string }> = {
  on: { stroke: '#5b6675' }, route: { stroke: '#5b6675', strokeDasharray: '6 3' }, skip: { stroke: '#5b6675', strokeDasharray: '2 3' },
  time: { stroke: '#12458f' }, back: { stroke: '#b8862d', strokeDasharray: '5 4' },
  objection: { stroke: '#b8862d', strokeDasharray: '2 3' },
  undecided: { stroke: '#b8862d' },
};

const middle = { y: HEIGHT / 2 - 3, width: 6, height: 6 };
const handles = [
  { type: 'target' as const, position: Position.Left, x: -3, ...middle },
  { type: 'source' as const, position: Position.Right, x: WIDTH - 3, ...middle },
];

/** Keeps the chosen stage in view; while none is, the beginning of the way. */
function Follow({ stage, first }: { stage: string; first: string }) {
  const flow = useReactFlow();
  const ready = useNodesInitialized();
  useEffect(() => {
    const node = flow.getNode(stage || first);
    if (node && ready) {
      const zoom = Math.max(0.85, Math.min(1, flow.getZoom()));
      const beside = stage === '' ? 2 * WIDTH : 0;
      void flow.setCenter(node.position.x + WIDTH / 2 + beside, node.position.y + HEIGHT / 2, { zoom });
    }
  }, [flow, ready, stage, first]);
  return null;
}

/** The stages and the ways between them. A stage is chosen by clicking or with Enter; a way tells what leads there. */
export function StageGraph({ chosen, marks, onStage, onWay, onConnect }: {
  chosen: string;
  marks?: Record<string, Mark>;
  onStage: (stage: string) => void;
  onWay?: (way: Way) => void;
  onConnect?: (from: string, to: string) => void;
}) {
  const { t } = useTranslation('design');
  const { definition, findings } = useEditing();
  const words = useWords();
  const laid = useMemo(() => layOut(definition), [definition]);
  const nodes = useMemo<StageNode[]>(() => (definition.stages ?? []).map((stage) => ({
    id: stage.id,
    type: 'stage',
    position: laid.places[stage.id] ?? { x: 0, y: 0 },
    width: WIDTH,
    height: HEIGHT,
    measured: { width: WIDTH, height: HEIGHT },
    handles,
    ariaLabel: t('graph.stage', { name: words(stage.name) || stage.id }),
    data: { stage, wrong: findingsBelow(findings, `stages/${stage.id}`).length, mark: marks?.[stage.id], chosen: stage.id === chosen },
  })), [definition, laid, findings, marks, chosen, words, t]);
  const edges = useMemo<Edge[]>(() => laid.ways.map((way) => {
    const action = definition.stages?.find((stage) => stage.id === way.from)?.actions?.find((each) => each.id === way.action);
    const near = way.from === chosen || way.to === chosen;
    return {
      id: way.place, source: way.from, target: way.to,
      label: near && way.kind !== 'back' ? (action ? words(action.name) : t(`graph.${way.kind}`)) : undefined,
      style: {
        ...strokes[way.kind], strokeWidth: way.primary || way.kind === 'time' ? 2 : 1.2,
        opacity: near || way.kind !== 'back' ? 1 : 0.45,
      },
      markerEnd: { type: MarkerType.ArrowClosed, color: strokes[way.kind].stroke }, focusable: false, labelShowBg: true,
      type: way.kind === 'back' || way.kind === 'objection' ? 'default' : 'smoothstep',
    };
  }), [definition, laid, chosen, words, t]);
  return (
    <ReactFlowProvider>
      <div className="d-graph" role="region" aria-label={t('graph.label')}>
        <ReactFlow
          nodes={nodes} edges={edges} nodeTypes={nodeTypes} minZoom={0.15} maxZoom={1.5}
          fitViewOptions={{ minZoom: 0.2, maxZoom: 1 }} nodesDraggable={false}
          nodesConnectable={onConnect !== undefined} elementsSelectable deleteKeyCode={null}
          proOptions={{ hideAttribution: true }}
          onNodeClick={(_, node) => onStage(node.id)}
          onSelectionChange={({ nodes: picked }) => picked[0] && picked[0].id !== chosen && onStage(picked[0].id)}
          onEdgeClick={(_, edge) => {
            const way = laid.ways.find((each) => each.place === edge.id);
            if (way) {
              onWay?.(way);
            }
          }}
          onConnect={({ source, target }) => onConnect?.(source, target)}
        >
          <Controls showInteractive={false} position="bottom-right" />
          <Follow stage={chosen} first={definition.stages?.[0]?.id ?? ''} />
        </ReactFlow>
      </div>
    </ReactFlowProvider>
  );
}
