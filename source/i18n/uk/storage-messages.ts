type Failure = {readonly file: string; readonly reason: string};

/** Ukrainian: problems with the program's own small files. `reason` is the system's own text, in English. */
export const storageMessages = {
	'file-begun-anew': ({file, reason}: Failure) =>
		`Файл ${file} не читається, його буде створено заново: ${reason}`,
	'file-unwritten': ({file, reason}: Failure) => `Файл ${file} не записується: ${reason}`,
};
