import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actingIdentity } from '@/api/acting';
import { Empty } from '../States';
import { viewOf } from './files';

/** A file of a project within the page, by the browser's own viewer; what has none says so. */
export function FileView({ project, file, name }: { project: string; file: string; name: string }) {
  const { t } = useTranslation('documents');
  const [broken, setBroken] = useState(false);
  const source = `/api/v1/projects/${encodeURIComponent(project)}/files/${encodeURIComponent(file)}/preview`
    + `?identity=${encodeURIComponent(actingIdentity())}`;
  const view = viewOf(name);
  if (view === null || broken) {
    return <Empty title={t(broken ? 'notReadable' : 'notShown')} hint={t('notShownHint')} />;
  }
  return view === 'image' ? <img src={source} alt={name} onError={() => setBroken(true)} />
    : view === 'pdf' ? <PdfView source={source} name={name} />
    : <iframe src={source} title={name} className="text" />;
}

/** A PDF within the page, where the browser has a viewer for it: most of those on phones have none. */
export function PdfView({ source, name }: { source: string; name: string }) {
  const { t } = useTranslation('documents');
  return navigator.pdfViewerEnabled
    ? <iframe src={source} title={name} />
    : <Empty title={t('noPdfViewer')} hint={t('notShownHint')}><a className="btn" href={source} target="_blank" rel="noreferrer">{t('openPdf')}</a></Empty>;
}
