import { useState } from 'react';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FormView, ProjectView } from '@/api/types';
import { openFile } from '@/api/files';
import { useMay } from '@/api/session';
import { paths } from '@/app/paths';
import { download } from '@/ui/download';
import { Empty, Failure, Loading, Refused } from '@/ui/States';
import { When } from '@/ui/When';
import { useWords } from '@/ui/words';
import type { Schema } from '@/ui/reading/schema';
import { partsOf, type Ui } from '@/ui/reading/fieldKinds';
import { readForm } from './queries';
import { sizeOf, viewOf, type UploadedFile } from '@/ui/reading/files';
import { FileView } from '@/ui/reading/FileView';

interface Document extends UploadedFile {
  place: string;
}

/** All files that the forms refer to, with the place they stand. */
export function documentsOf(form: FormView, words: (text: FormView['name'] | undefined) => string): Document[] {
  return form.sections.flatMap((section) => partsOf(section.schema as Schema, section.ui as Ui)
    .filter((part) => part.kind === 'file')
    .flatMap((part) => {
      const files = (section.content as Record<string, UploadedFile[] | undefined> | null)?.[part.name] ?? [];
      return files.map((file) => ({ ...file, place: `${words(section.name)} · ${words(part.ui['ui:options']?.name)}` }));
    }));
}

/** A file shown where it is listed, by the browser's own viewer. */
function Preview({ project, file, onClose }: { project: string; file: UploadedFile; onClose: () => void }) {
  const { t } = useTranslation('documents');
  return (
    <section className="preview-in-place" aria-label={t('preview')}>
      <div className="spread"><b>{file.name}</b><button type="button" className="btn" onClick={onClose}>{t('close')}</button></div>
      <FileView project={project} file={file.file} name={file.name} />
    </section>
  );
}

/** The files that the forms refer to. */
function Files({ project, inPlace }: { project: ProjectView; inPlace: boolean }) {
  const { t } = useTranslation('projects');
  const { t: printed } = useTranslation('documents');
  const words = useWords();
  const [failure, setFailure] = useState<unknown>(null);
  const [shown, setShown] = useState<UploadedFile | null>(null);
  const forms = useQueries({
    queries: project.forms.filter((form) => form.begun).map((form) => ({
      queryKey: ['project', project.id, 'form', form.id], queryFn: () => readForm(project.id, form.id),
    })),
  });
  const failed = forms.find((form) => form.error);
  if (failed) {
    return <Failure error={failed.error} again={() => void failed.refetch()} />;
  }
  if (forms.some((form) => form.isPending)) {
    return <Loading lines={4} />;
  }
  const documents = forms.flatMap((form) => (form.data ? documentsOf(form.data, words) : []));
  if (documents.length === 0) {
    return <Empty title={t('noDocuments')} hint={t('noDocumentsHint')} />;
  }
  return (
    <>
      <Refused error={failure} />
      <div className="reading-rows">
        <table>
          <thead><tr><th>{t('document')}</th><th><span className="sr">{printed('preview')}</span></th><th>{t('documentPlace')}</th><th className="right">{t('documentSize')}</th></tr></thead>
          <tbody>
            {documents.map((document) => (
              <tr key={document.file}>
                <td>
                  <button type="button" className="linkish" onClick={() => void openFile(project.id, document.file).catch(setFailure)}>
                    {document.name}
                  </button>
                </td>
                <td>
                  {viewOf(document.name) && (inPlace
                    ? <button type="button" className="linkish" aria-label={printed('previewOf', { name: document.name })} onClick={() => setShown(document)}>{printed('preview')}</button>
                    : <Link to={paths.viewFile(project.id, document.file, document.name)}>{printed('preview')}</Link>)}
                </td>
                <td>{document.place}</td>
                <td className="right num">{sizeOf(document.size)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown && <Preview key={shown.file} project={project.id} file={shown} onClose={() => setShown(null)} />}
    </>
  );
}

/** The closed package: when, under which number and how long it is kept. */
function Closed({ sealed }: { sealed: NonNullable<ProjectView['package']> }) {
  const { t } = useTranslation('documents');
  const words = useWords();
  const { kept } = sealed;
  return (
    <section aria-label={t('archive.title')} className="archive">
      <h2>{t('archive.title')}</h2>
      <dl className="facts">
        {kept?.number && <div><dt>{t('archive.number')}</dt><dd className="num">{kept.number}</dd></div>}
        <div><dt>{t('archive.at')}</dt><dd><When at={sealed.at} /></dd></div>
        {kept && (
          <div>
            <dt>{t('archive.kept')}</dt>
            <dd>
              {kept.years == null
                ? t('archive.forever')
                : t('archive.years', { years: kept.years, until: kept.until ?? '' })}
            </dd>
          </div>
        )}
        {kept?.secrecy && <div><dt>{t('archive.secrecy')}</dt><dd>{words(kept.secrecy)}</dd></div>}
        <div><dt>{t('archive.lists')}</dt><dd>{t('archive.count', { contents: sealed.contents, entries: sealed.entries })}</dd></div>
      </dl>
    </section>
  );
}

/** The project's files in one place, and all of it as one package; `inPlace` shows a file below the list. */
export function DocumentsTab({ project, inPlace = false }: { project: ProjectView; inPlace?: boolean }) {
  const { t } = useTranslation('documents');
  const may = useMay();
  const [failure, setFailure] = useState<unknown>(null);
  const save = () => download(`/api/v1/projects/${encodeURIComponent(project.id)}/package.zip`, 'package.zip');
  return (
    <>
      <Refused error={failure} />
      <Files project={project} inPlace={inPlace} />
      {project.package && <Closed sealed={project.package} />}
      {!inPlace && may('project.export') && (
        <p style={{ marginTop: '1rem' }}>
          <button type="button" className="btn" onClick={() => void save().catch(setFailure)}>{t('package')}</button>
          {' '}<span className="small muted">{t('packageHint')}</span>
        </p>
      )}
    </>
  );
}
