/** A file as a form's content names it. */
export interface UploadedFile {
  file: string;
  name: string;
  size: number;
}

/** 1.4 MB, 320 KB */
export function sizeOf(bytes: number): string {
  return bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}

/** Whether a file of this name is shown within a page. */
export function canShow(name: string): boolean {
  return /\.(pdf|png|jpe?g)$/i.test(name);
}
