import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '@/app/paths';
import { Hits } from '@/ui/Hits';
import { ProjectStatus } from './ProjectStatus';
import { anyProject, useProjects } from './queries';

export function ProjectHits({ words }: { words: string }) {
  const { t } = useTranslation('projects');
  return (
    <Hits
      title={t('projects')} all={paths.projects({ search: words })} query={useProjects({ ...anyProject, search: words }, 8)}
      render={(row) => (
        <span className="spread">
          <span><Link to={paths.project(row.id)}>{row.title}</Link><br /><span className="muted small">{row.number ?? t('noNumber')} · {row.entity}</span></span>
          <ProjectStatus status={row.status} />
        </span>
      )}
    />
  );
}
