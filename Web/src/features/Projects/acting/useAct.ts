import { useMemo, useState } from 'react';
import { App } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCommand } from '@/api/commands';
import { ProblemError } from '@/api/problem';
import type { Allowed, ProjectView } from '@/api/types';
import { useWords } from '@/ui/words';
import type { Finding } from '../check';
import { actOnTask } from '../queries';
import { missingOf, startOf, type Choice } from './choice';
import { inputFindings, inputOf, refusedFields, together } from './input';

/** An action being taken: what was written so far, what is still wrong with it, and whether it is under way. */
export interface Acting {
  project: ProjectView;
  allowed: Allowed;
  opinion: string;
  setOpinion: (opinion: string) => void;
  opinionMissing: boolean;
  sections: readonly string[];
  setSections: (sections: string[]) => void;
  choice: Choice;
  setChoice: (choice: Choice) => void;
  content: unknown;
  setContent: (content: unknown) => void;
  findings: readonly Finding[];
  /** True once taking it was tried: from then on what is missing is told too. */
  tried: boolean;
  pending: boolean;
  error: unknown;
  submit: () => void;
}

/**
 * Takes an action on a task; `onDone` is told the project as it is afterwards. `kept` is an opinion that outlives the
 * choice of the action.
 */
export function useAct(
  project: ProjectView, allowed: Allowed, task: string, onDone: (after: ProjectView) => void,
  kept?: Pick<Acting, 'opinion' | 'setOpinion'>,
): Acting {
  const { t } = useTranslation('projects');
  const words = useWords();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [ownOpinion, setOwnOpinion] = useState('');
  const { opinion, setOpinion } = kept ?? { opinion: ownOpinion, setOpinion: setOwnOpinion };
  const [sections, setSections] = useState<string[]>([]);
  const [choice, setChoice] = useState<Choice>(() => startOf(allowed.chooses));
  const [content, setContent] = useState<unknown>(allowed.asks?.content ?? {});
  const [answered, setAnswered] = useState<unknown>(null);
  const [tried, setTried] = useState(false);
  const act = useCommand(actOnTask, {
    onSuccess: (after) => {
      client.setQueryData(['project', project.id], after);
      void client.invalidateQueries({ queryKey: ['project'] });
      void client.invalidateQueries({ queryKey: ['me'] });
      void message.success(t('act.done', { action: words(allowed.name) }));
      onDone(after);
    },
    onError: () => setAnswered(content),
  });
  const problem = act.error instanceof ProblemError ? act.error.problem : null;
  const server = useMemo(() => (answered === content ? refusedFields(problem) : []), [answered, content, problem]);
  const findings = useMemo(
    () => (allowed.asks ? together(inputFindings(allowed.asks, content, tried), server) : []),
    [allowed.asks, content, tried, server]);
  const opinionMissing = allowed.opinion === 'required' && opinion.trim() === '';
  const submit = () => {
    setTried(true);
    if (act.isPending || opinionMissing || missingOf(allowed.chooses, choice).length > 0 || (allowed.asks && inputFindings(allowed.asks, content, true).length > 0)) {
      return;
    }
    act.mutate({
      id: project.id, version: project.version, task, action: allowed.action, opinion: opinion.trim() || null,
      input: inputOf(allowed, content, sections, choice),
    });
  };
  return {
    project, allowed, opinion, setOpinion, opinionMissing, sections, setSections, choice, setChoice, content,
    setContent, findings, tried, pending: act.isPending, error: act.error, submit,
  };
}
