import { useState } from 'react';
import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { newId } from '@/api/commands';
import type { ScoreSheetView } from '@/api/types';
import { errorSentence } from '@/ui/sentences';
import { deskKey, sheetKey, submitSheet } from './queries';

type Result = 'done' | { error: unknown };

/** Submits every complete sheet, after showing which with which score; each answer stands at its sheet. */
export function SubmitAll({ desk, sheets }: { desk: string; sheets: readonly ScoreSheetView[] }) {
  const { t } = useTranslation('reviews');
  const { t: any } = useTranslation();
  const client = useQueryClient();
  const [list, setList] = useState<readonly ScoreSheetView[] | null>(null);
  const [results, setResults] = useState<Record<string, Result>>({});
  const [busy, setBusy] = useState(false);
  const run = async (all: readonly ScoreSheetView[]) => {
    setBusy(true);
    for (const sheet of all.filter((each) => results[each.project] !== 'done')) {
      try {
        const after = await submitSheet({ desk, project: sheet.project, content: sheet.content }, newId());
        client.setQueryData(sheetKey(desk, sheet.project), after);
        setResults((now) => ({ ...now, [sheet.project]: 'done' }));
      } catch (error) {
        setResults((now) => ({ ...now, [sheet.project]: { error } }));
      }
    }
    void client.invalidateQueries({ queryKey: deskKey(desk), exact: true });
    void client.invalidateQueries({ queryKey: ['review_desk', 'list'] });
    setBusy(false);
  };
  const over = list?.every((sheet) => results[sheet.project] === 'done') ?? false;
  return (
    <>
      <Button block disabled={sheets.length === 0} onClick={() => { setResults({}); setList(sheets); }}>
        {t('desk.submitAll', { count: sheets.length })}
      </Button>
      {list && (
        <Modal
          open title={t('desk.submitAllTitle', { count: list.length })} mask={{ closable: false }} confirmLoading={busy}
          okText={over ? any('confirm') : t('sheet.submit')} cancelText={any('cancel')}
          onCancel={() => setList(null)} onOk={() => { if (over) { setList(null); } else { void run(list); } }}
        >
          <p className="muted">{t('desk.submitAllHint')}</p>
          <ul className="plain-list submit-all">
            {list.map((sheet) => {
              const result = results[sheet.project];
              return (
                <li key={sheet.project}>
                  <span>{sheet.title}</span>
                  <b className="num">{sheet.score?.toFixed(2)}</b>
                  {result && (
                    <span className={result === 'done' ? 'small muted' : 'field-error'} role="status">
                      {result === 'done' ? t('desk.mark.submitted') : errorSentence(any, result.error)}
                    </span>
                  )}
                </li>
              );
            })}
          </ul>
        </Modal>
      )}
    </>
  );
}
