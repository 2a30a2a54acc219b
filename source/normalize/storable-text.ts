/** Whether a PostgreSQL text can hold it: none holds a NUL, nor half a pair of UTF-16, which is no character. */
export const isStorableText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
