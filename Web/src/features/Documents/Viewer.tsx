import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { actingIdentity } from '@/api/acting';
import { paths } from '@/app/paths';
import { download } from '@/ui/download';
import { Page } from '@/ui/Page';
import { canShow } from '@/ui/reading/files';
import { Empty, Refused } from '@/ui/States';
import './documents.css';

const part = encodeURIComponent;

function Frame({ project, title, save, name, children }: {
  project: string; title: string; save: string; name: string; children: ReactNode;
}) {
  const { t } = useTranslation('documents');
  const [failure, setFailure] = useState<unknown>(null);
  return (
    <Page
      title={title}
      crumbs={[{ name: t('project'), to: paths.project(project) }]}
      actions={<button type="button" className="btn primary" onClick={() => void download(save, name).catch(setFailure)}>{t('save')}</button>}
    >
      <Refused error={failure} />
      <section className="panel viewer">{children}</section>
    </Page>
  );
}

/** A form as it stands on paper; the browser's own viewer zooms, searches and prints. */
export function FormViewer() {
  const { t } = useTranslation('documents');
  const { project = '', form = '' } = useParams();
  const address = `/api/v1/projects/${part(project)}/forms/${part(form)}/pdf`;
  return (
    <Frame project={project} title={t('printView')} save={address} name={`${form}.pdf`}>
      <iframe src={`${address}?identity=${part(actingIdentity())}`} title={t('printView')} />
    </Frame>
  );
}

/** A file of a project: PDF and images in the page, others to be saved. */
export function FileViewer() {
  const { t } = useTranslation('documents');
  const { project = '', file = '' } = useParams();
  const name = useSearchParams()[0].get('name') ?? t('file');
  const address = `/api/v1/projects/${part(project)}/files/${part(file)}/preview`;
  const source = `${address}?identity=${part(actingIdentity())}`;
  return (
    <Frame project={project} title={name} save={address} name={name}>
      {/\.pdf$/i.test(name) && <iframe src={source} title={name} />}
      {/\.(png|jpe?g)$/i.test(name) && <img src={source} alt={name} />}
      {!canShow(name) && <Empty title={t('notShown')} hint={t('notShownHint')} />}
    </Frame>
  );
}
