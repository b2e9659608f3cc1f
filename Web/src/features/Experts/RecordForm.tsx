import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommand } from '@/api/commands';
import type { ExpertView, Recusal } from '@/api/types';
import { Refused } from '@/ui/States';
import { DisciplinePicker } from '@/ui/DisciplinePicker';
import { RecusalRows } from './RecusalRows';
import { saveRecord } from './queries';

const mostDisciplines = 5;

interface Typed {
  title: string;
  disciplines: string[];
  keywords: string[];
  recusals?: { kind: string; who?: Pick<Recusal, 'id' | 'name'>; why: string }[];
}

function typedOf(known: ExpertView | null): Typed {
  return {
    title: known?.title ?? '',
    disciplines: known?.disciplines.map((discipline) => discipline.code) ?? [],
    keywords: known ? [...known.keywords] : [],
    recusals: known?.recusals.map(({ kind, id, name, why }) => ({ kind, who: { id, name }, why })) ?? [],
  };
}

/** The record as its expert writes it: to apply, to apply again, or to change it. */
export function RecordForm({ known, onSaved }: { known: ExpertView | null; onSaved: (saved: ExpertView) => void }) {
  const { t } = useTranslation('experts');
  const save = useCommand(saveRecord, { onSuccess: onSaved });
  const missing = [{ required: true, message: t('missing') }];
  const again = known?.allowed.some((allowed) => allowed.action === 'apply') ?? true;
  return (
    <div className="panel" style={{ maxWidth: 820 }}>
      <Refused error={save.error} />
      <Form<Typed>
        layout="vertical" initialValues={typedOf(known)} style={{ marginTop: 12 }}
        onFinish={(typed) => save.mutate({
          known,
          record: {
            title: typed.title,
            disciplines: typed.disciplines,
            keywords: typed.keywords,
            recusals: (typed.recusals ?? []).filter((row) => row.who?.name)
              .map(({ kind, who, why }) => ({ kind, id: who?.id ?? '', name: who?.name ?? '', why: why ?? '' })),
          },
        })}
      >
        <Form.Item name="title" label={t('title')} rules={missing}>
          <Input maxLength={60} placeholder={t('titlePlaceholder')} style={{ maxWidth: 320 }} />
        </Form.Item>
        <Form.Item name="disciplines" label={t('disciplines')} rules={missing} extra={t('disciplinesHint')}>
          <DisciplinePicker label={t('disciplines')} most={mostDisciplines} names={known?.disciplines} />
        </Form.Item>
        <Form.Item name="keywords" label={t('keywords')} rules={missing} extra={t('keywordsHint')}>
          <Select mode="tags" open={false} suffixIcon={null} maxCount={10} tokenSeparators={['，', ',', '；', ';', '、']} />
        </Form.Item>
        <Form.Item label={t('recusals')} extra={t('recusalsHint')}><RecusalRows /></Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>{again ? t('apply') : t('save')}</Button>
      </Form>
    </div>
  );
}
