import { useState, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { actingIdentity } from '@/api/acting';
import { api, take } from '@/api/client';
import { openFile } from '@/api/files';
import { paths } from '@/app/paths';
import { download } from '@/ui/download';
import { Page } from '@/ui/Page';
import { FileView, PdfView } from '@/ui/reading/FileView';
import { Refused } from '@/ui/States';
import { useWords } from '@/ui/words';
import './documents.css';

const part = encodeURIComponent;

/** The project a document belongs to, for the page's head; kept under the key that its own page uses. */
function useProjectOf(id: string) {
  return useQuery({
    queryKey: ['project', id], queryFn: () => take(api.GET('/api/v1/projects/{id}', { params: { path: { id } } })),
  }).data;
}

function Frame({ project, title, save, children }: {
  project: string; title: string; save: () => Promise<void>; children: ReactNode;
}) {
  const { t } = useTranslation('documents');
  const [failure, setFailure] = useState<unknown>(null);
  const of = useProjectOf(project);
  return (
    <Page
      title={title}
      crumbs={[{ name: of?.title ?? t('project'), to: paths.project(project) }]}
      actions={<button type="button" className="btn primary" onClick={() => void save().catch(setFailure)}>{t('save')}</button>}
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
  const words = useWords();
  const name = words(useProjectOf(project)?.forms.find((each) => each.id === form)?.name);
  const address = `/api/v1/projects/${part(project)}/forms/${part(form)}/pdf`;
  return (
    <Frame project={project} title={[name, t('printView')].filter(Boolean).join(' · ')} save={() => download(address, `${form}.pdf`)}>
      <PdfView source={`${address}?identity=${part(actingIdentity())}`} name={t('printView')} />
    </Frame>
  );
}

/** A file of a project: PDF, images and texts in the page, others to be saved. */
export function FileViewer() {
  const { t } = useTranslation('documents');
  const { project = '', file = '' } = useParams();
  const name = useSearchParams()[0].get('name') ?? t('file');
  return (
    <Frame project={project} title={name} save={() => openFile(project, file)}>
      <FileView project={project} file={file} name={name} />
    </Frame>
  );
}
