import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '@/api/session';
import type { ProjectView } from '@/api/types';
import { paths } from '@/app/paths';

/** Where a round of review can take the action of the open stage: the way to a new round and to those there are. */
export function Rounds({ project }: { project: ProjectView }) {
  const { t } = useTranslation('work');
  const may = useMay();
  const stage = project.stages.find((each) => each.state === 'now');
  if (!stage || !may('review.manage') || !project.allowed.some((allowed) => allowed.reviewed)) {
    return null;
  }
  return (
    <span className="row">
      <Link className="btn" to={paths.newReview({ call: project.call.id, stage: stage.id })}>{t('rounds.create')}</Link>
      <Link className="btn" to={paths.reviews({ call: project.call.id })}>{t('rounds.list')}</Link>
    </span>
  );
}
