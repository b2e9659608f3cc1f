import { useState } from 'react';
import { App, Button, Form, Input, Radio } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take, writing } from '@/api/client';
import { useCommand } from '@/api/commands';
import type { ObjectionView, ObjectionsView, ProjectView } from '@/api/types';
import { FormDialog } from '@/ui/FormDialog';
import { Empty, Loaded } from '@/ui/States';
import { Status, type Tone } from '@/ui/Status';
import { When } from '@/ui/When';
import { useWords } from '@/ui/words';

const MOST = 2_000;

interface Answering {
  project: string;
  objection: string;
  upheld: boolean;
  answer: string;
}

function answerObjection({ project, objection, ...body }: Answering, commandId: string): Promise<ProjectView> {
  return take(api.POST('/api/v1/projects/{id}/objections/{objection}/answer', {
    params: { path: { id: project, objection } }, body, headers: writing(commandId),
  }));
}

/** How an objection stands, as `publications:progress` names it. */
export function stateOf(objection: ObjectionView): 'open' | 'lapsed' | 'upheld' | 'dismissed' {
  return objection.upheld == null ? (objection.open ? 'open' : 'lapsed') : objection.upheld ? 'upheld' : 'dismissed';
}

const tones: Record<string, Tone> = { open: 'warn', lapsed: 'off', upheld: 'bad', dismissed: 'good' };

function AnswerDialog({ project, objection, upheld, onClose }: {
  project: ProjectView; objection: ObjectionView; upheld: ObjectionsView['upheld']; onClose: () => void;
}) {
  const { t } = useTranslation('publications');
  const words = useWords();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [now] = useState(() => Date.now());
  const isLate = project.due != null && new Date(project.due).getTime() <= now;
  const answer = useCommand(answerObjection, {
    onSuccess: (after) => {
      client.setQueryData(['project', project.id], after);
      void client.invalidateQueries({ queryKey: ['project'] });
      void client.invalidateQueries({ queryKey: ['me'] });
      void message.success(t('answering.sent'));
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('answering.answerOf', { number: objection.id })} ok={t('answering.answer')} busy={answer.isPending}
      error={answer.error} onClose={onClose} id="answer-objection"
    >
      <blockquote className="prose objection-text">{objection.text}</blockquote>
      <Form<{ upheld: boolean; answer: string }>
        id="answer-objection" layout="vertical"
        onFinish={(typed) => answer.mutate({
          project: project.id, objection: objection.id, upheld: typed.upheld, answer: typed.answer.trim(),
        })}
      >
        <Form.Item
          name="upheld" label={t('answering.conclusion')}
          rules={[{ required: true, message: t('answering.conclusionMissing') }]}
        >
          <Radio.Group>
            <div className="stack" style={{ gap: 6 }}>
              <Radio value={false}>{t(isLate ? 'answering.dismissLate' : 'answering.dismiss')}</Radio>
              <Radio value>{t('answering.uphold', { stage: words(upheld) })}</Radio>
            </div>
          </Radio.Group>
        </Form.Item>
        <Form.Item
          name="answer" label={t('answering.text')} extra={t('answering.textHint')}
          rules={[{ required: true, whitespace: true, message: t('answering.textMissing') }]}
        >
          <Input.TextArea rows={5} maxLength={MOST} showCount />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}

function Objection({ objection, onAnswer }: { objection: ObjectionView; onAnswer?: () => void }) {
  const { t } = useTranslation('publications');
  const words = useWords();
  const state = stateOf(objection);
  const told = state === 'open' ? t('answering.open') : state === 'lapsed' ? t('answering.lapsed') : t(`progress.${state}`);
  return (
    <li className="objection-item">
      <div className="spread">
        <span className="row">
          <b className="num">{objection.id}</b>
          <Status tone={tones[state] ?? 'plain'}>{told}</Status>
        </span>
        {onAnswer && (
          <Button type="primary" onClick={onAnswer} aria-label={t('answering.answerOf', { number: objection.id })}>
            {t('answering.answer')}
          </Button>
        )}
      </div>
      <dl className="facts">
        <div><dt>{t('answering.from')}</dt><dd>{objection.name ?? t('answering.anonymous')}</dd></div>
        <div><dt>{t('answering.contact')}</dt><dd>{objection.contact ?? t('answering.noContact')}</dd></div>
        <div><dt>{t('answering.at')}</dt><dd><When at={objection.at} /></dd></div>
        <div><dt>{t('answering.stage')}</dt><dd>{words(objection.stage)}</dd></div>
      </dl>
      <blockquote className="prose objection-text">{objection.text}</blockquote>
      {objection.answer && (
        <>
          <p className="small muted">{t('answering.by', { name: objection.answeredBy ?? '' })} <When at={objection.answeredAt} /></p>
          <blockquote className="prose objection-text">{objection.answer}</blockquote>
        </>
      )}
    </li>
  );
}

/** The objections to what was published of a project, for those who may read them; who answers can answer here. */
export function ObjectionsTab({ project }: { project: ProjectView }) {
  const { t } = useTranslation('publications');
  const [answering, setAnswering] = useState<ObjectionView | null>(null);
  const query = useQuery({
    queryKey: ['project', project.id, 'objections', project.version],
    queryFn: () => take(api.GET('/api/v1/projects/{id}/objections', { params: { path: { id: project.id } } })),
  });
  return (
    <Loaded query={query}>
      {(read) => (read.items.length === 0
        ? <Empty title={t('answering.none')} hint={t('answering.noneHint')} />
        : (
          <>
            <p className="muted small">{t('answering.secret')}</p>
            <ol className="objections">
              {read.items.map((objection) => (
                <Objection
                  key={objection.id} objection={objection}
                  onAnswer={objection.open && read.mayAnswer ? () => setAnswering(objection) : undefined}
                />
              ))}
            </ol>
            {answering && (
              <AnswerDialog
                project={project} objection={answering} upheld={read.upheld} onClose={() => setAnswering(null)}
              />
            )}
          </>
        ))}
    </Loaded>
  );
}
