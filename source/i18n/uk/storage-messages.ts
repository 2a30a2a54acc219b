import type {Dictionary} from '../en/index.ts';

/** Ukrainian: problems with the program's own small files. `reason` is the system's own text, in English. */
export const storageMessages = {
	'file-begun-anew': ({file, reason}) => `Файл ${file} не читається, його буде створено заново: ${reason}`,
	'file-unwritten': ({file, reason}) => `Файл ${file} не записується: ${reason}`,
	'file-disk-full': ({file}) => `Файл ${file} не записується: на диску немає місця; звільніть його.`,
} satisfies Partial<Dictionary['messages']>;
