import { useState } from 'react';
import { App, Checkbox, Input, Modal } from 'antd';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCommand } from '@/api/commands';
import { ProblemError } from '@/api/problem';
import type { Allowed, ProjectView } from '@/api/types';
import { paths } from '@/app/paths';
import { Loading, Refused } from '@/ui/States';
import { sentence } from '@/ui/sentences';
import { useWords } from '@/ui/words';
import type { Ui } from '@/ui/reading/fieldKinds';
import { nameAt } from './findings';
import { actOnTask, readForm, useForm } from './queries';

const MOST = 2_000;

function Sections({ project, chosen, onChange }: {
  project: ProjectView; chosen: readonly string[]; onChange: (sections: string[]) => void;
}) {
  const { t } = useTranslation('projects');
  const words = useWords();
  const forms = useQueries({
    queries: project.forms.map((form) => ({
      queryKey: ['project', project.id, 'form', form.id], queryFn: () => readForm(project.id, form.id),
    })),
  });
  if (forms.some((form) => form.isPending)) {
    return <Loading lines={3} />;
  }
  return (
    <fieldset className="choices">
      <legend>{t('act.sections')}</legend>
      <p className="small muted">{t('act.sectionsHint')}</p>
      <Checkbox.Group value={[...chosen]} onChange={onChange}>
        <div className="stack" style={{ gap: 4 }}>
          {forms.flatMap((form) => (form.data?.sections ?? []).map((section) => (
            <Checkbox key={`${form.data?.id}/${section.id}`} value={`${form.data?.id}/${section.id}`}>{words(section.name)}</Checkbox>
          )))}
        </div>
      </Checkbox.Group>
    </fieldset>
  );
}

/** What is missing, each line a way to its field. */
function Missing({ project, error }: { project: ProjectView; error: unknown }) {
  const { t: any } = useTranslation();
  const words = useWords();
  const form = (error instanceof ProblemError ? error.problem.args.form : undefined) ?? '';
  const sections = useForm(project.id, form).data?.sections ?? [];
  if (!(error instanceof ProblemError) || form === '') {
    return <Refused error={error} />;
  }
  const placeOf = (section: string | undefined, field: string) => {
    const found = sections.find((each) => each.id === section);
    return found ? [words(found.name), field && nameAt(found.ui as Ui, field, words)].filter(Boolean).join(' · ') : '';
  };
  return (
    <div className="band bad" role="alert">
      {sentence(any, error.problem, error.problem.status)}
      <ul className="missing">
        {error.problem.details.map((detail, at) => {
          const [section, ...rest] = (detail.field ?? '').split('/');
          const to = section && `${paths.form(project.id, form, section)}?check=yes&field=${encodeURIComponent(rest.join('/'))}`;
          const place = placeOf(section, rest.join('/'));
          const text = `${place ? `${place}：` : ''}${sentence(any, detail)}`;
          return <li key={at}>{to ? <Link to={to}>{text}</Link> : text}</li>;
        })}
      </ul>
    </div>
  );
}

function Next({ project, allowed }: { project: ProjectView; allowed: Allowed }) {
  const { t } = useTranslation('projects');
  const words = useWords();
  return (
    <div className="band plain">
      {allowed.next ? t('act.next', { stage: words(allowed.next) }) : t('act.nextNone')}
      {allowed.submits && (
        <ul>
          <li>{t('act.freezes')}</li>
          <li>{t('act.sees', { unit: [project.entity.name, project.recommendingUnit?.name].filter(Boolean).join('、') })}</li>
          <li>{t('act.counts')}</li>
        </ul>
      )}
    </div>
  );
}

/** Takes an action: what happens next, the opinion where one is asked for, for returns the sections to correct. */
export function ActionDialog({ project, allowed, task, onClose }: {
  project: ProjectView; allowed: Allowed; task: string; onClose: () => void;
}) {
  const { t } = useTranslation('projects');
  const { t: any } = useTranslation();
  const words = useWords();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [opinion, setOpinion] = useState('');
  const [sections, setSections] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const act = useCommand(actOnTask, {
    onSuccess: (after) => {
      client.setQueryData(['project', project.id], after);
      void client.invalidateQueries({ queryKey: ['project'] });
      void client.invalidateQueries({ queryKey: ['me'] });
      void message.success(t('act.done', { action: words(allowed.name) }));
      onClose();
    },
  });
  const missing = allowed.opinion === 'required' && opinion.trim() === '';
  const submit = () => {
    setTried(true);
    if (!missing) {
      act.mutate({
        id: project.id, version: project.version, task, action: allowed.action, opinion: opinion.trim() || null,
        sections: allowed.asksSections ? sections : [],
      });
    }
  };
  return (
    <Modal
      open title={`${words(allowed.name)} · ${project.title}`} onCancel={onClose} onOk={submit} confirmLoading={act.isPending}
      okText={words(allowed.name)} cancelText={any('cancel')} mask={{ closable: false }} width={620}
    >
      <div className="stack" style={{ gap: '.9rem' }}>
        <Next project={project} allowed={allowed} />
        {allowed.opinion !== 'none' && (
          <label className="field">
            <span>{t('act.opinion')}{allowed.opinion === 'required' && <span className="required">{t('requiredMark')}</span>}</span>
            <Input.TextArea
              rows={4} maxLength={MOST} showCount value={opinion} status={tried && missing ? 'error' : undefined} autoFocus
              onChange={(event) => setOpinion(event.target.value)}
            />
            {tried && missing && <span className="field-error" role="alert">{t('act.opinionMissing')}</span>}
          </label>
        )}
        {allowed.asksSections && <Sections project={project} chosen={sections} onChange={setSections} />}
        <Missing project={project} error={act.error} />
      </div>
    </Modal>
  );
}
