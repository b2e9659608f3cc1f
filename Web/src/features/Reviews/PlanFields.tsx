import { DatePicker, Form, InputNumber, Select, Switch } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { ReviewPlan } from '@/api/types';
import { staysInForm } from '@/ui/staysInForm';
import { useWords } from '@/ui/words';
import type { Definition } from './rounds';

/** The plan as it is typed: the period is one field. */
export interface TypedPlan {
  sheet: string;
  sheetsPerProject: number;
  blind: boolean;
  groupRecusal: boolean;
  period: [Dayjs, Dayjs];
}

export const planOf = ({ sheet, sheetsPerProject, blind, groupRecusal, period }: TypedPlan): ReviewPlan => ({
  sheet, sheetsPerProject, blind, groupRecusal, opens: period[0].format('YYYY-MM-DD'), closes: period[1].format('YYYY-MM-DD'),
});

export const typedOf = ({ opens, closes, groupRecusal, ...plan }: ReviewPlan): TypedPlan => ({
  ...plan, groupRecusal: groupRecusal ?? false, period: [dayjs(opens), dayjs(closes)],
});

/** Which sheet, how many of them, when, and whether the applicants are hidden. */
export function PlanFields({ definition }: { definition: Definition | undefined }) {
  const { t } = useTranslation('reviews');
  const { t: shell } = useTranslation();
  const words = useWords();
  const missing = [{ required: true, message: shell('missing') }];
  return (
    <>
      <Form.Item name={['plan', 'sheet']} label={t('round.sheet')} rules={missing}>
        <Select
          disabled={!definition} notFoundContent={t('round.noSheet')}
          options={(definition?.sheets ?? []).map((sheet) => ({ value: sheet.id, label: words(sheet.name) }))}
        />
      </Form.Item>
      <Form.Item name={['plan', 'sheetsPerProject']} label={t('round.sheetsEach')} rules={missing} extra={t('round.sheetsHint')}>
        <InputNumber min={1} max={21} precision={0} />
      </Form.Item>
      <Form.Item name={['plan', 'period']} label={t('round.period')} rules={missing} extra={t('round.periodHint')}>
        <DatePicker.RangePicker aria-label={t('round.period')} style={{ maxWidth: '100%' }} onKeyDown={staysInForm} />
      </Form.Item>
      <Form.Item name={['plan', 'blind']} label={t('round.blind')} valuePropName="checked" extra={t('round.blindHint')}>
        <Switch />
      </Form.Item>
      <Form.Item name={['plan', 'groupRecusal']} label={t('round.groupRecusal')} valuePropName="checked" extra={t('round.groupRecusalHint')}>
        <Switch />
      </Form.Item>
    </>
  );
}
