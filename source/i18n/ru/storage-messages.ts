type Failure = {readonly file: string; readonly reason: string};

/** Russian: problems with the program's own small files. `reason` is the system's own text, in English. */
export const storageMessages = {
	'file-begun-anew': ({file, reason}: Failure) => `Файл ${file} не читается и будет создан заново: ${reason}`,
	'file-unwritten': ({file, reason}: Failure) => `Файл ${file} не записывается: ${reason}`,
};
