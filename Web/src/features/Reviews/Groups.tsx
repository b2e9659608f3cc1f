import { useState } from 'react';
import { App, Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommand } from '@/api/commands';
import type { ReviewActivityView, ReviewGroupPlan } from '@/api/types';
import { DisciplinePicker } from '@/ui/DisciplinePicker';
import { Refused } from '@/ui/States';
import { useWords } from '@/ui/words';
import { freeName, moveTo, without, withTitles } from './groups';
import type { Titles } from './ReviewPage';
import { actOnRound, proposeGroups, useDefinition, useRoundKept } from './rounds';

/** Groups proposed by a field of the form, so many projects each; nothing is saved yet. */
function Proposal({ round, onGroups, onError }: {
  round: ReviewActivityView; onGroups: (groups: ReviewGroupPlan[]) => void; onError: (error: unknown) => void;
}) {
  const { t } = useTranslation('reviews');
  const words = useWords();
  const definition = useDefinition(round.call.id).data;
  const [field, setField] = useState('');
  const [most, setMost] = useState(20);
  const [busy, setBusy] = useState(false);
  const fields = (definition?.forms ?? []).flatMap((form) => form.sections.flatMap((section) => section.fields
    .filter((each) => each.kind === 'choice' || each.kind === 'text')
    .map((each) => ({ value: `${form.id}/${section.id}/${each.id}`, label: `${words(section.name)} · ${words(each.name)}` }))));
  const run = () => {
    setBusy(true);
    void proposeGroups(round.id, field, most).then(onGroups, onError).finally(() => setBusy(false));
  };
  return (
    <div className="row">
      <Select
        aria-label={t('groups.field')} style={{ width: 260, maxWidth: '100%' }} value={field} popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: 'label' }} options={[{ value: '', label: t('groups.anyField') }, ...fields]} onChange={setField}
      />
      <label className="row small">
        {t('groups.most')}<InputNumber min={1} max={500} precision={0} value={most} onChange={(value) => setMost(value ?? 20)} style={{ width: 80 }} />
      </label>
      <Button loading={busy} onClick={run}>{t('groups.propose')}</Button>
    </div>
  );
}

function Group({ group, titles, chosen, editable, onChange, onChoose, onRemove }: {
  group: ReviewGroupPlan;
  titles: Titles;
  chosen: readonly string[];
  editable: boolean;
  onChange: (group: ReviewGroupPlan) => void;
  onChoose: (projects: string[]) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation('reviews');
  const mine = chosen.filter((project) => group.projects.includes(project));
  const others = chosen.filter((project) => !group.projects.includes(project));
  return (
    <li className="review-group">
      {editable ? (
        <div className="row">
          <Input
            aria-label={t('groups.name')} value={group.name} maxLength={60} style={{ width: 200, maxWidth: '100%' }}
            onChange={(event) => onChange({ ...group, name: event.target.value })}
          />
          <DisciplinePicker
            label={t('groups.disciplinesOf', { name: group.name })} most={20} width={360} value={[...group.disciplines]}
            onChange={(disciplines) => onChange({ ...group, disciplines })}
          />
          {group.projects.length === 0 && <Button onClick={onRemove}>{t('groups.remove')}</Button>}
        </div>
      ) : <h3>{group.name} <span className="muted small num">{group.disciplines.join('、') || t('groups.allDisciplines')}</span></h3>}
      <p className="small muted">{t('groups.count', { count: group.projects.length })}</p>
      {editable ? (
        <Checkbox.Group className="review-projects" value={mine} onChange={(projects) => onChoose([...others, ...projects])}>
          {group.projects.map((project) => <Checkbox key={project} value={project}>{titles.get(project) ?? project}</Checkbox>)}
        </Checkbox.Group>
      ) : <ul className="review-projects">{group.projects.map((project) => <li key={project}>{titles.get(project) ?? project}</li>)}</ul>}
    </li>
  );
}

/** What the draw found for each group: counts only, never who. */
function Drawn({ round }: { round: ReviewActivityView }) {
  const { t } = useTranslation('reviews');
  if (!round.drawn) {
    return null;
  }
  return (
    <div className="reading-rows" tabIndex={0} role="group" aria-label={t('groups.drawn')}>
      <h3>{t('groups.drawn')}</h3>
      <table>
        <thead>
          <tr>
            <th>{t('groups.name')}</th><th className="right">{t('groups.candidates')}</th><th className="right">{t('groups.recused')}</th>
            <th className="right">{t('groups.seats')}</th><th className="right">{t('groups.inReserve')}</th>
          </tr>
        </thead>
        <tbody>
          {round.groups.map((group) => (
            <tr key={group.id}>
              <th scope="row">{group.name}</th><td className="right num">{group.candidates}</td><td className="right num">
                {group.recused}
                <span className="small muted recusals">
                  {group.reasons.map(({ reason, count }) => t('groups.reason', { reason: t(`groups.why.${reason}`), count })).join('、')}
                </span>
              </td>
              <td className="right num">{group.desks}</td><td className="right num">{group.reserves}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Groups of a round: made by a field or by hand, projects moved between them, then kept as a whole. */
export function Groups({ round, titles }: { round: ReviewActivityView; titles: Titles }) {
  const { t } = useTranslation('reviews');
  const { message } = App.useApp();
  const kept = useRoundKept();
  const editable = round.allowed.some((allowed) => allowed.action === 'arrange' && allowed.why.length === 0);
  const saved = round.groups.map(({ name, disciplines, projects }) => ({ name, disciplines, projects }));
  const [typed, setTyped] = useState<ReviewGroupPlan[] | null>(null);
  const [chosen, setChosen] = useState<string[]>([]);
  const [failure, setFailure] = useState<unknown>(null);
  const groups = typed ?? saved;
  const left = without(groups, [...titles.keys()]);
  const arrange = useCommand(actOnRound, {
    onSuccess: (after) => {
      kept(after);
      void message.success(t('groups.kept'));
    },
  });
  const put = (to: number) => {
    setTyped(to < groups.length
      ? moveTo(groups, chosen, to)
      : moveTo([...groups, { name: freeName(groups, (number) => t('groups.nth', { number })), disciplines: [], projects: [] }], chosen, to));
    setChosen([]);
  };
  return (
    <div className="stack">
      {editable && <p className="muted">{t('groups.hint')}</p>}
      {editable && <Proposal round={round} onError={setFailure} onGroups={(made) => { setFailure(null); setTyped(made); setChosen([]); }} />}
      <Refused error={withTitles(failure ?? arrange.error, titles)} />
      <Drawn round={round} />
      {editable && left.length > 0 && (
        <section className="band">
          {t('groups.left', { count: left.length })}
          <Checkbox.Group
            className="review-projects" value={chosen.filter((project) => left.includes(project))}
            onChange={(projects) => setChosen([...chosen.filter((project) => !left.includes(project)), ...projects])}
          >
            {left.map((project) => <Checkbox key={project} value={project}>{titles.get(project)}</Checkbox>)}
          </Checkbox.Group>
        </section>
      )}
      {editable && (
        <div className="row review-move">
          {chosen.length > 0 && <Select<number>
            aria-label={t('groups.move')} style={{ width: 260, maxWidth: '100%' }} value={null as never}
            placeholder={t('groups.moveChosen', { count: chosen.length })} onChange={put}
            options={[...groups.map((group, at) => ({ value: at, label: group.name })), { value: groups.length, label: t('groups.add') }]}
          />}
          <Button
            type="primary" disabled={typed === null || left.length > 0} loading={arrange.isPending}
            onClick={() => arrange.mutate({ id: round.id, act: 'arrange', groups: groups.filter((group) => group.projects.length > 0) })}
          >
            {t('groups.keep')}
          </Button>
          {typed && <Button onClick={() => { setTyped(null); setChosen([]); }}>{t('groups.undo')}</Button>}
        </div>
      )}
      <ol className="review-groups">
        {groups.map((group, at) => (
          <Group
            key={at} group={group} titles={titles} chosen={chosen} editable={editable} onChoose={setChosen}
            onChange={(changed) => setTyped(groups.map((each, place) => (place === at ? changed : each)))}
            onRemove={() => setTyped(groups.filter((_, place) => place !== at))}
          />
        ))}
      </ol>
    </div>
  );
}
