export { CheckDocument } from './CheckDocument';
export { FileViewer, FormViewer } from './Viewer';
