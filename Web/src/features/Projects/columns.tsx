import type { TFunction } from 'i18next';
import { Link } from 'react-router';
import type { ProjectRow, Words } from '@/api/types';
import { paths } from '@/app/paths';
import { Clamp } from '@/ui/Clamp';
import type { Column } from '@/ui/DataTable';
import { Money } from '@/ui/Money';
import { Deadline, When } from '@/ui/When';
import { ProjectStatus } from './ProjectStatus';

/** Columns of the list of projects; which are shown is each person's choice. */
export function projectColumns(t: TFunction<'projects'>, words: (text: Words) => string): Column<ProjectRow>[] {
  return [
    {
      key: 'number', title: t('column.number'), width: 130, sort: 'number', fixed: true,
      render: (row) => <Link className="num" to={paths.project(row.id)}>{row.number ?? t('noNumber')}</Link>,
    },
    {
      key: 'title', title: t('column.title'), width: 236, sort: 'title',
      render: (row) => <Clamp text={row.title}><Link to={paths.project(row.id)}>{row.title}</Link></Clamp>,
    },
    { key: 'status', title: t('column.status'), width: 88, render: (row) => <ProjectStatus status={row.status} /> },
    { key: 'stage', title: t('column.stage'), width: 144, render: (row) => words(row.stageName) },
    { key: 'holders', title: t('column.holders'), width: 140, render: (row) => <Clamp text={row.holders || '—'} /> },
    { key: 'leader', title: t('column.leader'), width: 92, sort: 'leader', render: (row) => row.leader },
    { key: 'entity', title: t('column.entity'), width: 132, sort: 'entity', render: (row) => <Clamp text={row.entity} /> },
    {
      key: 'requested', title: t('column.requested'), width: 118, align: 'right', sort: 'requested',
      render: (row) => <Money fen={row.requestedFen} />,
    },
    { key: 'due', title: t('column.due'), width: 145, sort: 'due', render: (row) => <Deadline at={row.due} /> },
    { key: 'call', title: t('column.call'), width: 240, hidden: true, render: (row) => <Clamp text={row.callTitle} /> },
    {
      key: 'recommending', title: t('column.recommending'), width: 180, hidden: true,
      render: (row) => <Clamp text={row.recommendingUnit ?? '—'} />,
    },
    {
      key: 'submitted', title: t('column.submitted'), width: 150, sort: 'submitted', hidden: true,
      render: (row) => <When at={row.submitted} />,
    },
    { key: 'changed', title: t('column.changed'), width: 150, sort: 'changed', hidden: true, render: (row) => <When at={row.changed} /> },
  ];
}
