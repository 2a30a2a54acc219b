/**
Whether reading failed because there is no such file, also where a part of its path is no directory: the home of some system users is
`/dev/null`.
*/
export const isFileMissing = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
