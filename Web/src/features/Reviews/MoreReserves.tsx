import { App, Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '@/api/commands';
import type { ReviewActivityView } from '@/api/types';
import { FormDialog } from '@/ui/FormDialog';
import { actOnRound, useRoundKept } from './rounds';

/** Draws more experts into the reserve of a group while the round is open. */
export function MoreReserves({ round, group, onClose }: { round: ReviewActivityView; group: string; onClose: () => void }) {
  const { t } = useTranslation('reviews');
  const { message } = App.useApp();
  const client = useQueryClient();
  const kept = useRoundKept();
  const name = round.groups.find((line) => line.id === group)?.name ?? '';
  const draw = useCommand(actOnRound, {
    onSuccess: (after) => {
      kept(after);
      void client.invalidateQueries({ queryKey: ['review_group'] });
      void message.success(t('progress.reservesDrawn'));
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('progress.moreReservesOf', { name })} ok={t('progress.drawReserves')} id="more-reserves" busy={draw.isPending}
      error={draw.error} onClose={onClose}
    >
      <Form<{ count: number }>
        id="more-reserves" layout="vertical" initialValues={{ count: 3 }}
        onFinish={({ count }) => draw.mutate({ id: round.id, act: 'reserves', group, reserves: count })}
      >
        <p className="muted prose">{t('progress.moreReservesHint')}</p>
        <Form.Item name="count" label={t('progress.reservesCount')} rules={[{ required: true }]}>
          <InputNumber min={1} max={50} precision={0} />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
