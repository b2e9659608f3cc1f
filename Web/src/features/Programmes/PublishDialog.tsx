import { useState } from 'react';
import { Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '@/api/commands';
import { paths } from '@/app/paths';
import { Loaded, Refused } from '@/ui/States';
import { Differences } from './Differences';
import type { Finding } from './design/editing';
import type { Definition } from './model/definition';
import { publishDraft, useComparison, useRunning } from './queries';

/** Whoever is asked here may publish. */
const publishing = { allowed: [{ action: 'publish' }] };

/** Publishes the draft: what changes, who is concerned, and a note for those who read the history. */
export function PublishDialog({ programme, current, version, findings, definition, onClose, onFindings }: {
  programme: string;
  current: number;
  version: number;
  findings: readonly Finding[];
  definition: Definition;
  onClose: () => void;
  onFindings: () => void;
}) {
  const { t } = useTranslation('design');
  const client = useQueryClient();
  const navigate = useNavigate();
  const [done, setDone] = useState(false);
  // With the draft its comparison is gone; version 0 is compared with nothing.
  const comparison = useComparison(programme, done ? 0 : current, 'draft');
  const running = useRunning(programme, current, publishing);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const publish = useCommand(publishDraft, {
    onSuccess: () => {
      setDone(true);
      const predicate = (query: { queryKey: readonly unknown[] }) => !query.queryKey.includes('comparison');
      void client.invalidateQueries({ queryKey: ['programme'], predicate });
      void navigate(paths.programme(programme));
    },
  });
  const faults = findings.filter((finding) => !finding.warning).length;
  const short = note.trim().length < 2;
  return (
    <Modal
      open width={860} title={t('publish.title', { number: current + 1 })} okText={t('publish.ok')} cancelText={t('remove.cancel')} onCancel={onClose}
      okButtonProps={{ htmlType: 'submit', form: 'publish-form', disabled: faults > 0 }} confirmLoading={publish.isPending} mask={{ closable: false }} destroyOnHidden
    >
      <form
        id="publish-form" className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!short) {
            publish.mutate({ id: programme, version, note: note.trim() });
          }
        }}
      >
        <Refused error={publish.error} />
        {faults > 0 && (
          <div className="band bad" role="alert">
            {t('publish.faults', { count: faults })} <button type="button" className="linkish" onClick={onFindings}>{t('publish.see')}</button>
          </div>
        )}
        <p>{current === 0 ? t('publish.first') : t('publish.keep', { count: running.total ?? 0, number: current })}</p>
        <div className="field">
          <label htmlFor="publish-note">{t('publish.note')}</label>
          <Input.TextArea id="publish-note" rows={2} maxLength={500} showCount value={note} onChange={(event) => setNote(event.target.value)} />
          {tried && short && <span className="field-error" role="alert">{t('publish.noteShort')}</span>}
        </div>
        {current > 0 && (
          <div style={{ maxHeight: '40vh', overflow: 'auto' }} tabIndex={0} role="region" aria-label={t('publish.changes')}>
            <Loaded query={comparison} lines={3}>{(differences) => <Differences differences={differences} definition={definition} />}</Loaded>
          </div>
        )}
      </form>
    </Modal>
  );
}
