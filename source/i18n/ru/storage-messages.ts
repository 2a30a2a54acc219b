type Failure = {readonly file: string; readonly reason: string};

/** Russian: the small files that the program keeps for itself. `reason` is the system's own word, in English. */
export const storageMessages = {
	'file-begun-anew': ({file, reason}: Failure) => `Файл ${file} не читается и будет создан заново: ${reason}`,
	'file-unwritten': ({file, reason}: Failure) => `Файл ${file} не записывается: ${reason}`,
};
