import { useState } from 'react';
import { App, Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '@/api/commands';
import type { ReviewDeskView } from '@/api/types';
import { Refused } from '@/ui/States';
import { minuteOf } from '@/ui/time';
import { useWords } from '@/ui/words';
import { acceptReview, declineReview, deskKey, signCommitment } from './queries';
import { ReasonDialog } from './ReasonDialog';

const may = (desk: ReviewDeskView, action: string) => desk.allowed.some((allowed) => allowed.action === action);

function useDeskKept() {
  const client = useQueryClient();
  return (desk: ReviewDeskView) => {
    client.setQueryData(deskKey(desk.id), desk);
    void client.invalidateQueries({ queryKey: ['review_desk', 'list'] });
  };
}

/** Declines the invitation or what is left of the work, with the reason. */
export function Decline({ desk }: { desk: ReviewDeskView }) {
  const { t } = useTranslation('reviews');
  const { message } = App.useApp();
  const kept = useDeskKept();
  const [open, setOpen] = useState(false);
  const decline = useCommand(declineReview, {
    onSuccess: (after) => {
      kept(after);
      setOpen(false);
      void message.success(t('desk.declined'));
    },
  });
  if (!may(desk, 'decline')) {
    return null;
  }
  return (
    <>
      <Button onClick={() => { decline.reset(); setOpen(true); }}>{t('desk.decline')}</Button>
      {open && (
        <ReasonDialog
          title={t('desk.decline')} ok={t('desk.decline')} hint={t('desk.declineHint')} danger busy={decline.isPending} error={decline.error}
          onReason={(reason) => decline.mutate({ id: desk.id, reason })} onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

function Accept({ desk }: { desk: ReviewDeskView }) {
  const { t } = useTranslation('reviews');
  const kept = useDeskKept();
  const accept = useCommand(acceptReview, { onSuccess: kept });
  return (
    <section className="panel narrow-panel">
      <h2>{t('desk.invited')}</h2>
      <p>{t('desk.invitedHint', { count: desk.sheets.length, closes: desk.closes })}</p>
      <ol className="desk-titles">{desk.sheets.map((sheet) => <li key={sheet.project}>{sheet.title}</li>)}</ol>
      <p className="muted">{t('desk.interestHint')}</p>
      <Refused error={accept.error} />
      <div className="row">
        <Button type="primary" loading={accept.isPending} onClick={() => accept.mutate({ id: desk.id })}>{t('desk.accept')}</Button>
        <Decline desk={desk} />
      </div>
    </section>
  );
}

function Commitment({ desk }: { desk: ReviewDeskView }) {
  const { t } = useTranslation('reviews');
  const words = useWords();
  const kept = useDeskKept();
  const [agreed, setAgreed] = useState(false);
  const sign = useCommand(signCommitment, { onSuccess: kept });
  return (
    <section className="panel narrow-panel">
      <h2>{t('desk.commitment')}</h2>
      <p className="prose commitment">{words(desk.commitment)}</p>
      <Refused error={sign.error} />
      <Checkbox checked={agreed} onChange={(event) => setAgreed(event.target.checked)}>{t('desk.agree')}</Checkbox>
      <p className="muted small">{t('desk.signHint')}</p>
      <div className="row">
        <Button type="primary" disabled={!agreed} loading={sign.isPending} onClick={() => sign.mutate({ id: desk.id })}>{t('desk.sign')}</Button>
        <Decline desk={desk} />
      </div>
    </section>
  );
}

/** What stands before the material opens, or after the desk is over. */
export function BeforeWork({ desk }: { desk: ReviewDeskView }) {
  const { t } = useTranslation('reviews');
  if (may(desk, 'accept')) {
    return <Accept desk={desk} />;
  }
  if (may(desk, 'sign')) {
    return <Commitment desk={desk} />;
  }
  return (
    <section className="panel narrow-panel">
      <h2>{t(`desk.over.${desk.status}.title`)}</h2>
      <p className="muted">{t(`desk.over.${desk.status}.hint`)}</p>
      {desk.signedAt && <p className="small muted">{t('desk.signedAt', { at: minuteOf(desk.signedAt) })}</p>}
    </section>
  );
}
