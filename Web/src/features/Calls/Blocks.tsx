import { Button, Checkbox, Form, Input, InputNumber } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCommand } from '@/api/commands';
import type { CallBlock, CallView } from '@/api/types';
import { EntityPicker } from '@/ui/EntityPicker';
import { FormDialog } from '@/ui/FormDialog';
import { Money } from '@/ui/Money';
import { Status } from '@/ui/Status';
import { setBlocks } from './queries';

const FEN_PER_WAN = 1_000_000;

export interface TypedBlock {
  unit: CallBlock['unit'];
  places: number;
  wan: number;
  delegated: boolean;
}

export const typedOf = (blocks: readonly CallBlock[]): TypedBlock[] =>
  blocks.map(({ fen, ...block }) => ({ ...block, wan: fen / FEN_PER_WAN }));

export const blocksOf = (typed: readonly TypedBlock[]): CallBlock[] =>
  typed.map(({ wan, ...block }) => ({ ...block, fen: Math.round(wan * FEN_PER_WAN) }));

/** What recommending units get: places, a block of funds, and whether they decide themselves. */
export function BlockFields() {
  const { t } = useTranslation('calls');
  const missing = [{ required: true, message: t('form.missing') }];
  return (
    <Form.List name="blocks">
      {(blocks, { add, remove }) => (
        <div className="stack">
          {blocks.map(({ key, name }, at) => (
            <div key={key} className="row" style={{ alignItems: 'flex-end' }}>
              <Form.Item name={[name, 'unit']} label={t('block.unit')} rules={missing} style={{ flex: '1 1 220px', marginBottom: 0 }}>
                <EntityPicker label={t('block.unitOf', { number: at + 1 })} />
              </Form.Item>
              <Form.Item name={[name, 'places']} label={t('block.places')} rules={missing} style={{ marginBottom: 0 }}>
                <InputNumber min={0} max={100_000} precision={0} />
              </Form.Item>
              <Form.Item name={[name, 'wan']} label={t('block.wan')} rules={missing} style={{ marginBottom: 0 }}>
                <InputNumber min={0} max={1_000_000} precision={6} />
              </Form.Item>
              <Form.Item name={[name, 'delegated']} valuePropName="checked" style={{ marginBottom: 0 }}>
                <Checkbox>{t('block.delegated')}</Checkbox>
              </Form.Item>
              <Button type="text" icon={<DeleteOutlined />} aria-label={t('block.remove', { number: at + 1 })} onClick={() => remove(name)} />
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({ places: 0, wan: 0, delegated: true })}>{t('block.add')}</Button>
        </div>
      )}
    </Form.List>
  );
}

/** Changes the blocks of a published call; the reason is made public. */
export function BlocksDialog({ call, onClose }: { call: CallView; onClose: () => void }) {
  const { t } = useTranslation('calls');
  const client = useQueryClient();
  const set = useCommand(setBlocks, {
    onSuccess: (changed) => {
      client.setQueryData(['call', call.id], changed);
      onClose();
    },
  });
  return (
    <FormDialog id="blocks" title={t('block.change')} busy={set.isPending} error={set.error} onClose={onClose}>
      <Form<{ blocks: TypedBlock[]; reason: string }>
        id="blocks" layout="vertical" initialValues={{ blocks: typedOf(call.blocks) }}
        onFinish={({ blocks, reason }) => set.mutate({ id: call.id, version: call.version, blocks: blocksOf(blocks), reason })}
      >
        <BlockFields />
        <Form.Item
          name="reason" label={t('block.reason')} extra={t('form.reasonHint')} style={{ marginTop: 16 }}
          rules={[{ required: true, whitespace: true, message: t('form.missing') }]}
        >
          <Input.TextArea rows={3} maxLength={1000} showCount />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}

/** The blocks of a call as anyone reads them. */
export function Blocks({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  if (call.blocks.length === 0) {
    return null;
  }
  return (
    <section className="panel">
      <h2>{t('block.title')}</h2>
      <div className="reading-rows">
        <table>
          <thead><tr><th>{t('block.unit')}</th><th className="right">{t('block.places')}</th><th className="right">{t('block.wan')}</th><th>{t('state')}</th></tr></thead>
          <tbody>
            {call.blocks.map((block) => (
              <tr key={block.unit.id}>
                <td>{block.unit.name}</td>
                <td className="right num">{block.places}</td>
                <td className="right"><Money fen={block.fen} /></td>
                <td><Status tone={block.delegated ? 'good' : 'off'}>{t(block.delegated ? 'block.decides' : 'block.withdrawn')}</Status></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
