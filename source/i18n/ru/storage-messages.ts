import type {Dictionary} from '../en/index.ts';

/** Russian: problems with the program's own small files. `reason` is the system's own text, in English. */
export const storageMessages = {
	'file-begun-anew': ({file, reason}) => `Файл ${file} не читается и будет создан заново: ${reason}`,
	'file-unwritten': ({file, reason}) => `Файл ${file} не записывается: ${reason}`,
	'file-disk-full': ({file}) => `Файл ${file} не записывается: диск переполнен; освободите на нём место.`,
} satisfies Partial<Dictionary['messages']>;
