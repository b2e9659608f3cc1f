import { DatePicker, Form, Input, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '@/api/commands';
import type { CallView } from '@/api/types';
import { FormDialog } from '@/ui/FormDialog';
import { staysInForm } from '@/ui/staysInForm';
import { clockOf, dayOf } from '@/ui/time';
import { extendCall, postNotice } from './queries';

interface Shape {
  call: CallView;
  onClose: () => void;
}

function useUpdated(onClose: () => void) {
  const client = useQueryClient();
  return (call: CallView) => {
    client.setQueryData(['call', call.id], call);
    void client.invalidateQueries({ queryKey: ['call', 'list'] });
    onClose();
  };
}

/** Moves the closing of a published call; the reason is made public. */
export function ExtendDialog({ call, onClose }: Shape) {
  const { t } = useTranslation('calls');
  const extend = useCommand(extendCall, { onSuccess: useUpdated(onClose) });
  const missing = [{ required: true, message: t('form.missing') }];
  return (
    <FormDialog id="extend" title={t('extend')} busy={extend.isPending} error={extend.error} onClose={onClose}>
      <Form<{ closes: Dayjs; closesAt: Dayjs; reason: string }>
        id="extend" layout="vertical"
        initialValues={{ closes: dayjs(dayOf(call.closes)), closesAt: dayjs(`2000-01-01T${clockOf(call.closes)}`) }}
        onFinish={({ closes, closesAt, reason }) => extend.mutate({
          id: call.id, version: call.version, closes: closes.format('YYYY-MM-DD'), closesAt: closesAt.format('HH:mm:ss'), reason,
        })}
      >
        <div className="row">
          <Form.Item name="closes" label={t('form.closes')} rules={missing}><DatePicker onKeyDown={staysInForm} /></Form.Item>
          <Form.Item name="closesAt" label={t('form.closesAt')} rules={missing}><TimePicker format="HH:mm" minuteStep={5} /></Form.Item>
        </div>
        <Form.Item name="reason" label={t('form.reason')} rules={missing} extra={t('form.reasonHint')}>
          <Input.TextArea rows={3} maxLength={1000} showCount />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}

/** Posts a public notice under the call. */
export function NoticeDialog({ call, onClose }: Shape) {
  const { t } = useTranslation('calls');
  const post = useCommand(postNotice, { onSuccess: useUpdated(onClose) });
  const missing = [{ required: true, whitespace: true, message: t('form.missing') }];
  return (
    <FormDialog id="notice" title={t('post')} busy={post.isPending} error={post.error} onClose={onClose}>
      <Form<{ title: string; text: string }>
        id="notice" layout="vertical"
        onFinish={({ title, text }) => post.mutate({ id: call.id, version: call.version, title, text })}
      >
        <Form.Item name="title" label={t('form.noticeTitle')} rules={missing}><Input maxLength={120} /></Form.Item>
        <Form.Item name="text" label={t('form.text')} rules={missing}>
          <Input.TextArea rows={6} maxLength={5000} showCount />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
