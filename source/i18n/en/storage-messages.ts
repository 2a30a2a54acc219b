type Failure = {readonly file: string; readonly reason: string};

/** English: the small files that the program keeps for itself. `reason` is the system's own word, in English. */
export const storageMessages = {
	'file-begun-anew': ({file, reason}: Failure) => `${file} cannot be read and is begun anew: ${reason}`,
	'file-unwritten': ({file, reason}: Failure) => `${file} cannot be written: ${reason}`,
};
