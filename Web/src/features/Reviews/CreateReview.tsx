import { useState } from 'react';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCommand } from '@/api/commands';
import { paths } from '@/app/paths';
import { placeErrors } from '@/ui/formErrors';
import { Page } from '@/ui/Page';
import { Refused } from '@/ui/States';
import { useUrlState } from '@/ui/urlState';
import { useWords } from '@/ui/words';
import { PickProjects } from './PickProjects';
import { PlanFields, planOf, type TypedPlan } from './PlanFields';
import { createRound, useCalls, useDefinition, useHeldStages, useRoundKept } from './rounds';

interface Typed {
  title: string;
  call: string;
  stage: string;
  projects: string[] | null;
  plan: TypedPlan;
}

/** A new round over the projects of a call that stand in one of one's own stages. */
export function CreateReview() {
  const { t } = useTranslation('reviews');
  const { t: shell } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const kept = useRoundKept();
  const [form] = Form.useForm<Typed>();
  const [{ call, stage }, change] = useUrlState({ call: '', stage: '' });
  const calls = useCalls();
  const stages = useHeldStages(call);
  const definition = useDefinition(call);
  const [left, setLeft] = useState<unknown>(null);
  const create = useCommand(createRound, {
    onError: (error) => setLeft(placeErrors(form, shell, error)),
    onSuccess: (round) => {
      kept(round);
      void navigate(paths.review(round.id));
    },
  });
  const missing = [{ required: true, message: shell('missing') }];
  const held = (stages.data ?? []).filter((each) => each.count > 0);
  return (
    <Page title={t('round.create')} crumbs={[{ name: t('round.list'), to: paths.reviews() }]}>
      <div className="panel" style={{ maxWidth: 760 }}>
        <Refused error={left} />
        <Form<Typed>
          form={form} layout="vertical" style={{ marginTop: 8 }}
          initialValues={{
            call: call || undefined, stage: stage || undefined, projects: null,
            plan: { sheetsPerProject: 5, blind: true, groupRecusal: true },
          }}
          onFinish={({ plan, projects, ...typed }) =>
            create.mutate({ ...typed, title: typed.title.trim(), projects: projects ?? [], plan: planOf(plan) })}
        >
          <Form.Item name="call" label={t('round.call')} rules={missing}>
            <Select
              showSearch={{ optionFilterProp: 'label' }} loading={calls.isPending}
              options={(calls.data?.items ?? []).map((each) => ({ value: each.id, label: each.title }))}
              onChange={(chosen: string) => {
                form.setFieldsValue({ stage: undefined, projects: null });
                form.resetFields([['plan', 'sheet']]);
                change({ call: chosen, stage: '' });
              }}
            />
          </Form.Item>
          <Form.Item
            name="stage" label={t('round.stage')} rules={missing}
            extra={call && stages.data && held.length === 0 ? t('round.noStage') : t('round.stageHint')}
          >
            <Select
              disabled={!call} loading={stages.isFetching}
              onChange={(chosen: string) => {
                form.setFieldsValue({ projects: null });
                change({ stage: chosen });
              }}
              options={held.map((each) => ({ value: each.stage, label: t('round.stageOf', { stage: words(each.stageName), count: each.count }) }))}
            />
          </Form.Item>
          {call && stage && (
            <Form.Item
              name="projects" label={t('round.projects')}
              rules={[{ validator: (_, some: string[] | null) => (some?.length === 0 ? Promise.reject(new Error(t('round.noProjects'))) : Promise.resolve()) }]}
            >
              <PickProjects call={call} stage={stage} />
            </Form.Item>
          )}
          <Form.Item name="title" label={t('round.title')} rules={[...missing, { min: 4, max: 120, message: t('round.titleLength') }]}>
            <Input maxLength={120} showCount />
          </Form.Item>
          <PlanFields definition={definition.data} />
          <Button type="primary" htmlType="submit" loading={create.isPending}>{t('round.createNow')}</Button>
        </Form>
      </div>
    </Page>
  );
}
