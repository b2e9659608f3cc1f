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

/** How a file of this name is shown within a page; null where it can only be saved. */
export function viewOf(name: string): 'pdf' | 'image' | 'text' | null {
  return /\.pdf$/i.test(name) ? 'pdf' : /\.(png|jpe?g)$/i.test(name) ? 'image' : /\.txt$/i.test(name) ? 'text' : null;
}
