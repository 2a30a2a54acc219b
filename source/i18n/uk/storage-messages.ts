type Failure = {readonly file: string; readonly reason: string};

/** Ukrainian: the small files that the program keeps for itself. `reason` is the system's own word, in English. */
export const storageMessages = {
	'file-begun-anew': ({file, reason}: Failure) =>
		`Файл ${file} не читається, його буде створено заново: ${reason}`,
	'file-unwritten': ({file, reason}: Failure) => `Файл ${file} не записується: ${reason}`,
};
