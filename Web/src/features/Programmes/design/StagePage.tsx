import { lazy, Suspense, useState } from 'react';
import { Button, Input, Select } from 'antd';
import { PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { FormDialog } from '@/ui/FormDialog';
import { Empty, Loading } from '@/ui/States';
import { useWords } from '@/ui/words';
import type { StagePart } from '../model/definition';
import { stageKinds } from '../model/members';
import { newPart } from '../model/parts';
import { freeId, indexOf, insert, join } from '../model/places';
import { newStage } from '../model/starts';
import { insertBetween, usualNext, ways, type Way } from '../model/stages';
import { useEditing } from './editing';
import { Members, Tools } from './Members';

const StageGraph = lazy(async () => ({ default: (await import('./StageGraph')).StageGraph }));

interface Between {
  from: string;
  to: string;
}

/** Asks what stage goes between two others, or first of all. */
function InsertStage({ between, onClose }: { between: Between; onClose: () => void }) {
  const { t } = useTranslation('design');
  const { t: m } = useTranslation('members');
  const { definition, change, go } = useEditing();
  const words = useWords();
  const stages = definition.stages ?? [];
  const nameOf = (id: string) => words(stages.find((stage) => stage.id === id)?.name);
  const [kind, setKind] = useState('review');
  const [name, setName] = useState('');
  const [english, setEnglish] = useState('');
  const [holder, setHolder] = useState(Object.keys(definition.holders ?? {})[0] ?? '');
  const [to, setTo] = useState(between.to);
  const fits = name.trim() !== '';
  const add = () => {
    if (!fits) {
      return;
    }
    const id = freeId(stages.map((stage) => stage.id), kind);
    const made = newStage(id, kind, { zh: name.trim(), en: english.trim() || name.trim() }, holder, to);
    const next = between.from === '' || kind === 'end'
      ? insert(definition, 'stages', made) : insertBetween(definition, between.from, to, made);
    change(next, `stages/${id}#`);
    go(`stages/${id}`);
    onClose();
  };
  return (
    <FormDialog title={t('insert.title')} ok={t('insert.ok')} id="insert-stage" busy={false} error={null} onClose={onClose}>
      <form id="insert-stage" className="stack" style={{ gap: '.7rem' }} onSubmit={(event) => { event.preventDefault(); add(); }}>
        {between.from !== '' && <p className="muted">{t('insert.between', { from: nameOf(between.from), to: nameOf(to) })}</p>}
        <label className="field">{t('insert.name')}<Input value={name} maxLength={40} autoFocus onChange={(event) => setName(event.target.value)} /></label>
        <label className="field">{t('insert.english')}<Input value={english} maxLength={80} onChange={(event) => setEnglish(event.target.value)} /></label>
        <div className="field">
          <label htmlFor="insert-kind">{m('part.stage.kind.name')}</label>
          <Select
            id="insert-kind" value={kind} onChange={setKind} options={stageKinds.map((each) => ({ value: each, label: m(`pick.stage_kind.${each}`) }))}
          />
          <span className="muted small">{t(`kindHelp.${kind}`)}</span>
        </div>
        {!['end', 'wait', 'publicise'].includes(kind) && (
          <div className="field">
            <label htmlFor="insert-holder">{m('part.task.holder.name')}</label>
            <Select
              id="insert-holder" value={holder} onChange={setHolder}
              options={Object.entries(definition.holders ?? {}).map(([value, part]) => ({ value, label: words(part.name as StagePart['name']) }))}
            />
          </div>
        )}
        {kind !== 'end' && (
          <div className="field">
            <label htmlFor="insert-to">{t('insert.to')}</label>
            <Select id="insert-to" value={to} onChange={setTo} options={stages.filter((stage) => stage.id !== between.from).map((stage) => ({ value: stage.id, label: words(stage.name) }))} />
          </div>
        )}
      </form>
    </FormDialog>
  );
}

/** The ways into and out of a stage, in words: the graph for those who do not see it. */
function Ways({ stage, onInsert }: { stage: StagePart; onInsert: (between: Between) => void }) {
  const { t } = useTranslation('design');
  const { definition, addressOf, readOnly } = useEditing();
  const words = useWords();
  const nameOf = (id: string) => words(definition.stages?.find((each) => each.id === id)?.name) || id;
  const all = ways(definition);
  const label = (way: Way) => {
    const from = definition.stages?.find((each) => each.id === way.from);
    return words(from?.actions?.find((action) => action.id === way.action)?.name) || t(`graph.${way.kind}`);
  };
  return (
    <dl className="d-ways small">
      <dt>{t('ways.in')}</dt>
      <dd>
        {all.filter((way) => way.to === stage.id).map((way) => (
          <span key={way.place}><Link to={addressOf(`stages/${way.from}`)}>{nameOf(way.from)}</Link>（{label(way)}）</span>
        ))}
        {all.every((way) => way.to !== stage.id) && <span className="muted">{t(definition.stages?.[0]?.id === stage.id ? 'ways.first' : 'ways.none')}</span>}
      </dd>
      {stage.kind !== 'end' && (
        <>
          <dt>{t('ways.out')}</dt>
          <dd>
            {all.filter((way) => way.from === stage.id).map((way) => (
              <span key={way.place}>
                {label(way)} → <Link to={addressOf(`stages/${way.to}`)}>{nameOf(way.to)}</Link>
                {!readOnly && way.kind !== 'back' && way.kind !== 'objection' && (
                  <Button
                    size="small" type="text" icon={<PlusOutlined />} aria-label={t('insert.here', { from: nameOf(way.from), to: nameOf(way.to) })}
                    title={t('insert.here', { from: nameOf(way.from), to: nameOf(way.to) })} onClick={() => onInsert({ from: way.from, to: way.to })}
                  />
                )}
              </span>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}

function StagePanel({ stage, onInsert }: { stage: StagePart; onInsert: (between: Between) => void }) {
  const { t } = useTranslation('design');
  const { definition, readOnly } = useEditing();
  const words = useWords();
  const at = indexOf(definition.stages ?? [], stage.id);
  const place = join('stages', stage.id);
  const next = usualNext(stage) ?? definition.stages?.find((each) => each.id !== stage.id)?.id ?? '';
  return (
    <section className="panel" aria-label={words(stage.name)}>
      <div className="spread">
        <h2>{words(stage.name) || stage.id}</h2>
        <span className="row">
          {!readOnly && stage.kind !== 'end' && (
            <Button size="small" icon={<PlusOutlined />} onClick={() => onInsert({ from: stage.id, to: next })}>{t('insert.after')}</Button>
          )}
          <Tools place={place} name={words(stage.name)} first={at === 0} last={at === (definition.stages ?? []).length - 1} />
        </span>
      </div>
      <Ways stage={stage} onInsert={onInsert} />
      <Members key={stage.id} part="stage" place={place} />
    </section>
  );
}

/** The way of a project: its stages as a graph, and the chosen one in full. */
export function StagesPage({ stage: chosen }: { stage: string }) {
  const { t } = useTranslation('design');
  const { definition, change, go, readOnly } = useEditing();
  const words = useWords();
  const [between, setBetween] = useState<Between | null>(null);
  const [way, setWay] = useState<Way | null>(null);
  const stages = definition.stages ?? [];
  const stage = stages.find((each) => each.id === chosen);
  const nameOf = (id: string) => words(stages.find((each) => each.id === id)?.name) || id;
  const connect = (from: string, to: string) => {
    const source = stages.find((each) => each.id === from);
    if (source && source.kind !== 'end') {
      const taken = (source.actions ?? []).map((action) => action.id);
      const made = { ...newPart(definition, 'action', taken, { zh: t('newAction', { lng: 'zh' }), en: t('newAction', { lng: 'en' }) }), target: to };
      const earlier = indexOf(stages, to) <= indexOf(stages, from);
      change(insert(definition, `stages/${from}/actions`, earlier ? { ...made, returns: true, opinion: 'required' } : made), `stages/${from}/actions`);
      go(`stages/${from}/actions/${String((made as { id?: string }).id)}`);
    }
  };
  return (
    <div className="stack">
      <section className="panel d-graph-panel">
        <div className="spread">
          <h2>{t('part.stages')}</h2>
          <span className="row">
            <span className="muted small">{t(readOnly ? 'graph.hintRead' : 'graph.hint')}</span>
            {!readOnly && <Button size="small" icon={<PlusOutlined />} onClick={() => setBetween({ from: '', to: stages.find((each) => each.kind === 'end')?.id ?? '' })}>{t('insert.new')}</Button>}
          </span>
        </div>
        <Suspense fallback={<Loading lines={4} />}>
          <StageGraph
            chosen={chosen} onStage={(id) => { setWay(null); go(`stages/${id}`); }} onWay={setWay} onConnect={readOnly ? undefined : connect}
          />
        </Suspense>
        {way && (
          <div className="band plain row" role="status">
            <span>{nameOf(way.from)} → {nameOf(way.to)}</span>
            {!readOnly && way.kind !== 'back' && way.kind !== 'objection' && (
              <Button size="small" icon={<PlusOutlined />} onClick={() => setBetween({ from: way.from, to: way.to })}>{t('insert.on')}</Button>
            )}
            <Button size="small" onClick={() => go(way.place)}>{t('graph.open')}</Button>
          </div>
        )}
      </section>
      {stage ? <StagePanel stage={stage} onInsert={setBetween} /> : <Empty title={t('graph.none')} hint={t('graph.noneHint')} />}
      {between && <InsertStage between={between} onClose={() => setBetween(null)} />}
    </div>
  );
}
