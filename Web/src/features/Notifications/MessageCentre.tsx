import { Button, Segmented } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take, writing } from '@/api/client';
import { useCommand } from '@/api/commands';
import { useSession } from '@/api/session';
import type { MessageView } from '@/api/types';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Empty, Loaded, Refused } from '@/ui/States';
import { readable, sentence } from '@/ui/sentences';
import { Status } from '@/ui/Status';
import { useUrlState } from '@/ui/urlState';
import { When } from '@/ui/When';
import './messages.css';

function useMessages(unread: boolean, after: string) {
  return useQuery({
    queryKey: ['me', 'messages', unread, after],
    queryFn: () => take(api.GET('/api/v1/me/messages', {
      params: { query: { unread: unread || undefined, cursor: after || undefined, limit: 30 } },
    })),
  });
}

function markRead(act: { messages: string[]; person: string }, commandId: string) {
  return take(api.POST('/api/v1/me/messages/read', {
    body: { messages: act.messages }, headers: { ...writing(commandId), 'X-Acting-Identity': act.person },
  }));
}

/** A message as a sentence; a template the catalogue does not know yet is told by what it is about. */
export function messageSentence(t: TFunction, message: Pick<MessageView, 'template' | 'args' | 'project'>): string {
  const reason = message.args.code ? sentence(t, { code: message.args.code }).replace(/[。.]$/, '') : '';
  return t(`messages:what.${message.template}`, { ...readable(message.args), reason, defaultValue: '' })
    || t('messages:other', { title: message.args.title ?? message.args.project ?? message.template });
}

function Message({ message, onRead }: { message: MessageView; onRead: () => void }) {
  const { t } = useTranslation('messages');
  const { t: any } = useTranslation();
  const text = messageSentence(any, message);
  return (
    <li className={message.read ? '' : 'new'}>
      <Status tone={message.read ? 'off' : 'busy'}>{message.read ? t('wasRead') : t('isNew')}</Status>
      <span>
        {message.project
          ? <Link to={paths.project(message.project)} onClick={() => !message.read && onRead()}>{text}</Link>
          : text}
      </span>
      <span className="small muted"><When at={message.at} /></span>
      {!message.read && <button type="button" className="linkish small" onClick={onRead}>{t('markRead')}</button>}
    </li>
  );
}

/** All messages of the person, newest first. */
export function MessageCentre() {
  const { t } = useTranslation('messages');
  const { t: shell } = useTranslation();
  const client = useQueryClient();
  const session = useSession().data;
  const [wish, change] = useUrlState({ show: 'all', after: '' });
  const messages = useMessages(wish.show === 'unread', wish.after);
  const read = useCommand(markRead, {
    onSuccess: (count) => {
      client.setQueryData(['me', 'unread'], count);
      void client.invalidateQueries({ queryKey: ['me', 'messages'] });
    },
  });
  const mark = (ids: string[]) => read.mutate({ messages: ids, person: session?.person ?? '' });
  return (
    <Page
      title={t('title')}
      crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }]}
      actions={<Button onClick={() => mark([])} loading={read.isPending}>{t('allRead')}</Button>}
    >
      <Segmented
        style={{ marginBottom: 12 }} value={wish.show} onChange={(show) => change({ show })} aria-label={t('show')}
        options={[{ value: 'all', label: t('all') }, { value: 'unread', label: t('unread') }]}
      />
      <Refused error={read.error} />
      <section className="panel">
        <Loaded query={messages}>
          {(page) => (page.items.length === 0
            ? <Empty title={t('none')} hint={t('noneHint')} />
            : (
              <ul className="messages">
                {page.items.map((message) => (
                  <Message key={message.id} message={message} onRead={() => mark([message.id])} />
                ))}
              </ul>
            ))}
        </Loaded>
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          {wish.after && <Button onClick={() => change({ after: '' })}>{shell('table.first')}</Button>}
          {messages.data?.next && (
            <Button onClick={() => change({ after: messages.data.next ?? '' })}>{shell('table.next')}</Button>
          )}
        </div>
      </section>
    </Page>
  );
}
