import { App, Button, DatePicker, Form, Input, InputNumber, Select, TimePicker } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '@/api/commands';
import type { CallView } from '@/api/types';
import { Refused } from '@/ui/States';
import { staysInForm } from '@/ui/staysInForm';
import { dayOf, clockOf } from '@/ui/time';
import { useWords } from '@/ui/words';
import { BlockFields, blocksOf, typedOf, type TypedBlock } from './Blocks';
import { draftCall, useProgrammes } from './queries';

interface Typed {
  programme: string;
  title: string;
  year: number;
  summary: string;
  guideline: { heading: string; text: string }[];
  opens: Dayjs;
  closes: Dayjs;
  closesAt: Dayjs;
  entityCap: number | null;
  contact: string;
  blocks: TypedBlock[];
}

function initialOf(call: CallView | null): Partial<Typed> {
  if (!call) {
    return { year: Number(dayOf(new Date()).slice(0, 4)), guideline: [{ heading: '', text: '' }], closesAt: dayjs('17:00', 'HH:mm'), entityCap: null, blocks: [] };
  }
  return {
    ...call,
    blocks: typedOf(call.blocks),
    guideline: call.guideline.map((chapter) => ({ ...chapter })),
    opens: dayjs(dayOf(call.opens)),
    closes: dayjs(dayOf(call.closes)),
    closesAt: dayjs(`2000-01-01T${clockOf(call.closes)}`),
  };
}

function Guideline() {
  const { t } = useTranslation('calls');
  const missing = [{ required: true, whitespace: true, message: t('form.missing') }];
  return (
    <Form.List name="guideline">
      {(chapters, { add, remove }) => (
        <div className="stack">
          {chapters.map(({ key, name }, at) => (
            <div key={key} className="band plain" style={{ background: '#fafbfd' }}>
              <div className="row" style={{ alignItems: 'flex-start', flexWrap: 'nowrap' }}>
                <Form.Item name={[name, 'heading']} label={t('form.heading', { number: at + 1 })} rules={missing} style={{ flex: 1 }}>
                  <Input maxLength={120} />
                </Form.Item>
                <Button
                  type="text" icon={<DeleteOutlined />} aria-label={t('form.removeChapter', { number: at + 1 })}
                  disabled={chapters.length === 1} onClick={() => remove(name)} style={{ marginTop: 30 }}
                />
              </div>
              <Form.Item name={[name, 'text']} label={t('form.text')} rules={missing} style={{ marginBottom: 4 }}>
                <Input.TextArea autoSize={{ minRows: 3, maxRows: 16 }} maxLength={20_000} />
              </Form.Item>
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({ heading: '', text: '' })}>{t('form.addChapter')}</Button>
        </div>
      )}
    </Form.List>
  );
}

/** Drafts a call, or rewrites its draft. */
export function CallForm({ call, onSaved }: { call: CallView | null; onSaved: (call: CallView) => void }) {
  const { t } = useTranslation('calls');
  const words = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const programmes = useProgrammes();
  const save = useCommand(draftCall, {
    onSuccess: (saved) => {
      client.setQueryData(['call', saved.id], saved);
      void client.invalidateQueries({ queryKey: ['call', 'list'] });
      void message.success(t('saved'));
      onSaved(saved);
    },
  });
  const missing = [{ required: true, message: t('form.missing') }];
  const finish = (typed: Typed) => save.mutate({
    id: call?.id ?? null,
    version: call?.version,
    draft: {
      programme: typed.programme,
      title: typed.title.trim(),
      year: typed.year,
      summary: typed.summary.trim(),
      guideline: typed.guideline.map(({ heading, text }) => ({ heading: heading.trim(), text: text.trim() })),
      opens: typed.opens.format('YYYY-MM-DD'),
      closes: typed.closes.format('YYYY-MM-DD'),
      closesAt: typed.closesAt.format('HH:mm:ss'),
      entityCap: typed.entityCap ?? null,
      contact: typed.contact.trim(),
      blocks: typed.blocks.length > 0 ? blocksOf(typed.blocks) : null,
    },
  });
  return (
    <Form<Typed> layout="vertical" initialValues={initialOf(call)} onFinish={finish} scrollToFirstError className="stack">
      <section className="panel">
        <div className="call-fields">
          <Form.Item name="title" label={t('form.title')} rules={[...missing, { min: 4, max: 120, message: t('form.titleLength') }]}>
            <Input maxLength={120} showCount />
          </Form.Item>
          <Form.Item name="programme" label={t('programme')} rules={missing}>
            <Select
              loading={programmes.isLoading}
              options={programmes.data?.items
                .filter((each) => each.state === 'published' || each.state === 'suspended')
                .map((each) => ({ value: each.id, label: words(each.name) }))}
            />
          </Form.Item>
          <div className="row" style={{ alignItems: 'flex-start' }}>
            <Form.Item name="year" label={t('form.year')} rules={missing}><InputNumber min={2000} max={2100} /></Form.Item>
            <Form.Item name="opens" label={t('form.opens')} rules={missing}><DatePicker onKeyDown={staysInForm} /></Form.Item>
            <Form.Item name="closes" label={t('form.closes')} rules={missing}><DatePicker onKeyDown={staysInForm} /></Form.Item>
            <Form.Item name="closesAt" label={t('form.closesAt')} rules={missing}><TimePicker format="HH:mm" minuteStep={5} /></Form.Item>
            <Form.Item name="entityCap" label={t('cap')} extra={t('form.capHint')}><InputNumber min={1} max={10_000} /></Form.Item>
          </div>
          <Form.Item name="summary" label={t('form.summary')} rules={missing}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} showCount />
          </Form.Item>
          <Form.Item name="contact" label={t('contact')} rules={missing}><Input maxLength={200} /></Form.Item>
        </div>
      </section>
      <section className="panel">
        <h2>{t('guideline')}</h2>
        <Guideline />
      </section>
      <section className="panel">
        <h2>{t('block.title')}</h2>
        <p className="small muted">{t('block.hint')}</p>
        <BlockFields />
      </section>
      <Refused error={save.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={save.isPending}>{t('saveDraft')}</Button>
      </div>
    </Form>
  );
}
