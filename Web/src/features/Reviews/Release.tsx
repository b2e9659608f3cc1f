import { useState } from 'react';
import { App, Button, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommand } from '@/api/commands';
import type { RankedProject, ReleaseRowView, ReviewActivityView } from '@/api/types';
import { sentence } from '@/ui/sentences';
import { Loaded, Refused } from '@/ui/States';
import { Status, type Tone } from '@/ui/Status';
import { useWords } from '@/ui/words';
import { rowsOf, waysOf, withTitles } from './groups';
import type { Titles } from './ReviewPage';
import { actOnRound, previewRelease, useDefinition, useRanking, useRoundKept } from './rounds';

const tones: Record<string, Tone> = { planned: 'busy', done: 'good', refused: 'bad' };

/** What the stage of the round can do with a project, as choices. */
function useWays(round: ReviewActivityView) {
  const words = useWords();
  const stage = useDefinition(round.call.id).data?.stages.find((each) => each.id === round.stage);
  return (stage?.actions ?? []).map((action) => ({ value: action.id, label: words(action.name) }));
}

/** Rows of a release, planned or carried out, each with its refusal. */
function Rows({ rows, titles, ways }: {
  rows: readonly ReleaseRowView[]; titles: Titles; ways: readonly { value: string; label: string }[];
}) {
  const { t } = useTranslation('reviews');
  const { t: any } = useTranslation();
  const order = (row: ReleaseRowView) => (row.state === 'refused' ? 0 : row.state === 'planned' ? 1 : 2);
  return (
    <div className="reading-rows" tabIndex={0} role="group" aria-label={t('round.tab.release')}>
      <table>
        <thead><tr><th>{t('ranking.title')}</th><th>{t('release.way')}</th><th>{t('round.state')}</th></tr></thead>
        <tbody>
          {[...rows].sort((a, b) => order(a) - order(b)).map((row) => (
            <tr key={row.project}>
              <th scope="row" className="title-cell">{titles.get(row.project) ?? row.project}</th>
              <td>{ways.find((way) => way.value === row.action)?.label ?? row.action}</td>
              <td>
                <Status tone={tones[row.state] ?? 'plain'}>{t(`release.state.${row.state}`)}</Status>
                {row.why && <div className="field-error">{sentence(any, row.why)}</div>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Counts({ rows, running }: { rows: readonly ReleaseRowView[]; running: boolean }) {
  const { t } = useTranslation('reviews');
  const of = (state: string) => rows.filter((row) => row.state === state).length;
  return (
    <p className={running ? 'band plain' : of('refused') > 0 ? 'band' : 'band good'} role="status">
      {t(running ? 'release.running' : 'release.over', { done: of('done'), all: rows.length, refused: of('refused') })}{' '}
      {running && <progress value={rows.length - of('planned')} max={Math.max(1, rows.length)} aria-label={t('release.progress')} />}
    </p>
  );
}

function Choosing({ projects, ways, chosen, onChoose }: {
  projects: readonly RankedProject[];
  ways: { value: string; label: string }[];
  chosen: Record<string, string>;
  onChoose: (chosen: Record<string, string>) => void;
}) {
  const { t } = useTranslation('reviews');
  const [first, setFirst] = useState(10);
  const [yes, setYes] = useState('');
  const [no, setNo] = useState('');
  const options = [{ value: '', label: t('release.stay') }, ...ways];
  return (
    <>
      <div className="row">
        <span>{t('release.first')}</span>
        <InputNumber aria-label={t('release.firstLabel')} min={0} max={500} precision={0} value={first} onChange={(value) => setFirst(value ?? 0)} style={{ width: 80 }} />
        <Select aria-label={t('release.firstWay')} value={yes} options={options} onChange={setYes} style={{ width: 180 }} />
        <span>{t('release.others')}</span>
        <Select aria-label={t('release.otherWay')} value={no} options={options} onChange={setNo} style={{ width: 180 }} />
        <Button onClick={() => onChoose(waysOf(projects, first, yes, no))}>{t('release.fill')}</Button>
      </div>
      <div className="reading-rows" tabIndex={0} role="group" aria-label={t('release.choose')}>
        <table>
          <thead><tr><th className="right">{t('ranking.rank')}</th><th>{t('ranking.title')}</th><th className="right">{t('ranking.score')}</th><th>{t('release.way')}</th></tr></thead>
          <tbody>
            {projects.map((row) => (
              <tr key={row.project}>
                <td className="right num">{row.rank ?? '—'}</td><th scope="row" className="title-cell">{row.title}</th><td className="right num">{row.score?.toFixed(2) ?? '—'}</td>
                <td>
                  <Select
                    size="small" aria-label={t('release.wayOf', { title: row.title })} value={chosen[row.project] ?? ''} options={options}
                    style={{ width: 180 }} onChange={(way) => onChoose({ ...chosen, [row.project]: way })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Planning({ round, titles }: { round: ReviewActivityView; titles: Titles }) {
  const { t } = useTranslation('reviews');
  const { message } = App.useApp();
  const kept = useRoundKept();
  const ways = useWays(round);
  const ranking = useRanking(round.id, true);
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const [opinion, setOpinion] = useState('');
  const [preview, setPreview] = useState<readonly ReleaseRowView[] | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const rows = rowsOf(chosen, opinion);
  const done = new Set(round.release.filter((row) => row.state === 'done').map((row) => row.project));
  const release = useCommand(actOnRound, {
    onSuccess: (after) => {
      kept(after);
      setPreview(null);
      setChosen({});
      void message.success(t('release.begun'));
    },
  });
  const look = () => {
    setBusy(true);
    setFailure(null);
    void previewRelease(round.id, rows).then(setPreview, setFailure).finally(() => setBusy(false));
  };
  return (
    <Loaded query={ranking} lines={10}>
      {(read) => (
        <div className="stack">
          <Refused error={withTitles(failure ?? release.error, titles)} />
          {preview ? (
            <>
              <h3>{t('release.preview')}</h3>
              <p className="muted">{t('release.previewHint', { planned: preview.filter((row) => row.state === 'planned').length, refused: preview.filter((row) => row.state === 'refused').length })}</p>
              <Rows rows={preview} titles={titles} ways={ways} />
              <div className="row">
                <Button
                  type="primary" loading={release.isPending} disabled={preview.every((row) => row.state === 'refused')}
                  onClick={() => release.mutate({ id: round.id, act: 'release', rows })}
                >
                  {t('release.apply')}
                </Button>
                <Button onClick={() => setPreview(null)}>{t('release.back')}</Button>
              </div>
            </>
          ) : (
            <>
              <p className="muted">{t('release.hint')}</p>
              <Choosing projects={read.projects.filter((row) => !done.has(row.project))} ways={ways} chosen={chosen} onChoose={setChosen} />
              <label className="field" style={{ maxWidth: '46rem' }}>
                <span>{t('release.opinion')}</span>
                <Input.TextArea rows={2} maxLength={2_000} showCount value={opinion} onChange={(event) => setOpinion(event.target.value)} />
              </label>
              <div><Button type="primary" disabled={rows.length === 0} loading={busy} onClick={look}>{t('release.look', { count: rows.length })}</Button></div>
            </>
          )}
        </div>
      )}
    </Loaded>
  );
}

/** Release of results: who goes which way, previewed, then carried out with its progress. */
export function Release({ round, titles }: { round: ReviewActivityView; titles: Titles }) {
  const ways = useWays(round);
  const done = round.release.filter((row) => row.state === 'done').length;
  const open = round.status !== 'releasing' && done < round.projects
    && round.allowed.some((allowed) => allowed.action === 'release' && allowed.why.length === 0);
  return (
    <div className="stack">
      {round.release.length > 0 && <Counts rows={round.release} running={round.status === 'releasing'} />}
      {round.release.length > 0 && <Rows rows={round.release} titles={titles} ways={ways} />}
      {open && <Planning round={round} titles={titles} />}
    </div>
  );
}
