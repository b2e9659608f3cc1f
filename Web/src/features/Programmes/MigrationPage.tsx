import { useState } from 'react';
import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useMutation } from '@tanstack/react-query';
import { useCommand } from '@/api/commands';
import type { MigrateProject, MigrationView, ProgrammeView } from '@/api/types';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { sentence } from '@/ui/sentences';
import { Empty, Loaded, Refused } from '@/ui/States';
import { Status, type Tone } from '@/ui/Status';
import { useUrlState } from '@/ui/urlState';
import { useWords } from '@/ui/words';
import { allFields, choicesOf } from './model/choices';
import { useChoiceName } from './design/controls';
import type { Definition } from './model/definition';
import { planMigration, previewMigration, useMigration, useProgramme, useRunning, useVersion } from './queries';

const tones: Record<string, Tone> = { open: 'plain', done: 'good', refused: 'bad' };

/** What becomes of each project, or why it cannot. */
function Rows({ view, definition }: { view: MigrationView; definition: Definition | undefined }) {
  const { t } = useTranslation('design');
  const { t: any } = useTranslation();
  const words = useWords();
  const stageName = (id: string | null) => words(definition?.stages?.find((stage) => stage.id === id)?.name) || id || '—';
  if (view.rows.length === 0) {
    return <Empty title={t('migrate.none', { number: view.from })} />;
  }
  return (
    <table className="d-diff">
      <thead>
        <tr>
          <th scope="col">{t('migrate.project')}</th><th scope="col">{t('migrate.stage')}</th><th scope="col">{t('stateTitle')}</th>
          <th scope="col" style={{ width: '45%' }}>{t('migrate.becomes')}</th>
        </tr>
      </thead>
      <tbody>
        {view.rows.map((row) => (
          <tr key={row.project}>
            <th scope="row"><Link to={paths.project(row.project)}>{row.number ?? row.project}</Link></th>
            <td>{stageName(row.stage)}</td>
            <td><Status tone={tones[row.state] ?? 'plain'}>{t(`migrate.state.${row.state}`)}</Status></td>
            <td>
              {row.refusal && (
                <div className="field-error">
                  {sentence(any, row.refusal)}{(row.refusal.details ?? []).map((detail, no) => <div key={no}>{detail.field} {sentence(any, detail)}</div>)}
                </div>
              )}
              {row.changes.map((change) => <div key={change.from} className="small">{change.from} → {change.to || t('migrate.drop')}</div>)}
              {!row.refusal && row.changes.length === 0 && <span className="muted">{t('migrate.same')}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where old names go: those the other version does not have. */
function Mapping({ title, hint, from, to, value, onChange }: {
  title: string;
  hint: string;
  from: readonly { value: string; label: string }[];
  to: readonly { value: string; label: string }[];
  value: Record<string, string>;
  onChange: (value: Record<string, string>) => void;
}) {
  const { t } = useTranslation('design');
  const lost = from.filter((each) => !to.some((other) => other.value === each.value));
  return lost.length === 0 ? null : (
    <fieldset>
      <legend>{title}</legend>
      <p className="muted small">{hint}</p>
      {lost.map((each) => (
        <div key={each.value} className="row" style={{ marginBottom: 6 }}>
          <span style={{ minWidth: '12rem' }}>{each.label}</span><span aria-hidden="true">→</span>
          <Select
            aria-label={each.label} allowClear showSearch={{ optionFilterProp: 'label' }} style={{ width: 320, maxWidth: '100%' }} value={value[each.value]}
            placeholder={t('choose')} options={[...to, { value: '', label: t('migrate.drop') }]}
            onChange={(next: string | undefined) => {
              const { [each.value]: _old, ...others } = value;
              onChange(next === undefined ? others : { ...others, [each.value]: next });
            }}
          />
        </div>
      ))}
    </fieldset>
  );
}

function Planning({ programme, from, to, onFromTo }: {
  programme: ProgrammeView; from: number; to: number; onFromTo: (changes: { from?: string; to?: string }) => void;
}) {
  const { t } = useTranslation('design');
  const navigate = useNavigate();
  const nameOf = useChoiceName();
  const running = useRunning(programme.id, programme.current, programme);
  const [older, newer] = [useVersion(programme.id, from).data, useVersion(programme.id, to).data];
  const [stages, setStages] = useState<Record<string, string>>({});
  const [fields, setFields] = useState<Record<string, string>>({});
  const [note, setNote] = useState('');
  const migration: MigrateProject = { from, to, stages, fields, note: note.trim() || t('migrate.title') };
  const preview = useMutation({ mutationFn: () => previewMigration(programme.id, migration) });
  const plan = useCommand(planMigration, { onSuccess: (view) => void navigate(paths.migrateProgramme(programme.id, view.id)) });
  const named = (choices: ReturnType<typeof allFields>) => choices.map((choice) => ({ value: choice.value, label: nameOf(choice) }));
  const versions = programme.versions.map((version) => ({
    value: String(version.number),
    label: `${t('versionNo', { number: version.number })} · ${t('runningCount', { count: running.versions.find((each) => each.version === version.number)?.count ?? 0 })}`,
  }));
  const can = preview.data?.rows.filter((row) => row.refusal === null).length ?? 0;
  return (
    <div className="stack">
      <section className="panel stack">
        <div className="row filters">
          <Select aria-label={t('migrate.from')} style={{ width: 190 }} value={String(from)} options={versions} onChange={(value) => { preview.reset(); onFromTo({ from: value }); }} />
          <span aria-hidden="true">→</span>
          <Select aria-label={t('migrate.to')} style={{ width: 190 }} value={String(to)} options={versions} onChange={(value) => { preview.reset(); onFromTo({ to: value }); }} />
        </div>
        {older && newer && (
          <>
            <Mapping
              title={t('migrate.stages')} hint={t('migrate.stagesHint')} from={named(choicesOf(older, 'stage', {}))} to={named(choicesOf(newer, 'stage', {}))}
              value={stages} onChange={setStages}
            />
            <Mapping
              title={t('migrate.fields')} hint={t('migrate.fieldsHint')} from={named(allFields(older))} to={named(allFields(newer))} value={fields} onChange={setFields}
            />
          </>
        )}
        <div className="field">
          <label htmlFor="migrate-note">{t('migrate.reason')}</label>
          <Input.TextArea id="migrate-note" rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
        </div>
        <div className="row">
          <Button disabled={from === to} loading={preview.isPending} onClick={() => preview.mutate()}>{t('migrate.preview')}</Button>
          <Button
            type="primary" disabled={can === 0 || note.trim().length < 2} loading={plan.isPending} title={note.trim().length < 2 ? t('reasonShort') : undefined}
            onClick={() => plan.mutate({ id: programme.id, migration })}
          >{t('migrate.carry', { count: can })}</Button>
        </div>
        <Refused error={preview.error ?? plan.error} />
      </section>
      {preview.data && <section className="panel"><Rows view={preview.data} definition={older} /></section>}
    </div>
  );
}

function Carried({ programme, plan }: { programme: ProgrammeView; plan: string }) {
  const { t } = useTranslation('design');
  const migration = useMigration(programme.id, plan);
  const older = useVersion(programme.id, migration.data?.from ?? 0).data;
  return (
    <Loaded query={migration}>
      {(view) => (
        <section className="panel">
          <p role="status">{t(view.open ? 'migrate.going' : 'migrate.done', { count: view.done })}{view.refused > 0 && ` ${t('migrate.refusedCount', { count: view.refused })}`}</p>
          <Rows view={view} definition={older} />
        </section>
      )}
    </Loaded>
  );
}

/** Takes running projects from one version to another: a mapping, a preview of each, then the recorded plan. */
export function MigrationPage() {
  const { t } = useTranslation('design');
  const { programme: id = '', plan = '' } = useParams();
  const words = useWords();
  const programme = useProgramme(id);
  const [url, setUrl] = useUrlState({ from: '', to: '' });
  return (
    <Loaded query={programme} lines={8}>
      {(view) => {
        const to = Number(url.to) || view.current;
        const from = Number(url.from) || Math.max(1, view.current - 1);
        return (
          <Page
            title={t('migrate.title')} crumbs={[{ name: t('catalogue'), to: paths.programmes() }, { name: words(view.name), to: paths.programme(id) }]}
            lead={<p className="muted">{t('migrate.lead')}</p>}
          >
            {plan ? <Carried programme={view} plan={plan} /> : <Planning key={`${from} ${to}`} programme={view} from={from} to={to} onFromTo={setUrl} />}
          </Page>
        );
      }}
    </Loaded>
  );
}
