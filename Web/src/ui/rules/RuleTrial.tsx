import { useState } from 'react';
import { Button, Select } from 'antd';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take, writing } from '@/api/client';
import { useSettled } from '../settled';
import { Refused } from '../States';
import './rules.css';

const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** Tries a rule on a project: whether it holds, and the values it read. Nothing is changed. */
export function RuleTrial({ rule, programme, form, section }: {
  rule: unknown; programme?: string; form?: string; section?: string;
}) {
  const { t } = useTranslation('rules');
  const [words, setWords] = useState('');
  const [project, setProject] = useState<string>();
  const search = useSettled(words.trim());
  const found = useQuery({
    queryKey: ['project', 'list', 'trial', programme ?? '', search],
    queryFn: () => take(api.GET('/api/v1/projects', {
      params: { query: { programme, search: search || undefined, limit: 20 } },
    })),
    staleTime: 60_000,
  });
  const trial = useMutation({
    mutationFn: (id: string) => take(api.POST('/api/v1/projects/{id}/rule-trials', {
      params: { path: { id } }, body: { rule, form: form ?? null, section: section ?? null },
      headers: writing(crypto.randomUUID()),
    })),
  });
  const result = trial.data;
  return (
    <section className="stack" aria-label={t('try.title')}>
      <div className="row">
        <Select
          aria-label={t('try.project')} showSearch={{ filterOption: false, onSearch: setWords }} style={{ minWidth: 280, flex: 1 }}
          placeholder={t('try.placeholder')} value={project} loading={found.isFetching} onChange={setProject} notFoundContent={t('try.none')}
          options={(found.data?.items ?? []).map((row) => ({ value: row.id, label: `${row.number ?? ''} ${row.title}`.trim() }))}
        />
        <Button type="primary" disabled={!project} loading={trial.isPending} onClick={() => project && trial.mutate(project)}>{t('try.run')}</Button>
      </div>
      <Refused error={trial.error} />
      {result && (
        <div aria-live="polite">
          <p>
            <b>{result.tooCostly ? t('try.costly') : t(result.holds ? 'try.holds' : 'try.not')}</b>
            {' '}<span className="muted">{t('try.gave')} <code>{shown(result.value)}</code></span>
          </p>
          <table className="rule-trace">
            <thead><tr><th scope="col">{t('try.path')}</th><th scope="col">{t('try.read')}</th></tr></thead>
            <tbody>
              {result.reads.map((each) => (
                <tr key={each.path}>
                  <td><code>{each.path}</code></td>
                  <td>{each.value === null ? <span className="muted">{t('try.absent')}</span> : <code>{shown(each.value)}</code>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
