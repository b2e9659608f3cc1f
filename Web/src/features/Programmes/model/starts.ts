import type { Words } from '@/api/types';
import type { Definition, StagePart } from './definition';

const words = (zh: string, en: string): Words => ({ zh, en });

/** The smallest business that works: an application, a decision, two ends. */
export function template(programme: string, name: Words, owner: string): Definition {
  return {
    format: 1,
    programme,
    name,
    class: 'department',
    owner,
    title: 'application/basic/title',
    number: '{year}{serial:4}',
    holders: {
      leader: { name: words('项目负责人', 'Project leader'), person: 'leader' },
      officer: { name: words('经办人', 'Case officer'), role: 'case-officer', at: 'owner' },
    },
    forms: [{
      id: 'application',
      name: words('申报书', 'Application'),
      sections: [{
        id: 'basic',
        name: words('基本信息', 'Basic information'),
        fields: [
          { id: 'title', kind: 'text', name: words('项目名称', 'Project title'), required: true, maxLength: 120, prefill: 'title' },
          { id: 'entity', kind: 'legal-entity', name: words('申报单位', 'Applicant'), required: true, prefill: 'entity' },
        ],
      }],
    }],
    stages: [
      {
        id: 'fill', kind: 'fill', name: words('申报填写', 'Drafting'), form: 'application',
        tasks: [{ id: 'fill', name: words('填写申报书', 'Fill in the application'), holder: 'leader' }],
        deadline: { callCloses: true, correctionDays: 15 },
        actions: [{
          id: 'submit', name: words('提交', 'Submit'), target: 'decision', primary: true, submits: true, complete: ['application'],
        }],
      },
      {
        id: 'decision', kind: 'approve', name: words('审批', 'Decision'),
        tasks: [{ id: 'decide', name: words('审查并决定', 'Examine and decide'), holder: 'officer' }],
        deadline: { workingDays: 20 },
        actions: [
          { id: 'approve', name: words('同意', 'Approve'), target: 'approved', primary: true, numbers: true, opinion: 'optional' },
          { id: 'return', name: words('退回补正', 'Return for correction'), target: 'fill', returns: true, asksSections: true, opinion: 'required' },
          { id: 'refuse', name: words('不同意', 'Refuse'), target: 'refused', releases: true, opinion: 'required' },
        ],
      },
      { id: 'approved', kind: 'end', name: words('已批准', 'Approved') },
      { id: 'refused', kind: 'end', name: words('未批准', 'Refused') },
    ],
    withdrawals: [{ name: words('放弃申报', 'Give up the application'), stages: ['fill'] }],
  };
}

/** A business like another, under its own id, name and owner. */
export function copyOf(definition: Definition, programme: string, name: Words, owner: string): Definition {
  return { ...definition, programme, name, owner };
}

/** A new stage of a kind, with what its kind needs. */
export function newStage(id: string, kind: string, name: Words, holder: string, target: string): StagePart {
  if (kind === 'end') {
    return { id, kind, name };
  }
  if (kind === 'wait' || kind === 'publicise') {
    return { id, kind, name, period: { workingDays: 5 }, then: target };
  }
  return {
    id, kind, name,
    tasks: [{ id: 'handle', name, holder }],
    actions: [{ id: 'pass', name: words('通过', 'Pass'), target, primary: true, opinion: 'optional' }],
  };
}
