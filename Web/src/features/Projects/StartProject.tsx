import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '@/api/commands';
import { useActingIdentity, useMay } from '@/api/session';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Empty, Loaded, Refused } from '@/ui/States';
import { useUrlState } from '@/ui/urlState';
import { Deadline } from '@/ui/When';
import { startProject, useCallOf } from './queries';

/** Starts a project in an open call; the acting identity's person leads it, its organisation applies. */
export function StartProject() {
  const { t } = useTranslation('projects');
  const { t: shell } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const may = useMay();
  const identity = useActingIdentity();
  const [{ call: id }] = useUrlState({ call: '' });
  const call = useCallOf(id);
  const start = useCommand(startProject, {
    onSuccess: (project) => {
      client.setQueryData(['project', project.id], project);
      void client.invalidateQueries({ queryKey: ['me'] });
      const form = project.forms.find((each) => each.editable);
      void navigate(form ? paths.form(project.id, form.id) : paths.project(project.id), { replace: true });
    },
  });
  const crumbs = [{ name: shell('nav.tasks'), to: paths.tasks() }];
  if (!may('project.start') || !identity) {
    return (
      <Page title={t('start.title')} crumbs={crumbs}>
        <div className="panel"><Empty title={t('start.notHere')} hint={t('start.notHereHint')} /></div>
      </Page>
    );
  }
  if (id === '') {
    return (
      <Page title={t('start.title')} crumbs={crumbs}>
        <div className="panel">
          <Empty title={t('start.noCall')} hint={t('start.noCallHint')}>
            <Link className="btn primary" to={paths.calls({ status: 'open' })}>{t('toCalls')}</Link>
          </Empty>
        </div>
      </Page>
    );
  }
  return (
    <Page title={t('start.title')} crumbs={crumbs}>
      <Loaded query={call}>
        {(found) => (
          <div className="panel" style={{ maxWidth: 720 }}>
            <dl className="facts" style={{ marginBottom: 16 }}>
              <div><dt>{t('column.call')}</dt><dd><Link to={paths.call(found.id)}>{found.title}</Link></dd></div>
              <div><dt>{t('column.entity')}</dt><dd>{identity.organisation.name}</dd></div>
              <div><dt>{t('closing')}</dt><dd><Deadline at={found.closes} /></dd></div>
            </dl>
            <Refused error={start.error} />
            <Form<{ title: string }>
              layout="vertical" style={{ marginTop: 12 }}
              onFinish={({ title }) => start.mutate({ call: found.id, title: title.trim(), entity: identity.organisation.id })}
            >
              <Form.Item
                name="title" label={t('column.title')} extra={t('start.titleHint')}
                rules={[{ required: true, whitespace: true, min: 4, max: 120, message: t('start.titleLength') }]}
              >
                <Input maxLength={120} showCount autoFocus />
              </Form.Item>
              <Button type="primary" htmlType="submit" loading={start.isPending}>{t('start.go')}</Button>
            </Form>
          </div>
        )}
      </Loaded>
    </Page>
  );
}
