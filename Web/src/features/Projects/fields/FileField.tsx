import { useEffect, useRef, useState } from 'react';
import { Button, Progress } from 'antd';
import { DeleteOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import type { FieldProps } from '@rjsf/utils';
import { useTranslation } from 'react-i18next';
import { openFile } from '@/api/files';
import { errorSentence } from '@/ui/sentences';
import type { Schema } from '@/ui/reading/schema';
import type { Ui } from '@/ui/reading/fieldKinds';
import { upload } from '../upload';
import { sizeOf, type UploadedFile } from '@/ui/reading/files';
import type { FormContext } from './context';

interface Moving {
  key: number;
  name: string;
  percent: number;
  file: File;
  failed: string | null;
  stop: AbortController;
}

/** Why a chosen file cannot be taken; null when it can. Told before a byte is sent. */
export function unfit(file: { name: string; size: number }, options: { accept?: string[]; maxBytes?: number }) {
  const accept = options.accept ?? [];
  if (accept.length > 0 && !accept.some((ending) => file.name.toLowerCase().endsWith(ending.toLowerCase()))) {
    return 'ending' as const;
  }
  return options.maxBytes !== undefined && file.size > options.maxBytes ? 'size' as const : null;
}

function Line({ moving, onAgain, onDrop }: { moving: Moving; onAgain: () => void; onDrop: () => void }) {
  const { t } = useTranslation('projects');
  return (
    <li>
      <span className="clamp" title={moving.name}><PaperClipOutlined aria-hidden="true" /> {moving.name}</span>
      {moving.failed
        ? <span className="field-error" role="alert">{moving.failed}</span>
        : <Progress percent={moving.percent} size="small" aria-label={t('uploading', { name: moving.name })} style={{ width: 140 }} />}
      <span className="row">
        {moving.failed && <Button size="small" onClick={onAgain}>{t('uploadAgain')}</Button>}
        <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t('uploadStop', { name: moving.name })} onClick={onDrop} />
      </span>
    </li>
  );
}

/** Files of a field: progress while they go, going on after a broken connection, download afterwards. */
export function FileField(props: FieldProps) {
  const { t } = useTranslation('projects');
  const { t: any } = useTranslation();
  const { formContext } = props.registry as unknown as { formContext: FormContext };
  const options = ((props.uiSchema ?? {}) as Ui)['ui:options'] ?? {};
  const most = (props.schema as Schema).maxItems ?? 10;
  const files = (props.formData as UploadedFile[] | undefined) ?? [];
  const latest = useRef(files);
  useEffect(() => {
    latest.current = files;
  });
  const chooser = useRef<HTMLInputElement>(null);
  const counter = useRef(0);
  const [moving, setMoving] = useState<Moving[]>([]);
  const [failure, setFailure] = useState('');
  const disabled = Boolean(props.disabled) || Boolean(props.readonly);
  const path = props.fieldPathId.path;
  const change = (key: number, part: Partial<Moving>) =>
    setMoving((now) => now.map((each) => (each.key === key ? { ...each, ...part } : each)));
  const drop = (key: number) => setMoving((now) => now.filter((each) => each.key !== key));
  const send = async (one: Moving) => {
    const { project, form, section } = formContext;
    try {
      const done = await upload({ project, form, section, field: path.join('/') }, one.file,
        (percent) => change(one.key, { percent }), one.stop.signal);
      drop(one.key);
      props.onChange([...latest.current, done], path);
    } catch (error) {
      change(one.key, { failed: errorSentence(any, error) });
    }
  };
  const choose = (chosen: FileList | null) => {
    setFailure('');
    for (const file of [...(chosen ?? [])].slice(0, Math.max(0, most - files.length))) {
      const why = unfit(file, options);
      if (why) {
        const limits = { accept: options.accept?.join('、'), most: sizeOf(options.maxBytes ?? 0) };
        setFailure(t(`unfit.${why}`, { name: file.name, ...limits }));
        continue;
      }
      counter.current += 1;
      const stop = new AbortController();
      const one = { key: counter.current, name: file.name, percent: 0, file, failed: null, stop };
      setMoving((now) => [...now, one]);
      void send(one);
    }
  };
  return (
    <div className="files">
      <ul>
        {files.map((file) => (
          <li key={file.file}>
            <button type="button" className="linkish clamp" title={file.name} onClick={() => void openFile(formContext.project, file.file).catch((error: unknown) => setFailure(errorSentence(any, error)))}>
              <PaperClipOutlined aria-hidden="true" /> {file.name}
            </button>
            <span className="muted small num">{sizeOf(file.size)}</span>
            <Button
              size="small" type="text" icon={<DeleteOutlined />} disabled={disabled} aria-label={t('removeFile', { name: file.name })}
              onClick={() => props.onChange(files.filter((each) => each.file !== file.file), path)}
            />
          </li>
        ))}
        {moving.map((one) => (
          <Line
            key={one.key} moving={one} onDrop={() => { one.stop.abort(); drop(one.key); }}
            onAgain={() => { change(one.key, { failed: null }); void send({ ...one, failed: null }); }}
          />
        ))}
      </ul>
      {failure && <div className="field-error" role="alert">{failure}</div>}
      <input
        ref={chooser} type="file" hidden multiple={most > 1} accept={options.accept?.join(',')} tabIndex={-1} aria-hidden="true"
        onChange={(event) => { choose(event.target.files); event.target.value = ''; }}
      />
      <Button
        id={props.fieldPathId.$id} icon={<UploadOutlined />} disabled={disabled || files.length >= most}
        aria-label={t('chooseFileOf', { name: formContext.words(options.name) || props.name })} onClick={() => chooser.current?.click()}
      >
        {t('chooseFile')}
      </Button>
      <span className="muted small" style={{ marginLeft: 8 }}>
        {t('fileHint', { accept: options.accept?.length ? options.accept.join('、') : t('anyFile'), most: sizeOf(options.maxBytes ?? 0), count: most })}
      </span>
    </div>
  );
}
