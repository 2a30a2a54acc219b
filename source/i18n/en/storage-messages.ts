type Failure = {readonly file: string; readonly reason: string};

/** English: problems with the program's own small files. `reason` is the system's own text, in English. */
export const storageMessages = {
	'file-begun-anew': ({file, reason}: Failure) => `${file} cannot be read and is begun anew: ${reason}`,
	'file-disk-full': ({file}: Pick<Failure, 'file'>) =>
		`${file} cannot be written: its disk is full; make room there.`,
	'file-unwritten': ({file, reason}: Failure) => `${file} cannot be written: ${reason}`,
};
