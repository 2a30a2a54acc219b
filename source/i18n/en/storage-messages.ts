type Failure = {readonly file: string; readonly reason: string};

/** English: problems with the program's own small files. `reason` is the system's own text, in English. */
export const storageMessages = {
	'file-begun-anew': ({file, reason}: Failure) => `${file} cannot be read and is begun anew: ${reason}`,
	'file-unwritten': ({file, reason}: Failure) => `${file} cannot be written: ${reason}`,
};
